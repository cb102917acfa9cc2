import { lastPartOf } from '#arn';
import type { ListedObject, ObjectStore, StoreContext, StoreParameters } from '#integrations/object-store.ts';
import type { ItemPosition, ItemReaderRequest } from '#interpreter/continuation/item-reader.ts';
import { isArray, isObject, type JsonObject } from '#json/json.ts';
import { doubleOf } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import { ItemReaderFailed, type ItemStream } from './item.ts';
import { type ObjectToRead, readObject, uriOf } from './read-object.ts';

/** A manifest is read as a whole: one of a hundred thousand files has as much (ours, AWS documents none). */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** A dataset that is read in an execution's name. */
export interface DatasetToRead {
  readonly store: ObjectStore;
  readonly at: StoreContext;
  readonly request: ItemReaderRequest;
}

/** The items of a dataset, from a position on. AWS: ItemReader (Map). */
export function readDataset(dataset: DatasetToRead, from: ItemPosition): ItemStream {
  const { request } = dataset;
  const parsed: unknown = JSON.parse(request.parameters);
  if (!isObject(parsed)) throw new ItemReaderFailed('The parameters of the ItemReader are not an object.');
  const object = { ...dataset, parameters: parsed };
  if (request.action === 'listObjectsV2')
    return request.transformation === 'LOAD_AND_FLATTEN' ? readListed(object, from) : readListing(object, from);
  if (request.manifestType === 'ATHENA_DATA') return readAthenaManifest(object, from);
  if (request.manifestType === 'S3_INVENTORY' || request.inputType === 'MANIFEST') return readInventory(object, from);
  return readObject(object, from);
}

/**
 * AWS: each item is the metadata of an object; members and their order are recorded in test_map_item_reader_base_list_objects_v2. The time is a
 * double, `1.789180622E9` — measured by others in us-east-1.
 */
async function* readListing({ store, at, parameters }: ObjectToRead, { after }: ItemPosition): ItemStream {
  const source = uriOf({ Bucket: parameters['Bucket'] });
  for await (const { etag, lastModified, key, size, storageClass } of listed(store, at, parameters, after)) {
    const item = { Etag: etag, LastModified: doubleOf(lastModified), Key: key, Size: size, StorageClass: storageClass };
    yield { value: writeJson(item), source, next: { after: key } };
  }
}

/** AWS: LOAD_AND_FLATTEN reads what is in the objects that are listed. Those that only stand for a folder hold nothing. (inferred) */
async function* readListed(object: ObjectToRead, { after, ...inside }: ItemPosition): ItemStream {
  const { Bucket, ExpectedBucketOwner } = object.parameters;
  let begun = inside.offset === undefined ? undefined : inside;
  let previous = after;
  for await (const { key, size } of listed(object.store, object.at, object.parameters, after)) {
    const parameters = { Bucket, Key: key, ...(ExpectedBucketOwner === undefined ? {} : { ExpectedBucketOwner }) };
    if (size > 0 || !key.endsWith('/')) {
      const behind = previous === undefined ? {} : { after: previous };
      for await (const item of readObject({ ...object, parameters }, begun ?? {}))
        yield { ...item, next: { ...item.next, ...behind } };
    }
    begun = undefined;
    previous = key;
  }
}

async function* listed(
  store: ObjectStore,
  at: StoreContext,
  parameters: StoreParameters,
  after: string | undefined,
): AsyncGenerator<ListedObject, void, undefined> {
  for (let last = after; ; ) {
    const { objects, isLast } = await store.list(at, parameters, last);
    yield* objects;
    if (isLast) return;
    last = objects.at(-1)?.key;
  }
}

/** AWS: a manifest of Athena's UNLOAD lists one S3 URI a line; all objects are of the InputType — ItemReader, Athena manifest. */
async function* readAthenaManifest(object: ObjectToRead, from: ItemPosition): ItemStream {
  const uris = (await textOf(object)).split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const objects = uris.map((line) => {
    const [, Bucket, Key] = /^"?s3:\/\/([^/]+)\/(.+?)"?$/.exec(line.trim()) ?? [];
    if (Key === undefined) throw new ItemReaderFailed(`The manifest has a line that is no S3 URI: ${line}`);
    return { Bucket, Key };
  });
  yield* readObjects(object, objects, from);
}

/** AWS: a manifest of S3 Inventory names its files and the columns in them — ItemReader, Amazon S3 inventory. */
async function* readInventory(object: ObjectToRead, from: ItemPosition): ItemStream {
  const manifest = parseManifest(await textOf(object));
  const { fileFormat, fileSchema, files, destinationBucket } = manifest;
  if (fileFormat !== 'CSV') throw new ItemReaderFailed(`The inventory has the format ${fileFormat}; only CSV is supported.`);
  const bucket = typeof destinationBucket === 'string' ? lastPartOf(destinationBucket) : object.parameters['Bucket'];
  const objects = (isArray(files) ? files : []).filter(isObject).map(({ key }) => ({ Bucket: bucket, Key: key }));
  const { csvDelimiter: _, ...request } = object.request;
  const csvHeaders = String(fileSchema)
    .split(',')
    .map((name) => name.trim());
  yield* readObjects(
    { ...object, request: { ...request, inputType: 'CSV', csvHeaderLocation: 'GIVEN', csvHeaders } },
    objects,
    from,
  );
}

async function* readObjects(
  object: ObjectToRead,
  objects: readonly StoreParameters[],
  { objects: done = 0, ...inside }: ItemPosition,
): ItemStream {
  for (let index = done; index < objects.length; index++) {
    const parameters = objects[index] ?? {};
    for await (const item of readObject({ ...object, parameters }, index === done ? inside : {})) {
      yield { ...item, next: { ...item.next, objects: index } };
    }
  }
}

async function textOf({ store, at, parameters }: ObjectToRead): Promise<string> {
  const { chunks } = await store.read(at, parameters);
  const bytes: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_MANIFEST_BYTES) throw new ItemReaderFailed('The manifest exceeds the maximum size of 16 MB.');
    bytes.push(chunk);
  }
  return Buffer.concat(bytes)
    .toString()
    .replace(/^\uFEFF/, '');
}

function parseManifest(text: string): JsonObject {
  try {
    const manifest: unknown = JSON.parse(text);
    if (isObject(manifest)) return manifest;
  } catch {
    // Nothing to do here: the error is thrown below, with the rest.
  }
  throw new ItemReaderFailed('The manifest is not a JSON object.');
}
