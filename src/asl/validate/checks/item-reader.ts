import { isArray, isObject, type JsonObject } from '../../json.ts';
import type { QueryLanguage } from '../../query-language.ts';
import { checkFields, type ObjectFields } from '../check-fields.ts';
import type { Report } from '../diagnostic.ts';
import type { StateCheck } from '../site.ts';

const READER: ObjectFields = {
  required: ['Resource'],
  fields: {
    Resource: { value: { kind: 'string', literal: true } },
    Parameters: { language: 'JSONPath', value: { kind: 'template' } },
    Arguments: { language: 'JSONata', value: { kind: 'jsonata' } },
    ReaderConfig: { value: { kind: 'object' } },
    Comment: { value: { kind: 'any' } },
  },
};

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
    MaxItems: { value: { kind: 'integer', min: 0 } },
    MaxItemsPath: { language: 'JSONPath', value: { kind: 'path' } },
    Comment: { value: { kind: 'any' } },
  },
};

/** Where a Distributed Map reads its items. AWS: the texts were measured by others. */
export const itemReader: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Map' || state.ItemReader === undefined || state.ItemReader === null) return;
  const at = `${location}/ItemReader`;
  checkFields(state.ItemReader, READER, language, at, report);
  if (!isObject(state.ItemReader)) return;
  const { Resource, ReaderConfig } = state.ItemReader;
  if (typeof Resource === 'string' && !/^arn:[^:]+:states:::s3:(getObject|listObjectsV2)$/.test(Resource)) {
    report("The field 'Resource' does not match any of the allowed values", `${at}/Resource`);
  }
  if (!isObject(ReaderConfig)) return;
  checkFields(ReaderConfig, READER_CONFIG, language, `${at}/ReaderConfig`, report);
  checkReaderConfig(ReaderConfig, language, `${at}/ReaderConfig`, report);
};

function checkReaderConfig(config: JsonObject, language: QueryLanguage, location: string, report: Report): void {
  const { InputType, CSVHeaderLocation, CSVHeaders } = config;
  const isComputed = language === 'JSONata' && typeof CSVHeaders === 'string';
  if (CSVHeaders !== undefined && CSVHeaders !== null && !isArray(CSVHeaders) && !isComputed)
    report('Expected value of type Array', `${location}/CSVHeaders`);
  if (config['MaxItems'] !== undefined && config['MaxItemsPath'] !== undefined)
    report('There should only be one of the following fields: [MaxItems, MaxItemsPath]', location);
  if (InputType === 'CSV' && CSVHeaderLocation === undefined) report("The field 'CSVHeaderLocation' is required", location);
  if (InputType === 'JSON' && CSVHeaderLocation !== undefined) report("Field 'CSVHeaderLocation' is not supported", location);
  if (CSVHeaderLocation === 'GIVEN' && CSVHeaders === undefined) report('These fields are required: [CSVHeaders]', location);
}
