import { isArray, isObject } from '#json/json.ts';
import { checkErrorHandlers } from '../check-error-handlers.ts';
import type { ObjectFields } from '../check-fields.ts';
import { checkVariableNames } from '../check-variable-names.ts';
import type { StateCheck } from '../site.ts';

const CATCHER: ObjectFields = {
  required: ['ErrorEquals', 'Next'],
  fields: {
    Comment: { value: { kind: 'any' } },
    ErrorEquals: { value: { kind: 'elements' } },
    Next: { value: { kind: 'string', literal: true } },
    ResultPath: { language: 'JSONPath', value: { kind: 'referencePath' } },
    Output: { language: 'JSONata', value: { kind: 'jsonata' } },
    Assign: { value: { kind: 'payload' } },
  },
};

/** Catch is a list of catchers. */
export const catchers: StateCheck = ({ state, location, language }, report) => {
  checkErrorHandlers(state.Catch, CATCHER, language, `${location}/Catch`, report);
  if (!isArray(state.Catch)) return;
  state.Catch.forEach((catcher, index) => {
    if (isObject(catcher)) checkVariableNames(catcher.Assign, language, `${location}/Catch[${index}]/Assign`, report);
  });
};
