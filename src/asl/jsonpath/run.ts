import type { Json } from '#json/json.ts';
import { DataTooLarge, overspent, workLeft } from '../budget.ts';

/** One evaluation: the document, and how much work it may still do. */
export interface Run {
  readonly root: Json;
  stepsLeft: number;
}

/**
 * Starts an evaluation over a document. A step is a unit of work. State data has 262,144 bytes, so an honest path takes well under
 * that; `$..*..*..*..*` would take for ever.
 */
export const startRun = (root: Json): Run => ({ root, stepsLeft: workLeft() });

/** Accounts for work about to be done; throws DataTooLarge when there is too much of it, WorkTooLong when there is too much for here. */
export function spend(run: Run, steps: number): void {
  run.stepsLeft -= steps;
  if (run.stepsLeft < 0) throw overspent(() => new DataTooLarge());
}
