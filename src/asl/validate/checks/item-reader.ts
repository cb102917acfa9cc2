import { isObject, type JsonObject } from '../../json.ts';
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
  if (isObject(ReaderConfig)) checkReaderConfig(ReaderConfig, `${at}/ReaderConfig`, report);
};

function checkReaderConfig({ InputType, CSVHeaderLocation, CSVHeaders }: JsonObject, location: string, report: Report): void {
  if (InputType === 'CSV' && CSVHeaderLocation === undefined) report("The field 'CSVHeaderLocation' is required", location);
  if (InputType === 'JSON' && CSVHeaderLocation !== undefined) report("Field 'CSVHeaderLocation' is not supported", location);
  if (CSVHeaderLocation === 'GIVEN' && CSVHeaders === undefined) report('These fields are required: [CSVHeaders]', location);
}
