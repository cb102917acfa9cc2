import { isArray, isObject, type JsonObject } from '#json/json.ts';
import type { QueryLanguage } from '../../query-language.ts';
import { checkDataCall } from '../check-data-call.ts';
import { checkFields, type ObjectFields } from '../check-fields.ts';
import type { Report } from '../diagnostic.ts';
import type { StateCheck } from '../site.ts';

const READER = {
  fields: { ReaderConfig: { value: { kind: 'object' } } },
  actions: ['getObject', 'listObjectsV2'],
  required: ['Resource'],
} as const;

/** AWS: the fields and their values are documented — ItemReader, "Contents of the ItemReader field"; the texts are those of other fields. */
const READER_CONFIG: ObjectFields = {
  fields: {
    InputType: { value: { kind: 'enum', values: ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'] } },
    Transformation: { value: { kind: 'enum', values: ['NONE', 'LOAD_AND_FLATTEN'] } },
    ManifestType: { value: { kind: 'enum', values: ['ATHENA_DATA', 'S3_INVENTORY'] } },
    CSVDelimiter: { value: { kind: 'enum', values: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'] } },
    CSVHeaderLocation: { value: { kind: 'enum', values: ['FIRST_ROW', 'GIVEN'] } },
    CSVHeaders: { value: { kind: 'payload' } },
    ItemsPointer: { value: { kind: 'string' } },
    // AWS: `Maximum value is 100000000` — reported from us-east-1.
    MaxItems: { value: { kind: 'integer', min: 0, max: 100_000_000 } },
    MaxItemsPath: { language: 'JSONPath', value: { kind: 'numberPath' } },
    Comment: { value: { kind: 'any' } },
  },
};

/** Where a Distributed Map reads its items. AWS: the texts were measured by others. */
export const itemReader: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Map' || state.ItemReader === undefined || state.ItemReader === null) return;
  const at = `${location}/ItemReader`;
  checkDataCall(state.ItemReader, READER, language, at, report);
  if (!isObject(state.ItemReader)) return;
  const { ReaderConfig } = state.ItemReader;
  if (!isObject(ReaderConfig)) return;
  checkFields(ReaderConfig, READER_CONFIG, language, `${at}/ReaderConfig`, report);
  checkReaderConfig(ReaderConfig, language, `${at}/ReaderConfig`, report);
};

function checkReaderConfig(config: JsonObject, language: QueryLanguage, location: string, report: Report): void {
  const { InputType, CSVHeaderLocation, CSVHeaders, ItemsPointer } = config;
  const isComputed = language === 'JSONata' && typeof CSVHeaders === 'string';
  if (CSVHeaders !== undefined && CSVHeaders !== null && !isArray(CSVHeaders) && !isComputed)
    report('Expected value of type Array', `${location}/CSVHeaders`);
  if (config['MaxItems'] !== undefined && config['MaxItemsPath'] !== undefined)
    report('There should only be one of the following fields: [MaxItems, MaxItemsPath]', location);
  if (needsInputType(config)) report("The field 'InputType' is required", location);
  if (InputType === 'CSV' && CSVHeaderLocation === undefined) report("The field 'CSVHeaderLocation' is required", location);
  for (const field of foreignFields(config)) report(`Field '${field}' is not supported`, location);
  if (CSVHeaderLocation === 'GIVEN' && CSVHeaders === undefined) report('These fields are required: [CSVHeaders]', location);
  // AWS: measured by others; the words are Jackson's.
  const isConstant = typeof ItemsPointer === 'string' && !(language === 'JSONata' && ItemsPointer.startsWith('{%'));
  if (isConstant && ItemsPointer !== '' && !ItemsPointer.startsWith('/'))
    report(`Invalid input: JSON Pointer expression must start with '/': "${ItemsPointer}"`, `${location}/ItemsPointer`);
}

/** What is in the objects cannot be told from their list. AWS: measured by others for LOAD_AND_FLATTEN; for ATHENA_DATA it is (inferred). */
const needsInputType = ({ InputType, Transformation, ManifestType }: JsonObject): boolean =>
  InputType === undefined && (Transformation === 'LOAD_AND_FLATTEN' || ManifestType === 'ATHENA_DATA');

/** The types that have the field; the others, where they are given, have not. */
const TYPES_WITH: readonly (readonly [field: string, types: readonly string[]])[] = [
  // AWS: measured by others for JSON and JSONL — ItemReader: "when you use CSV or MANIFEST"; the delimiter and PARQUET by analogy (inferred).
  ['CSVHeaderLocation', ['CSV', 'MANIFEST']],
  ['CSVHeaders', ['CSV', 'MANIFEST']],
  ['CSVDelimiter', ['CSV', 'MANIFEST']],
  // AWS: only JSON has it — ItemReader; the text is that of the others (inferred).
  ['ItemsPointer', ['JSON']],
];

/** The fields that do not go with the type or with each other. */
function foreignFields(config: JsonObject): string[] {
  const { InputType, ManifestType, CSVHeaderLocation } = config;
  const ofType = TYPES_WITH.filter(([, types]) => typeof InputType === 'string' && !types.includes(InputType));
  const foreign = ofType.map(([field]) => field);
  // AWS: measured by others for JSON, whose files a manifest of Athena does not list; MANIFEST is (inferred).
  if (ManifestType === 'ATHENA_DATA' && (InputType === 'JSON' || InputType === 'MANIFEST')) foreign.push('ManifestType');
  // AWS: an inventory is CSV, and its type is not to be given — ItemReader; the text is (inferred). MANIFEST says the same twice, and passes (inferred).
  if (ManifestType === 'S3_INVENTORY' && InputType !== 'MANIFEST') foreign.push('InputType');
  // AWS: "when CSVHeaderLocation is GIVEN" — ItemReader; that others are refused is (inferred).
  if (CSVHeaderLocation === 'FIRST_ROW' && !foreign.includes('CSVHeaders')) foreign.push('CSVHeaders');
  return foreign.filter((field) => config[field] !== undefined);
}
