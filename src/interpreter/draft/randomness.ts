import { createHash } from 'node:crypto';

/** Numbers and UUIDs derived from a seed: the same seed gives the same ones, and nobody can guess them without it. */
export interface Randomness {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** A version 4 UUID. */
  readonly uuid: () => string;
}

/** A source of randomness that draws from nothing but its seed. */
export function createRandomness(seed: string): Randomness {
  let drawn = 0;
  const draw = () => createHash('sha256').update(`${seed}:${drawn++}`).digest();
  return {
    random: () => draw().readUIntBE(0, 6) / 2 ** 48,
    uuid: () => {
      const bytes = draw();
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
  };
}
