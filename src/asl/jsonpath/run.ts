import type { Json } from '../json.ts';
import { PathNotFound } from './path-not-found.ts';

/** One evaluation: the document, and how much work it may still do. */
export interface Run {
  readonly root: Json;
  stepsLeft: number;
}

/**
 * Steps that one evaluation may take. State data has 262,144 bytes, so an honest path takes well under a million;
 * `$..*..*..*..*` would take for ever.
 */
const MAX_STEPS = 2_000_000;

/** Starts an evaluation over a document. */
export const startRun = (root: Json): Run => ({ root, stepsLeft: MAX_STEPS });

/** Accounts for work about to be done; throws PathNotFound when there is too much of it. */
export function spend(run: Run, steps: number): void {
  run.stepsLeft -= steps;
  if (run.stepsLeft < 0) throw new PathNotFound('The path takes too many steps to evaluate', true);
}
