import type { ChildResult, RunningMapRun } from './execution.ts';
import { resultAt } from './results.ts';

/** Whether a child that did not succeed waits for its redrive. */
export const waitsForRedrive = (doing: RunningMapRun, index: number, result: ChildResult | null): boolean =>
  result !== null && typeof result !== 'string' && doing.redriveFrom !== undefined && index >= doing.redriveFrom;

/** The first child from an index on that did not succeed and waits for its redrive. */
export function nextToRedrive(doing: RunningMapRun, started: number): number | undefined {
  for (let index = doing.redriveFrom ?? started; index < started; index++) {
    if (waitsForRedrive(doing, index, resultAt(doing.results, index))) return index;
  }
  return undefined;
}
