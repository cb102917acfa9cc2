import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What a text is stored as: itself, or its UTF-8 bytes compressed. */
export type Packed = string | Uint8Array;

/** Up to here a text stays readable in the table: compressing it would hardly save a write unit. */
const MAX_PLAIN_CHARS = 1_000;

/** More effort takes several times as long, and makes state data hardly smaller. */
const LEVEL = 3;

/** Packs a well-formed text: JSON text as JSON.stringify makes it. */
export function pack(text: string): Packed {
  return text.length <= MAX_PLAIN_CHARS ? text : compress(text);
}

export function unpack(packed: Packed): string {
  return typeof packed === 'string' ? packed : decompress(packed);
}

export function compress(text: string): Uint8Array {
  return deflateRawSync(text, { level: LEVEL });
}

export function decompress(bytes: Uint8Array): string {
  return inflateRawSync(bytes).toString('utf8');
}
