const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** The first number in [0, bound) that java.util.Random draws with this seed: `new Random(seed).nextInt(bound)`. */
export function javaRandom(seed: number, bound: number): number {
  let state = (BigInt(seed) ^ MULTIPLIER) & MASK;
  const next31 = () => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(state >> 17n);
  };
  if ((bound & -bound) === bound) return Math.floor(bound * (next31() / 2 ** 31));
  // As in Java, draws above the last full multiple of the bound are thrown away.
  const limit = 2 ** 31 - (2 ** 31 % bound);
  let drawn = next31();
  while (drawn >= limit) drawn = next31();
  return drawn % bound;
}
