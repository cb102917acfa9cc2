import type { AsyncBuffer, Compressors } from 'hyparquet';
import { ObjectStoreFailure } from '#integrations/object-store.ts';
import { computed } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import { ItemReaderFailed } from './item.ts';

/** AWS: the largest footer and row group that are read — ItemReader, Parquet files. */
const MAX_FOOTER_BYTES = 5 * 1024 * 1024;
const MAX_ROW_GROUP_BYTES = 256 * 1024 * 1024;

/** How many values are made at once, which takes some 30 ms, and how many rows at least: pages are unpacked for each anew. */
const VALUES_AT_ONCE = 50_000;
const MIN_ROWS_AT_ONCE = 1_000;

/** How many values a column of a row group may have: so many fit into memory (ours, AWS documents none). */
const MAX_GROUP_VALUES = 10_000_000;

const footerTooLarge = () => new ItemReaderFailed('The Parquet footer exceeds the maximum size of 5 MB.');
const groupTooLarge = () => new ItemReaderFailed('A Parquet row group exceeds the maximum size of 256 MB.');

/** Reads the rows of a Parquet file from that one on, one row group at a time, as JSON texts. */
export async function* rowsOf(file: AsyncBuffer, from: number): AsyncGenerator<string, void, undefined> {
  const [{ parquetMetadataAsync, parquetReadObjects }, { compressors, decompressZstd }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  // The library's own goes by what the frame says of its size, not by what the page says.
  const ZSTD = (input: Uint8Array, outputLength: number) => decompressZstd(input, new Uint8Array(outputLength));
  const metadata = await readable(parquetMetadataAsync(readAtMost(file, MAX_FOOTER_BYTES, footerTooLarge)));
  if (metadata.metadata_length > MAX_FOOTER_BYTES) throw footerTooLarge();
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    if (rowEnd > from) {
      if (Number(group.total_byte_size) > MAX_ROW_GROUP_BYTES) throw groupTooLarge();
      const values = Math.max(
        ...group.columns.map(({ meta_data: column }) => Number(column?.num_values ?? 0)),
        rowEnd - rowStart,
      );
      if (values > MAX_GROUP_VALUES)
        throw new ItemReaderFailed(`A Parquet row group has more than ${MAX_GROUP_VALUES} values in a column.`);
      const rows = Math.max(MIN_ROWS_AT_ONCE, Math.floor(VALUES_AT_ONCE / Math.max(1, group.columns.length)));
      for (let start = Math.max(rowStart, from); start < rowEnd; start += rows) {
        const part = {
          file: readAtMost(file, MAX_ROW_GROUP_BYTES, groupTooLarge),
          metadata,
          compressors: unpackAtMost({ ...compressors, ZSTD }, MAX_ROW_GROUP_BYTES),
          rowStart: start,
          rowEnd: Math.min(start + rows, rowEnd),
        };
        for (const row of await readable(parquetReadObjects(part))) yield jsonOf(row);
      }
    }
    rowStart = rowEnd;
  }
}

/** A file of which not more than so many bytes are read in one piece, whatever its metadata says. */
const readAtMost = ({ byteLength, slice }: AsyncBuffer, maxBytes: number, tooLarge: () => Error): AsyncBuffer => ({
  byteLength,
  slice(start, end = byteLength) {
    if (end - start > maxBytes) throw tooLarge();
    return slice(start, end);
  },
});

/** Unpacks pages as long as all of them together are not larger; a page tells its size before it is unpacked. */
function unpackAtMost(compressors: Compressors, maxBytes: number): Compressors {
  let bytes = 0;
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, outputLength: number) => {
        bytes += outputLength;
        if (bytes > maxBytes) throw groupTooLarge();
        return unpack(input, outputLength);
      },
    ]),
  );
}

/** The value as JSON: 64-bit numbers with all their digits, others as if they were computed, times in ISO 8601, bytes that are no text in Base64. (inferred) */
function jsonOf(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return writeJson(computed(value));
  if (value === undefined || value === null) return 'null';
  if (value instanceof Date) return JSON.stringify(Number.isNaN(value.getTime()) ? null : value.toISOString());
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (ArrayBuffer.isView(value) && Symbol.iterator in value) return jsonOf([...(value as Iterable<unknown>)]);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}:${jsonOf(member)}`)
    .join(',')}}`;
}

async function readable<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ObjectStoreFailure || error instanceof ItemReaderFailed) throw error;
    throw new ItemReaderFailed(`The Parquet file could not be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
