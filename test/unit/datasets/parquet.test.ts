import { describe, expect, test } from 'vitest';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';
import { readAll } from '#test/support/read-all.ts';
import { PARQUET_FILES } from './parquet-files.ts';

const bytesOf = (compression: keyof typeof PARQUET_FILES) => Buffer.from(PARQUET_FILES[compression], 'base64');

const ROWS = [
  '{"id":1,"name":"a","ok":true,"ratio":0.5,"at":"2026-01-02T03:04:05.678Z","tags":["x","y"],"raw":"\\u0000�"}',
  '{"id":2,"name":"ü","ok":false,"ratio":1,"at":"2026-01-02T03:04:05.678Z","tags":[],"raw":""}',
  '{"id":9007199254740993,"name":null,"ok":null,"ratio":null,"at":"2026-01-02T03:04:05.678Z","tags":null,"raw":null}',
];

describe('A Parquet file', () => {
  test.each(['snappy', 'zstd', 'gzip'] as const)('with %s compression gives one item a row', async (compression) => {
    const store = objectsInMemory();
    store.put('bucket/data', bytesOf(compression));
    const items = await readAll(store, { inputType: 'PARQUET' });
    expect(items.map(({ value }) => value)).toEqual(ROWS);
  });

  test('is read on from any row', async () => {
    const store = objectsInMemory();
    store.put('bucket/data', bytesOf('snappy'));
    for (const [index, item] of (await readAll(store, { inputType: 'PARQUET' })).entries()) {
      const rest = await readAll(store, { inputType: 'PARQUET' }, item.next);
      expect(rest.map(({ value }) => value)).toEqual(ROWS.slice(index + 1));
    }
  });

  test('cannot be read when it is none', async () => {
    const store = objectsInMemory();
    store.put('bucket/data', 'not parquet at all');
    await expect(readAll(store, { inputType: 'PARQUET' })).rejects.toThrow('The Parquet file could not be read');
  });
});
