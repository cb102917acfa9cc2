import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { compileField, compileScalar } from './compile-field.ts';
import type { QueryLanguage } from './query-language.ts';
import type { Field, ItemBatcher, ItemReader, ResultWriter } from './state.ts';

/** Where a Distributed Map's items come from, in what portions, and where its results go. */
export function compileMapData(
  fields: JsonObject,
  queryLanguage: QueryLanguage,
): { readonly itemReader?: ItemReader; readonly itemBatcher?: ItemBatcher; readonly resultWriter?: ResultWriter } {
  const { ItemReader, ItemBatcher, ResultWriter } = fields;
  return {
    ...(isObject(ItemReader) ? { itemReader: compileItemReader(ItemReader, queryLanguage) } : {}),
    ...(isObject(ItemBatcher) ? { itemBatcher: compileItemBatcher(ItemBatcher, queryLanguage) } : {}),
    ...(isObject(ResultWriter) ? { resultWriter: compileResultWriter(ResultWriter, queryLanguage) } : {}),
  };
}

function compileItemReader(reader: JsonObject, queryLanguage: QueryLanguage): ItemReader {
  const config = isObject(reader['ReaderConfig']) ? reader['ReaderConfig'] : {};
  const scalar = (member: string) => compileScalar(member, config, queryLanguage, 'ItemReader/ReaderConfig/');
  const parameters = compileParameters(reader, 'ItemReader', queryLanguage);
  const csvHeaders = scalar('CSVHeaders');
  const itemsPointer = scalar('ItemsPointer');
  const maxItems = scalar('MaxItems');
  return {
    action: String(reader['Resource']).endsWith(':listObjectsV2') ? 'listObjectsV2' : 'getObject',
    ...(parameters ? { parameters } : {}),
    ...text('inputType', config['InputType']),
    ...text('transformation', config['Transformation']),
    ...text('manifestType', config['ManifestType']),
    ...text('csvDelimiter', config['CSVDelimiter']),
    ...text('csvHeaderLocation', config['CSVHeaderLocation']),
    ...(csvHeaders ? { csvHeaders } : {}),
    ...(itemsPointer ? { itemsPointer } : {}),
    ...(maxItems ? { maxItems } : {}),
  };
}

function compileItemBatcher(batcher: JsonObject, queryLanguage: QueryLanguage): ItemBatcher {
  const place = 'ItemBatcher/';
  const maxItems = compileScalar('MaxItemsPerBatch', batcher, queryLanguage, place);
  const maxInputBytes = compileScalar('MaxInputBytesPerBatch', batcher, queryLanguage, place);
  const batchInput = compileField(batcher['BatchInput'], `${place}BatchInput`, queryLanguage);
  return {
    ...(maxItems ? { maxItems } : {}),
    ...(maxInputBytes ? { maxInputBytes } : {}),
    ...(batchInput ? { batchInput } : {}),
  };
}

function compileResultWriter(writer: JsonObject, queryLanguage: QueryLanguage): ResultWriter {
  const { WriterConfig } = writer;
  const config = isObject(WriterConfig) ? WriterConfig : {};
  const parameters = compileParameters(writer, 'ResultWriter', queryLanguage);
  return {
    // AWS: results are exported where there is a Resource, else they are the state's output — ResultWriter, required field combinations.
    ...(writer['Resource'] !== undefined && parameters ? { parameters } : {}),
    // AWS: NONE is the default without a WriterConfig — as above; of one that does not say it, it is inferred.
    transformation:
      config['Transformation'] === 'COMPACT' || config['Transformation'] === 'FLATTEN' ? config['Transformation'] : 'NONE',
    outputType: config['OutputType'] === 'JSONL' ? 'JSONL' : 'JSON',
  };
}

const compileParameters = (fields: JsonObject, place: string, queryLanguage: QueryLanguage): Field | undefined =>
  queryLanguage === 'JSONata'
    ? compileField(fields['Arguments'], `${place}/Arguments`, queryLanguage)
    : compileField(fields['Parameters'], `${place}/Parameters`, queryLanguage);

const text = <Name extends string>(name: Name, value: Json | undefined) =>
  (typeof value === 'string' ? { [name]: value } : {}) as { readonly [Key in Name]?: string };
