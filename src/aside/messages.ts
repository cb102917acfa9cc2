import type { PackedError } from './errors.ts';
import type { Jobs } from './jobs.ts';

/** A job to be done, and what it is given. */
export interface Request {
  readonly job: keyof Jobs;
  readonly input: unknown;
}

/** What came of it. */
export type Answer = { readonly value: unknown } | { readonly error: PackedError };
