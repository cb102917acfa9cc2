import { checkFields, type ObjectFields } from '../check-fields.ts';
import type { StateCheck } from '../site.ts';

const WRITER: ObjectFields = {
  fields: {
    Resource: { value: { kind: 'string', literal: true } },
    Parameters: { language: 'JSONPath', value: { kind: 'template' } },
    Arguments: { language: 'JSONata', value: { kind: 'jsonata' } },
    WriterConfig: { value: { kind: 'object' } },
    Comment: { value: { kind: 'any' } },
  },
};

/** Where a Distributed Map writes its results. AWS: developer guide, "ResultWriter (Map)"; the texts are those of other fields (inferred). */
export const resultWriter: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Map' || state.ResultWriter === undefined || state.ResultWriter === null) return;
  checkFields(state.ResultWriter, WRITER, language, `${location}/ResultWriter`, report);
};
