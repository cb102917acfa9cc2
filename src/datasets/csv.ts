import { hashMapOrder } from '#asl/java-hash-map.ts';
import { readFields, type UnfinishedRecord } from './csv-fields.ts';
import { ItemReaderFailed, itemTooLarge, MAX_ITEM_BYTES } from './item.ts';
import { linesOf } from './lines.ts';

/** AWS: the header may have up to 10 KiB — ItemReader, CSVHeaderLocation. */
const MAX_HEADER_BYTES = 10 * 1024;

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** A record's fields, and the offset of the next record. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly end: number;
}

/** The character that CSVDelimiter names. */
export function delimiterOf(name: string | undefined): string {
  const delimiter = DELIMITERS[name ?? 'COMMA'];
  if (delimiter === undefined) throw new ItemReaderFailed(`The CSVDelimiter ${name} is not supported.`);
  return delimiter;
}

/** Reads records. A quotation mark that is never closed encloses the rest of the file, which then is an item that is too large. */
export async function* recordsOf(
  chunks: AsyncIterable<Uint8Array>,
  offset: number,
  delimiter: string,
): AsyncGenerator<CsvRecord, void, undefined> {
  let unfinished: UnfinishedRecord | undefined;
  let start = offset;
  let end = offset;
  for await (const line of linesOf(chunks, offset)) {
    end = line.end;
    const read = readFields(line.text, delimiter, unfinished);
    if (Array.isArray(read)) {
      yield { fields: read, end };
      unfinished = undefined;
      start = end;
    } else {
      if (end - start > MAX_ITEM_BYTES) throw itemTooLarge();
      unfinished = read;
    }
  }
  if (unfinished) yield { fields: [...unfinished.fields, unfinished.field], end };
}

/**
 * Makes items of records. AWS: the values are strings, missing ones are empty and surplus ones are left out; the members come in the
 * order of a HashMap — recorded in base_scenarios.test_map_item_reader_csv_first_row_extra_fields, and the examples of ItemReader.
 */
export function itemMaker(headers: readonly string[]): (fields: readonly string[]) => string {
  // AWS: recorded in base_scenarios.test_map_item_reader_csv_headers_decl_duplicate_headers.
  if (new Set(headers).size < headers.length) throw new ItemReaderFailed('CSV headers cannot contain duplicates.');
  if (headers.reduce((bytes, header) => bytes + Buffer.byteLength(header), 0) > MAX_HEADER_BYTES)
    throw new ItemReaderFailed('CSV headers exceed the maximum size of 10 KiB.');
  const columns = hashMapOrder(headers).map((header) => ({ name: JSON.stringify(header), index: headers.indexOf(header) }));
  return (fields) => `{${columns.map(({ name, index }) => `${name}:${JSON.stringify(fields[index] ?? '')}`).join(',')}}`;
}
