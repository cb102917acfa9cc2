import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ObjectsInMemory, objectsInMemory } from '#test/support/objects-in-memory.ts';
import { type ReaderSettings, readAll, valuesOf } from '#test/support/read-all.ts';

/** Two JSON Lines, {"n":1} and {"n":2}, as zstd makes them. */
const ZSTD_LINES = Buffer.from('KLUv/SAQgQAAeyJuIjoxfQp7Im4iOjJ9Cg==', 'base64');

const CSV: ReaderSettings = { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW' };

/** Datasets of every kind, each with what is to be read of it. */
const DATASETS: Readonly<Record<string, { readonly settings: ReaderSettings; readonly fill: (store: ObjectsInMemory) => void }>> =
  {
    csv: { settings: CSV, fill: (store) => store.put('bucket/data', 'a,b\r\n1,"x\ny"\r\nü,\r\n\r\n3,4') },
    'csv, compressed': {
      settings: { ...CSV, object: 'bucket/data.csv.gz' },
      fill: (store) => store.put('bucket/data.csv.gz', gzipSync('a,b\r1,2\r3,4\r')),
    },
    jsonl: { settings: { inputType: 'JSONL' }, fill: (store) => store.put('bucket/data', '{"a":1}\n\n[2]\n"😀"') },
    json: { settings: { inputType: 'JSON' }, fill: (store) => store.put('bucket/data', '[{"a":"]"}, 2 ,[3],"😀"]') },
    'json object': {
      settings: { inputType: 'JSON', itemsPointer: '/in' },
      fill: (store) => store.put('bucket/data', '{"in":{"x":1,"y":[2],"z":{}}}'),
    },
    listing: {
      settings: { action: 'listObjectsV2', object: 'bucket/p' },
      fill: (store) => {
        for (const key of ['p/3', 'p/1', 'p/2', 'q/1', 'p/5', 'p/4']) store.put(`bucket/${key}`, key);
      },
    },
    'flattened listing': {
      settings: { action: 'listObjectsV2', object: 'bucket/p/', transformation: 'LOAD_AND_FLATTEN', inputType: 'JSON' },
      fill: (store) => {
        store.put('bucket/p/', '');
        store.put('bucket/p/1', '[1,2]');
        store.put('bucket/p/2', '[]');
        store.put('bucket/p/3.gz', gzipSync('{"x":3}'));
      },
    },
    'athena manifest': {
      settings: { inputType: 'JSONL', manifestType: 'ATHENA_DATA' },
      fill: (store) => {
        store.put('bucket/data', 's3://other/1.gz\n"s3://other/2"\n');
        store.put('other/1.gz', gzipSync('{"a":1}\n{"a":2}\n'));
        store.put('other/2', '{"a":3}\n');
      },
    },
    'inventory manifest': {
      settings: { inputType: 'MANIFEST' },
      fill: (store) => {
        const manifest = {
          destinationBucket: 'arn:aws:s3:::inventory',
          fileFormat: 'CSV',
          fileSchema: 'Bucket, Key, Size, LastModifiedDate',
          files: [{ key: 'one.csv.gz' }, { key: 'two.csv.gz' }],
        };
        store.put('bucket/data', JSON.stringify(manifest));
        store.put('inventory/one.csv.gz', gzipSync('"b","k1","1","d1"\n"b","k2","2","d2"\n'));
        store.put('inventory/two.csv.gz', gzipSync('"b","k3","3","d3"\n'));
      },
    },
  };

describe.each(Object.keys(DATASETS))('A dataset (%s)', (name) => {
  const { settings, fill } = DATASETS[name] ?? { settings: {}, fill: () => {} };
  const filled = (chunkBytes?: number) => {
    const store = objectsInMemory(chunkBytes === undefined ? {} : { chunkBytes });
    fill(store);
    return store;
  };

  test('is the same however its bytes come in', async () => {
    const expected = await readAll(filled(), settings);
    expect(expected.length).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), async (chunkBytes) => {
        expect(await readAll(filled(chunkBytes), settings)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  test('is read on from behind any item, by a position that has been through JSON', async () => {
    const all = await readAll(filled(3), settings);
    for (const [index, { next }] of all.entries()) {
      expect(await readAll(filled(2), settings, JSON.parse(JSON.stringify(next)))).toEqual(all.slice(index + 1));
    }
  });
});

const read = async (name: string) => {
  const store = objectsInMemory();
  DATASETS[name]?.fill(store);
  return readAll(store, DATASETS[name]?.settings ?? {});
};

describe('A dataset', () => {
  test('of listed objects has their metadata, by page, and the bucket as its source', async () => {
    const items = await read('listing');
    expect(valuesOf(items)[0]).toEqual({
      Etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      LastModified: 1_700_000_000,
      Key: 'p/1',
      Size: 3,
      StorageClass: 'STANDARD',
    });
    expect(items[0]?.value).toContain('"LastModified":1.7E9,');
    expect(items.map(({ next }) => next.after)).toEqual(['p/1', 'p/2', 'p/3', 'p/4', 'p/5']);
    expect(items[0]?.source).toBe('s3://bucket');
  });

  test('of what is in listed objects leaves out those that stand for folders', async () => {
    const items = await read('flattened listing');
    expect(items.map(({ key, value, source }) => [source, key, value])).toEqual([
      ['s3://bucket/p/1', undefined, '1'],
      ['s3://bucket/p/1', undefined, '2'],
      ['s3://bucket/p/3.gz', 'x', '3'],
    ]);
  });

  test("of Athena's UNLOAD is what is in the files that the manifest lists", async () => {
    const items = await read('athena manifest');
    expect(valuesOf(items)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(items.map(({ source }) => source)).toEqual(['s3://other/1.gz', 's3://other/1.gz', 's3://other/2']);
  });

  test('of an S3 inventory has the columns that the manifest names', async () => {
    const items = await read('inventory manifest');
    expect(items[1]?.value).toBe('{"LastModifiedDate":"d2","Bucket":"b","Size":"2","Key":"k2"}');
    expect(items).toHaveLength(3);
  });

  test('may be compressed with zstd', async () => {
    const store = objectsInMemory({ chunkBytes: 4 });
    for (const key of ['data.jsonl.zstd', 'data.zst']) {
      store.put(`bucket/${key}`, ZSTD_LINES);
      expect(valuesOf(await readAll(store, { inputType: 'JSONL', object: `bucket/${key}` }))).toEqual([{ n: 1 }, { n: 2 }]);
    }
  });

  test('cannot be read when it is not compressed as its name says', async () => {
    const store = objectsInMemory();
    for (const [key, name] of [
      ['data.gz', 'gzip'],
      ['data.zstd', 'zstd'],
    ]) {
      store.put(`bucket/${key}`, 'plain text');
      await expect(readAll(store, { inputType: 'JSONL', object: `bucket/${key}` })).rejects.toThrow(
        `The file could not be decompressed (${name})`,
      );
    }
  });

  test.each([
    ['the inventory is not CSV', '{"fileFormat":"ORC","files":[]}', { inputType: 'MANIFEST' }, 'only CSV is supported'],
    ['the manifest is no JSON', 'x', { manifestType: 'S3_INVENTORY' }, 'The manifest is not a JSON object'],
    ['the manifest names no objects', 'http://x', { manifestType: 'ATHENA_DATA' }, 'is no S3 URI'],
    ['the InputType is unknown', '[]', { inputType: 'XML' }, 'The InputType XML is not supported'],
    ['the delimiter is unknown', 'a', { ...CSV, csvDelimiter: 'DOT' }, 'The CSVDelimiter DOT is not supported'],
  ])('cannot be read when %s', async (_, contents, settings, cause) => {
    const store = objectsInMemory();
    store.put('bucket/data', contents);
    await expect(readAll(store, settings)).rejects.toThrow(cause);
  });

  test('that has changed since it was begun is not read on', async () => {
    const store = objectsInMemory();
    store.put('bucket/data', '[1,2]');
    const [first] = await readAll(store, { inputType: 'JSON' });
    store.put('bucket/data', '[3,4]');
    await expect(readAll(store, { inputType: 'JSON' }, first?.next)).rejects.toThrow('has changed');
  });
});
