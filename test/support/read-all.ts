import { readDataset } from '#datasets/read-dataset.ts';
import type { ItemPosition, ItemReaderRequest, ReadItem } from '#interpreter/continuation/item-reader.ts';
import type { ObjectsInMemory } from './objects-in-memory.ts';

/** What an ItemReader says, but for its parameters. */
export type ReaderSettings = Partial<ItemReaderRequest> & { readonly object?: string; readonly more?: object };

/** Every item of a dataset from a position on; `object` is `bucket/key`, or `bucket/prefix` of a listing. */
export async function readAll(
  store: ObjectsInMemory,
  { object = 'bucket/data', more = {}, ...settings }: ReaderSettings,
  from: ItemPosition = {},
): Promise<ReadItem[]> {
  const [bucket = '', ...rest] = object.split('/');
  const action = settings.action ?? 'getObject';
  const place = action === 'getObject' ? { Key: rest.join('/') } : { Prefix: rest.join('/') };
  const request = { ...settings, action, parameters: JSON.stringify({ Bucket: bucket, ...place, ...more }) };
  const at = { region: 'us-east-1', signal: new AbortController().signal };
  const items: ReadItem[] = [];
  for await (const item of readDataset({ store, at, request }, from)) items.push(item);
  return items;
}

/** The values of items, parsed. */
export const valuesOf = (items: readonly ReadItem[]): unknown[] => items.map(({ value }) => JSON.parse(value));
