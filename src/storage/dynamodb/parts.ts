import { createHash } from 'node:crypto';
import { type Key, partKey } from './keys.ts';
import { compress, type Packed, pack, unpack } from './packing.ts';

/** A part: what it is called within its owner, and in how many items it is kept. */
export interface PartRef {
  readonly base: string;
  readonly pieces: number;
}

/** A piece of a part, to be written. */
export interface Piece {
  readonly key: Key;
  readonly bytes: Uint8Array;
}

/** A text as an item holds it: packed, or somewhere else. */
export type Blob = { readonly packed: Packed } | { readonly ref: PartRef };

/** How long a part lives: as long as its owner's history, or until the owner's state does not contain it any more. */
type Lifetime = 'history' | 'state';

/** Parts that are already stored, by the hash of what they hold. */
export type KnownParts = ReadonlyMap<string, PartRef>;

/** Shorter texts stand where they belong, and in what is shorter as a whole everything does. */
const MIN_PART_CHARS = 16_384;
/** The same for a list of results that is complete: every commit from then on has it in common. */
const MIN_CHUNK_CHARS = 2_048;
/** The most bytes of a blob that stand in its item. */
const MAX_INLINE_BYTES = 32_768;
/** An item holds 400 KB, keys included. */
const MAX_PIECE_BYTES = 380_000;

/** Marks the place of a part in JSON text. An execution's or event's own values never look like that: no object in them holds a pair. */
const MARK = '$part';

/** Takes the big values out of what is written together. */
export interface Outline {
  /** The JSON text of a value, with references to parts where it is big. */
  text(value: unknown, lifetime: Lifetime): string;
  /** A text as an item can hold it. */
  blob(text: string, what: string, lifetime: Lifetime): Blob;
  /** The parts that have to be written. */
  readonly pieces: readonly Piece[];
  /** All parts that were referred to, by the hash of what they hold. */
  readonly used: ReadonlyMap<string, PartRef>;
}

/** An outline of what belongs to the partition `pk`; parts that are `known` are not written again. `writeId` is used once. */
export function createOutline(pk: string, writeId: string, known: KnownParts): Outline {
  const pieces: Piece[] = [];
  const used = new Map<string, PartRef>();

  function write(bytes: Uint8Array, base: string): PartRef {
    let count = 0;
    for (let start = 0; start < bytes.length; start += MAX_PIECE_BYTES)
      pieces.push({ key: partKey(pk, base, count++), bytes: bytes.subarray(start, start + MAX_PIECE_BYTES) });
    return { base, pieces: count };
  }

  function partOf(text: string, lifetime: Lifetime): PartRef {
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    const there = used.get(hash) ?? known.get(hash);
    const ref = there && outlives(there, lifetime) ? there : write(compress(text), `${lifetime}/${hash}/${writeId}`);
    used.set(hash, ref);
    return ref;
  }

  return {
    pieces,
    used,
    text(value, lifetime) {
      const text = JSON.stringify(value);
      if (text.length < MIN_PART_CHARS) return text;
      const outlined = (_: string, inner: unknown) =>
        isPart(inner) ? { [MARK]: refToJson(partOf(JSON.stringify(inner), lifetime)) } : inner;
      return JSON.stringify(value, outlined);
    },
    blob(text, what, lifetime) {
      const packed = pack(text);
      if (typeof packed === 'string' || packed.length <= MAX_INLINE_BYTES) return { packed };
      return { ref: write(packed, `${lifetime}/${what}/${writeId}`) };
    },
  };
}

/** Reads parts that belong together; a part that is not there is missing in the answer. */
export type ReadParts = (refs: readonly PartRef[]) => Promise<ReadonlyMap<string, string>>;

/** What refers to a part that is gone: somebody has written since it was read. */
export class PartMissing extends Error {
  constructor(base: string) {
    super(`a part of the stored data is missing: ${base}`);
    this.name = 'PartMissing';
  }
}

/** The text of a blob. */
export async function blobText(blob: Blob, read: ReadParts): Promise<string> {
  if ('packed' in blob) return unpack(blob.packed);
  return present((await read([blob.ref])).get(blob.ref.base), blob.ref);
}

/** The parts that JSON text refers to, by the hash of what they hold. */
export function referredParts(text: string): Map<string, PartRef> {
  return new Map(refsIn(text).map((ref) => [hashOf(ref), ref]));
}

/** The parts that JSON text refers to, each once. The same content may have been written more than once: those are several parts. */
function refsIn(text: string): PartRef[] {
  const refs = new Map<string, PartRef>();
  if (!text.includes(`"${MARK}"`)) return [];
  JSON.parse(text, (_, value: unknown) => {
    const ref = refFromMark(value);
    if (ref) refs.set(ref.base, ref);
    return value;
  });
  return [...refs.values()];
}

/** Parses the JSON text of a value and puts the parts that it refers to in their places; throws PartMissing. */
export async function restore<Value>(text: string, read: ReadParts): Promise<Value> {
  const refs = refsIn(text);
  if (refs.length === 0) return JSON.parse(text);
  const texts = await read(refs);
  const values = new Map(refs.map((ref) => [ref.base, JSON.parse(present(texts.get(ref.base), ref))]));
  return JSON.parse(text, (_, value: unknown) => {
    const ref = refFromMark(value);
    return ref ? values.get(ref.base) : value;
  });
}

/** The keys of a part's pieces, in their order. */
export function pieceKeys(pk: string, { base, pieces }: PartRef): Key[] {
  return Array.from({ length: pieces }, (_, piece) => partKey(pk, base, piece));
}

/** Whether nobody needs the part once the owner's state does not. */
export function isOfState({ base }: PartRef): boolean {
  return base.startsWith('state/');
}

const hashOf = ({ base }: PartRef): string => base.split('/')[1] ?? '';

const outlives = (ref: PartRef, lifetime: Lifetime): boolean => lifetime === 'state' || !isOfState(ref);

function present(text: string | undefined, { base }: PartRef): string {
  if (text === undefined) throw new PartMissing(base);
  return text;
}

function isPart(value: unknown): boolean {
  if (typeof value === 'string') return value.length >= MIN_PART_CHARS;
  if (!Array.isArray(value)) return false;
  let chars = 0;
  for (const item of value) {
    if (typeof item !== 'string' || item.length >= MIN_PART_CHARS) return false;
    chars += item.length;
  }
  return chars >= MIN_CHUNK_CHARS;
}

/** A part reference as items and JSON text hold it. */
export function refToJson({ base, pieces }: PartRef): [string, number] {
  return [base, pieces];
}

export function refFromJson(value: unknown): PartRef | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [base, pieces]: unknown[] = value;
  return typeof base === 'string' && typeof pieces === 'number' ? { base, pieces } : undefined;
}

function refFromMark(value: unknown): PartRef | undefined {
  if (typeof value !== 'object' || value === null || !(MARK in value) || Object.keys(value).length !== 1) return undefined;
  return refFromJson(value[MARK]);
}
