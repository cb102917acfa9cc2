import { isArray, isObject, type Json } from '#json/json.ts';
import type { QueryLanguage } from '../query-language.ts';
import { checkFields, type ObjectFields } from './check-fields.ts';
import type { Report } from './diagnostic.ts';

/** Checks the retriers or catchers of a state: their fields, and which errors they name. An empty list is allowed. */
export function checkErrorHandlers(
  handlers: Json | undefined,
  shape: ObjectFields,
  language: QueryLanguage,
  location: string,
  report: Report,
): void {
  if (!isArray(handlers)) return;
  handlers.forEach((handler, index) => {
    const at = `${location}[${index}]`;
    checkFields(handler, shape, language, at, report);
    if (isObject(handler)) checkErrorEquals(handler.ErrorEquals, index === handlers.length - 1, `${at}/ErrorEquals`, report);
  });
}

function checkErrorEquals(names: Json | undefined, isLast: boolean, location: string, report: Report): void {
  if (!isArray(names)) return;
  names.forEach((name, index) => {
    const at = `${location}[${index}]`;
    if (typeof name !== 'string') report('Expected value of type String', at);
    // AWS: the place is the name in the list — a deployment of others.
    else if (name === 'States.ALL' && (!isLast || names.length > 1))
      report('States.ALL must appear alone and at end of list', at);
  });
}
