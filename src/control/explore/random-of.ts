import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that a seed gives, the same ones each time: xorshift of 32 bits — G. Marsaglia, Xorshift RNGs. */
export function randomOf(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
