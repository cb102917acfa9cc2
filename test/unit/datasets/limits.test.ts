import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';
import { type ReaderSettings, readAll } from '#test/support/read-all.ts';

const MEGABYTE = 1024 * 1024;
const TOO_LARGE = 'An item exceeds the maximum size of 8 MB.';

const read = (key: string, contents: string | Buffer, settings: ReaderSettings) => {
  const store = objectsInMemory();
  store.put(`bucket/${key}`, contents);
  return readAll(store, { ...settings, object: `bucket/${key}` });
};

describe('What is larger than AWS takes is not read to its end', () => {
  test.each<readonly [string, string, ReaderSettings]>([
    ['an element of a JSON array', `["${'x'.repeat(9 * MEGABYTE)}"]`, { inputType: 'JSON' }],
    ['the name of a member', `{"${'x'.repeat(9 * MEGABYTE)}":1}`, { inputType: 'JSON' }],
    ['an array that does not end', `[${'['.repeat(9 * MEGABYTE)}`, { inputType: 'JSON' }],
    ['a line', 'x'.repeat(9 * MEGABYTE), { inputType: 'JSONL' }],
    [
      'a field that is never closed',
      `a,b\n"${`${'x'.repeat(99)}\n`.repeat(MEGABYTE / 10)}`,
      { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW' },
    ],
  ])('%s', async (_, contents, settings) => {
    await expect(read('data', contents, settings)).rejects.toThrow(TOO_LARGE);
  });

  test('a small file that unpacks to a large item', async () => {
    const packed = gzipSync(`["${'x'.repeat(64 * MEGABYTE)}"]`);
    expect(packed.length).toBeLessThan(MEGABYTE);
    await expect(read('data.gz', packed, { inputType: 'JSON' })).rejects.toThrow(TOO_LARGE);
  });

  test('a file of zstd whose blocks of four bytes stand for 128 kB each', async () => {
    // A frame without a checksum or a size, a window of 128 kB; each block repeats one character 131,072 times.
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
    const block = Buffer.from([0x02, 0x00, 0x10, 'x'.charCodeAt(0)]);
    const bomb = Buffer.concat([frame, ...Array.from({ length: 16_000 }, () => block), Buffer.from([0x01, 0, 0])]);
    const before = process.memoryUsage().rss;
    await expect(read('data.zst', bomb, { inputType: 'JSONL' })).rejects.toThrow(TOO_LARGE);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MEGABYTE);
  });

  test('a manifest', async () => {
    const uris = 's3://bucket/key\n'.repeat(2 * MEGABYTE);
    const settings: ReaderSettings = { inputType: 'CSV', manifestType: 'ATHENA_DATA' };
    await expect(read('data', uris, settings)).rejects.toThrow('The manifest exceeds the maximum size of 16 MB.');
  });
});
