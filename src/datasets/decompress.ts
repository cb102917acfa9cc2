import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ObjectStoreFailure } from '#integrations/object-store.ts';
import { ItemReaderFailed } from './item.ts';

const MAX_OBJECT_BYTES = 10 * 1024 ** 3;

/** How a file is compressed. AWS: it is told by the file's name: `.gz`, `.zstd` — ItemReader, InputType. */
export function compressionOf(key: string): 'gzip' | 'zstd' | undefined {
  if (/\.gz(ip)?$/i.test(key)) return 'gzip';
  return /\.zst(d)?$/i.test(key) ? 'zstd' : undefined;
}

/** The bytes that a file was made from. */
export function decompress(chunks: AsyncIterable<Uint8Array>, compression: 'gzip' | 'zstd'): AsyncIterable<Uint8Array> {
  return broken(compression === 'gzip' ? gunzip(chunks) : unzstd(chunks), compression);
}

async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks, { objectMode: false });
  // An error of the source destroys the pipe, and is thrown by whoever reads from it.
  yield* pipeline(source, createGunzip(), () => {});
}

async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  let ready: Uint8Array[] = [];
  const stream = new Decompress((chunk) => ready.push(chunk));
  let last: Uint8Array | undefined;
  for await (const chunk of inPieces(chunks)) {
    if (last) stream.push(last);
    last = chunk;
    yield* ready;
    ready = [];
  }
  if (last) stream.push(last, true);
  yield* ready;
}

/** A block of zstd can be four bytes that stand for two million: what unpacks at once is what a few of them stand for. */
const PIECE_BYTES = 128;

async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
  }
}

/** Bytes that are not compressed as the name says are a dataset that cannot be read. */
async function* broken(chunks: AsyncIterable<Uint8Array>, compression: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw error instanceof ObjectStoreFailure
      ? error
      : new ItemReaderFailed(`The file could not be decompressed (${compression}): ${reason}.`);
  }
}

/** Passes bytes on, as many as a file may have. AWS: 10 GB — ItemReader; that what it unpacks to may not have more is inferred. */
export async function* atMostObjectBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_OBJECT_BYTES) throw new ItemReaderFailed('A file exceeds the maximum size of 10 GB.');
    yield chunk;
  }
}

/** The bytes behind the first `count`. */
export async function* skipBytes(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
