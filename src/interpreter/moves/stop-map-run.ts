import type { ChildResult, RunningMapRun } from '../continuation/execution.ts';
import { itemCountAt } from '../continuation/item-source.ts';
import { countAborted, countNotRedriven, runningOf } from '../continuation/map-run-counts.ts';
import { waitsForRedrive } from '../continuation/pending-redrive.ts';
import { everyResult } from '../continuation/results.ts';
import { mapRunOf, setMapRun } from '../draft/map-runs.ts';
import type { Run } from '../draft/run.ts';

/**
 * Ends a Map Run that has not succeeded, if it has not ended yet, and has its children stopped; returns what is kept of it for a redrive.
 * AWS: children that run are aborted, those that have not been started stay pending, redrives that have not been made are not pending any more —
 * API reference, MapRunExecutionCounts; Redriving Map Runs.
 */
export function stopMapRun(run: Run, doing: RunningMapRun, status: 'FAILED' | 'ABORTED'): RunningMapRun {
  const mapRun = mapRunOf(run, doing.mapRunArn);
  if (mapRun.status !== 'RUNNING') return doing;
  const { now, leaseMillis } = run.moment;
  const { started } = mapRun.executions;
  let after = countAborted(mapRun);
  const results = everyResult<ChildResult>(doing.results, started, (result, index) => {
    if (result === null) return { status: 'ABORTED' };
    if (typeof result !== 'string' && waitsForRedrive(doing, index, result))
      after = countNotRedriven(after, result.status, itemCountAt(doing.source, index));
    return result;
  });
  setMapRun(run, { ...after, status, stopTime: now });
  if (runningOf(mapRun.executions) > 0) {
    run.execution.stopping = { ...run.execution.stopping, [mapRun.arn]: now + leaseMillis };
    run.effects.push({ kind: 'stop-children', mapRunArn: mapRun.arn, round: mapRun.redriveCount });
  }
  const { redriveFrom: _, ...rest } = doing;
  return { ...rest, results };
}

/** No child that an ended Map Run has left behind runs any more. */
export function childrenStopped(run: Run, mapRunArn: string, round: number): void {
  if (mapRunOf(run, mapRunArn).redriveCount === round) forgetStopping(run, mapRunArn);
}

/** Forgets that the children of a Map Run are being stopped. */
export function forgetStopping(run: Run, mapRunArn: string): void {
  const { [mapRunArn]: _, ...others } = run.execution.stopping ?? {};
  if (Object.keys(others).length > 0) run.execution.stopping = others;
  else delete run.execution.stopping;
}

/** Has the children of ended Map Runs stopped again where nobody has said that they are. */
export function stopAgain(run: Run): void {
  const { now, leaseMillis } = run.moment;
  for (const [mapRunArn, until] of Object.entries(run.execution.stopping ?? {})) {
    if (until > now) continue;
    run.execution.stopping = { ...run.execution.stopping, [mapRunArn]: now + leaseMillis };
    run.effects.push({ kind: 'stop-children', mapRunArn, round: mapRunOf(run, mapRunArn).redriveCount });
  }
}
