import type { ExecutionEvent } from '../continuation/events.ts';
import type { ChildResult, Execution, RunningMapRun } from '../continuation/execution.ts';
import { itemCountAt } from '../continuation/item-source.ts';
import { countAborted, countNotAborted, countNotRedriven, runningOf } from '../continuation/map-run-counts.ts';
import { waitsForRedrive } from '../continuation/pending-redrive.ts';
import { everyResult } from '../continuation/results.ts';
import { mapRunOf, setMapRun } from '../draft/map-runs.ts';
import type { Run } from '../draft/run.ts';

type ChildEnded = Extract<ExecutionEvent, { readonly kind: 'child-ended' }>;

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
  const cutOff: number[] = [];
  const results = everyResult<ChildResult>(doing.results, started, (result, index) => {
    if (result === null) {
      cutOff.push(index);
      return { status: 'ABORTED' };
    }
    if (typeof result !== 'string' && waitsForRedrive(doing, index, result))
      after = countNotRedriven(after, result.status, itemCountAt(doing.source, index));
    return result;
  });
  setMapRun(run, { ...after, status, stopTime: now, cutOff });
  if (runningOf(mapRun.executions) > 0) {
    run.execution.stopping = { ...run.execution.stopping, [mapRun.arn]: now + leaseMillis };
    run.effects.push({ kind: 'stop-children', mapRunArn: mapRun.arn, round: mapRun.redriveCount });
  }
  const { redriveFrom: _, ...rest } = doing;
  return { ...rest, results };
}

/** Whether this is how a child ended that was taken for aborted when its Map Run ended. */
export const isCutOff = ({ mapRuns }: Pick<Execution, 'mapRuns'>, { mapRunArn, index, round, status }: ChildEnded): boolean => {
  const mapRun = mapRuns?.[mapRunArn];
  return status !== 'ABORTED' && mapRun?.redriveCount === round && mapRun.cutOff?.includes(index) === true;
};

/**
 * A child had ended at the moment at which its Map Run did: it is counted as what it is, and not as an aborted one.
 * AWS: aborted are those that "were running, but were either stopped by the user or by Step Functions because the Map Run failed" — API
 * reference, MapRunExecutionCounts.
 */
export function cutOffChildEnded(run: Run, { mapRunArn, index, status, itemCount }: ChildEnded): void {
  const { cutOff = [], ...mapRun } = mapRunOf(run, mapRunArn);
  setMapRun(run, { ...countNotAborted(mapRun, { status }, itemCount), cutOff: cutOff.filter((other) => other !== index) });
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
