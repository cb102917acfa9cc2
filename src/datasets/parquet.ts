import type { AsyncBuffer } from 'hyparquet';
import { ObjectStoreFailure } from '#integrations/object-store.ts';
import { computed } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import { ItemReaderFailed } from './item.ts';

/** AWS: the largest footer and row group that are read — ItemReader, Parquet files. */
const MAX_FOOTER_BYTES = 5 * 1024 * 1024;
const MAX_ROW_GROUP_BYTES = 256 * 1024 * 1024;

/** Reads the rows of a Parquet file from that one on, one row group at a time, as JSON texts. */
export async function* rowsOf(file: AsyncBuffer, from: number): AsyncGenerator<string, void, undefined> {
  const [{ parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  const metadata = await readable(parquetMetadataAsync(file));
  if (metadata.metadata_length > MAX_FOOTER_BYTES)
    throw new ItemReaderFailed('The Parquet footer exceeds the maximum size of 5 MB.');
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    if (rowEnd > from) {
      if (Number(group.total_byte_size) > MAX_ROW_GROUP_BYTES)
        throw new ItemReaderFailed('A Parquet row group exceeds the maximum size of 256 MB.');
      const part = { file, metadata, compressors, rowStart: Math.max(rowStart, from), rowEnd };
      for (const row of await readable(parquetReadObjects(part))) yield jsonOf(row);
    }
    rowStart = rowEnd;
  }
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
    if (error instanceof ObjectStoreFailure) throw error;
    throw new ItemReaderFailed(`The Parquet file could not be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
