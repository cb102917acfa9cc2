import { isObject } from '#json/json.ts';
import { checkDataCall, parametersField } from '../check-data-call.ts';
import { checkFields, type ObjectFields } from '../check-fields.ts';
import type { StateCheck } from '../site.ts';

const WRITER = { fields: { WriterConfig: { value: { kind: 'object' } } }, actions: ['putObject'], required: [] } as const;

const WRITER_CONFIG: ObjectFields = {
  fields: {
    Transformation: { value: { kind: 'enum', values: ['NONE', 'COMPACT', 'FLATTEN'] } },
    OutputType: { value: { kind: 'enum', values: ['JSON', 'JSONL'] } },
    Comment: { value: { kind: 'any' } },
  },
};

/** Where a Distributed Map writes its results. AWS: developer guide, "ResultWriter (Map)"; the texts are those of other fields (inferred). */
export const resultWriter: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Map' || state.ResultWriter === undefined || state.ResultWriter === null) return;
  const at = `${location}/ResultWriter`;
  checkDataCall(state.ResultWriter, WRITER, language, at, report);
  if (!isObject(state.ResultWriter)) return;
  const { Resource, WriterConfig } = state.ResultWriter;
  if (isObject(WriterConfig)) checkFields(WriterConfig, WRITER_CONFIG, language, `${at}/WriterConfig`, report);
  // AWS: it "cannot be empty", and has a WriterConfig, a Resource with its parameters, or both — ResultWriter, required field combinations.
  const field = parametersField(language);
  const { Parameters, Arguments } = state.ResultWriter;
  const given = state.ResultWriter[field];
  if (Object.keys(state.ResultWriter).length === 0) report('Value cannot be empty', at);
  else if (Resource !== undefined && Parameters === undefined && Arguments === undefined)
    report(`These fields are required: [${field}]`, at);
  else if (Resource === undefined && given !== undefined) report('These fields are required: [Resource]', at);
};
