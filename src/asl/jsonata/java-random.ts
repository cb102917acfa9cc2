const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** The first `nextDouble()` of Java's `new Random(seed)`; the seed is cut to a whole number. */
export const javaRandom = (seed: number): number => {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return state >> (48n - bits);
  };
  return Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
};
