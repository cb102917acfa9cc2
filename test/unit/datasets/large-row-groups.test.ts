import { expect, test } from 'vitest';
import { rowsOf } from '#datasets/parquet.ts';
import { aParquetFile } from '#test/support/a-parquet-file.ts';

/** Reads rows from that one on; gives them, and how often the file was read. */
async function read(contents: Buffer, from: number, count: number) {
  let reads = 0;
  const file = {
    byteLength: contents.length,
    slice: async (start: number, end = contents.length) => {
      reads++;
      return new Uint8Array(contents.subarray(start, end)).buffer;
    },
  };
  const rows: string[] = [];
  for await (const row of rowsOf(file, from)) if (rows.push(row) === count) break;
  return { rows, reads };
}

test.each([
  [120_000, 1],
  [20_000, 10],
])('a row group of %i rows and %i columns is made into rows bit by bit', async (rows, columns) => {
  const contents = aParquetFile(rows, columns);
  const first = await read(contents, 0, 1);
  const all = await read(contents, 0, rows);
  expect(all.reads).toBeGreaterThan(first.reads + 1);
  expect(all.rows).toHaveLength(rows);
  const names = Array.from({ length: columns }, (_, column) => `c${column}`);
  const rowOf = (row: number) => JSON.stringify(Object.fromEntries(names.map((name) => [name, row])));
  expect([all.rows[0], all.rows.at(-1), (await read(contents, 7_777, 1)).rows[0]]).toEqual([0, rows - 1, 7_777].map(rowOf));
});
