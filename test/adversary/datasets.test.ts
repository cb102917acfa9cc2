import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ItemReaderFailed } from '#datasets/item.ts';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';
import { type ReaderSettings, readAll } from '#test/support/read-all.ts';
import { PARQUET_FILES } from '#test/unit/datasets/parquet-files.ts';
import { CASES, SEED } from './cases.ts';

/** Whole files, to be damaged. */
const WHOLE: readonly (readonly [key: string, settings: ReaderSettings, contents: Buffer])[] = [
  ...Object.values(PARQUET_FILES).map(
    (file) => ['data', { inputType: 'PARQUET' }, Buffer.from(file, 'base64')] satisfies [string, ReaderSettings, Buffer],
  ),
  ['data.gz', { inputType: 'JSONL' }, gzipSync('{"a":1}\n{"a":[2,"b"]}\n')],
  ['data.gz', { inputType: 'JSON', itemsPointer: '/a/1' }, gzipSync('{"a":[0,[1,{"b":2}]]}')],
  ['data.zst', { inputType: 'JSONL' }, Buffer.from('KLUv/QRYSQAAeyJhIjoxfQoBF0bR', 'base64')],
  ['data', { inputType: 'JSON' }, Buffer.from('{"a":[1,{"b":"c\\"}"}],"d":null}')],
  ['data', { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW' }, Buffer.from('a,"b"\n"1\n2",\\"3\n')],
  ['data', { manifestType: 'ATHENA_DATA', inputType: 'JSON' }, Buffer.from('s3://bucket/data\n')],
  ['data', { inputType: 'MANIFEST' }, Buffer.from('{"fileFormat":"CSV","fileSchema":"a,b","files":[{"key":"data"}]}')],
];

const damage = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), bytes: fc.uint8Array({ maxLength: 8 }), drop: fc.nat(8) }),
  { maxLength: 6 },
);

function damaged(contents: Buffer, damages: readonly { at: number; bytes: Uint8Array; drop: number }[]): Buffer {
  let file = contents;
  for (const { at, bytes, drop } of damages) {
    const place = Math.floor(at * file.length);
    file = Buffer.concat([file.subarray(0, place), bytes, file.subarray(place + drop)]);
  }
  return file;
}

describe('a damaged dataset', () => {
  it('is read or refused, at once', async () => {
    const one = fc.tuple(fc.constantFrom(...WHOLE), damage);
    const property = fc.asyncProperty(one, async ([[key, settings, contents], damages]) => {
      const store = objectsInMemory();
      store.put(`bucket/${key}`, damaged(contents, damages));
      const started = performance.now();
      const failure = await readAll(store, { ...settings, object: `bucket/${key}` }).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(performance.now() - started).toBeLessThan(1000);
      if (failure !== undefined && !(failure instanceof ItemReaderFailed))
        expect(failure).toMatchObject({ message: expect.stringMatching(/^There is no /) });
    });
    await fc.assert(property, { numRuns: CASES, seed: SEED, interruptAfterTimeLimit: 600_000 });
  }, 700_000);
});
