import { createHash } from 'node:crypto';
import type { Arbitrary as FastCheckArbitrary } from 'fast-check';
import { loadPackage } from '#load-package';

/** An arbitrary of fast-check, as far as it is looked at here. */
export interface Arbitrary {
  generate(...given: never[]): unknown;
}

/** So many inputs are drawn. */
const DRAWN = 25;

/** Whether a value is an arbitrary. */
export const isArbitrary = (value: object): value is Arbitrary => 'generate' in value && typeof value.generate === 'function';

/** Draws values; the same ones for the same seed. Throws where fast-check is not installed. */
export async function sampleOf(arbitrary: Arbitrary, seed = ''): Promise<unknown[]> {
  const { sample } = await loadPackage('fast-check', () => import('fast-check'));
  if (!isWhole(arbitrary)) throw new TypeError('The inputs are no arbitrary of fast-check.');
  return sample(arbitrary, { numRuns: DRAWN, seed: createHash('sha256').update(seed).digest().readInt32LE(0) });
}

/** What fast-check itself looks at: an arbitrary may come from another copy of it. */
const isWhole = (value: Arbitrary): value is Arbitrary & FastCheckArbitrary<unknown> =>
  'shrink' in value && 'canShrinkWithoutContext' in value;
