import type { ObjectStore, StoreContext, StoreParameters } from '#integrations/object-store.ts';
import type { ItemPosition, ItemReaderRequest } from '#interpreter/continuation/item-reader.ts';
import { delimiterOf, itemMaker, recordsOf } from './csv.ts';
import { atMostObjectBytes, compressionOf, decompress, skipBytes } from './decompress.ts';
import { ItemReaderFailed, type ItemStream } from './item.ts';
import { compact, elementsBehind, elementsOf } from './json.ts';
import { linesOf } from './lines.ts';
import { rowsOf } from './parquet.ts';

/** An object that is read in an execution's name. */
export interface ObjectToRead {
  readonly store: ObjectStore;
  readonly at: StoreContext;
  /** GetObject's parameters. */
  readonly parameters: StoreParameters;
  readonly request: ItemReaderRequest;
}

/** The items in one object, from a position in it on. */
export function readObject(object: ObjectToRead, from: ItemPosition): ItemStream {
  const read = READERS[object.request.inputType ?? 'JSON'];
  if (!read) throw new ItemReaderFailed(`The InputType ${object.request.inputType} is not supported.`);
  return read(object, from);
}

const READERS: Readonly<Record<string, (object: ObjectToRead, from: ItemPosition) => ItemStream>> = {
  CSV: readCsv,
  JSON: readJson,
  JSONL: readJsonLines,
  PARQUET: readParquet,
};

async function* readCsv(object: ObjectToRead, from: ItemPosition): ItemStream {
  const { csvHeaderLocation, csvHeaders = [], csvDelimiter } = object.request;
  const delimiter = delimiterOf(csvDelimiter);
  const start = from.offset ?? 0;
  let makeItem = csvHeaderLocation === 'FIRST_ROW' ? undefined : itemMaker(csvHeaders);
  if (!makeItem && start > 0) makeItem = itemMaker(await firstRow(object, from, delimiter));
  const opened = await open(object, from);
  const source = uriOf(object.parameters);
  try {
    for await (const { fields, end } of recordsOf(opened.chunks, start, delimiter)) {
      if (makeItem) yield { value: makeItem(fields), source, next: { ...opened.position, offset: end } };
      else makeItem = itemMaker(fields);
    }
  } finally {
    opened.close();
  }
}

async function firstRow(object: ObjectToRead, { etag }: ItemPosition, delimiter: string): Promise<readonly string[]> {
  const opened = await open(object, etag === undefined ? {} : { etag });
  try {
    for await (const { fields } of recordsOf(opened.chunks, 0, delimiter)) return fields;
  } finally {
    opened.close();
  }
  return [];
}

async function* readJsonLines(object: ObjectToRead, from: ItemPosition): ItemStream {
  const opened = await open(object, from);
  const source = uriOf(object.parameters);
  try {
    for await (const { text, end } of linesOf(opened.chunks, from.offset ?? 0)) {
      if (text.trim() !== '') yield { value: compact(text), source, next: { ...opened.position, offset: end } };
    }
  } finally {
    opened.close();
  }
}

async function* readJson(object: ObjectToRead, from: ItemPosition): ItemStream {
  const opened = await open(object, from);
  const source = uriOf(object.parameters);
  const { offset = 0, container } = from;
  const elements = container
    ? elementsBehind(opened.chunks, offset, container)
    : elementsOf(opened.chunks, object.request.itemsPointer ?? '');
  try {
    for await (const { key, value, end, container: ending } of elements) {
      const next = { ...opened.position, offset: end, container: ending };
      yield { value, source, next, ...(key === undefined ? {} : { key }) };
    }
  } finally {
    opened.close();
  }
}

async function* readParquet(
  { store, at, parameters: { VersionId: _, ...parameters } }: ObjectToRead,
  from: ItemPosition,
): ItemStream {
  const byteLength = await store.size(at, parameters);
  const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> => {
    const bytes = await store.slice(at, parameters, start, end);
    return Uint8Array.from(bytes).buffer;
  };
  const source = uriOf(parameters);
  let offset = from.offset ?? 0;
  for await (const value of rowsOf({ byteLength, slice }, offset)) yield { value, source, next: { offset: ++offset } };
}

/** Opens an object at an offset of what it decompresses to. */
async function open({ store, at, parameters }: ObjectToRead, { offset = 0, etag }: ItemPosition) {
  const compression = compressionOf(String(parameters['Key']));
  const from = { offset: compression ? 0 : offset, ...(etag === undefined ? {} : { etag }) };
  const { chunks, close, etag: current, isPlain } = await store.read(at, parameters, from);
  return {
    chunks: compression && !isPlain ? skipBytes(atMostObjectBytes(decompress(chunks, compression)), offset) : chunks,
    close,
    position: current === undefined ? {} : { etag: current },
  };
}

/** AWS: as `$$.Map.Item.Source` shows it — Context object. */
export const uriOf = ({ Bucket, Key }: StoreParameters): string =>
  Key === undefined ? `s3://${Bucket}` : `s3://${Bucket}/${Key}`;
