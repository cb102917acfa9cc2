import { randomBytes } from 'node:crypto';
import type { Connection } from './connection.ts';
import type { Item, WriteAction } from './expressions.ts';
import { type Key, keyOf } from './keys.ts';
import { bytesOf } from './sizes.ts';

/** What is written as one, as far as anybody can see. */
export interface Write {
  /** What the write is about: always fits a transaction. */
  readonly core: readonly WriteAction[];
  /** What the core refers to, under keys that nobody else writes. */
  readonly parts: readonly Item[];
  /** What nobody refers to any more. */
  readonly unneeded: readonly Key[];
  /** When TTL deletes parts that a crash leaves behind, in epoch seconds. */
  readonly strayExpires: number;
}

/** A transaction takes 100 items and 4 MB. */
const MAX_ACTIONS = 100;
const MAX_BYTES = 3_800_000;

/** Writes all or nothing, in one request if there is room for it. False: a condition is not met. */
export async function writeAtOnce(connection: Connection, write: Write, writeId: string): Promise<boolean> {
  const { core, parts, unneeded } = write;
  const together = [...core, ...parts.map((put) => ({ put }))];
  const fits = together.length <= MAX_ACTIONS && bytesOf(together) <= MAX_BYTES;
  // Deleting counts like the item that goes, which is at most as big as a part can be.
  const room = MAX_ACTIONS - together.length;
  const deleted = fits ? unneeded.slice(0, Math.min(room, Math.floor((MAX_BYTES - bytesOf(together)) / 400_000))) : [];
  if (!fits) await connection.putAll(parts.map((part) => ({ ...part, expiresAt: part['expiresAt'] ?? write.strayExpires })));
  const done = await connection.transact([...(fits ? together : core), ...deleted.map((key) => ({ delete: key }))], writeId);
  const left = done ? unneeded.slice(deleted.length) : fits ? [] : parts.map(keyOf);
  await ignoringFailure(connection.deleteAll(left));
  return done;
}

/** Tidies up behind a write whose outcome stands: what is left lying about costs its storage, until TTL finds it. */
export async function ignoringFailure(tidying: Promise<void>): Promise<void> {
  await tidying.catch(() => {});
}

/** Names a write: unguessable, and used once. */
export function newWriteId(): string {
  return randomBytes(12).toString('base64url');
}
