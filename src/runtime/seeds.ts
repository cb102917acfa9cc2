import { createHash, randomUUID } from 'node:crypto';

/** Where texts come from that nobody else has. */
export interface Seeds {
  /** Another one each time: the randomness of a step. */
  readonly seed: () => string;
  readonly uuid: () => string;
}

/** Unguessable ones; from a text of the user's, always the same in the same order. */
export function createSeeds(text?: string): Seeds {
  if (text === undefined) return { seed: randomUUID, uuid: randomUUID };
  let taken = 0;
  const hash = () => createHash('sha256').update(`${text} ${taken++}`).digest('hex');
  return { seed: hash, uuid: () => uuidOf(hash()) };
}

const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
