import type { ChildResult, RunningMapRun } from './execution.ts';
import { type ItemSource, itemCountAt } from './item-source.ts';
import { everyResult, resultAt } from './map-items.ts';
import type { MapRun } from './map-run.ts';
import { countAborted, countNotRedriven, runningOf } from './map-run-counts.ts';
import { type FrameDraft, type Run, setDoing, visitOf } from './run.ts';

/** The Map Run of that ARN, which the execution has started. */
export function mapRunOf(run: Run, arn: string): MapRun {
  const mapRun = run.execution.mapRuns?.[arn];
  if (!mapRun) throw new Error(`there is no Map Run ${arn}`);
  return mapRun;
}

/** Keeps what has become of a Map Run. */
export function setMapRun(run: Run, mapRun: MapRun): void {
  run.execution.mapRuns = { ...run.execution.mapRuns, [mapRun.arn]: mapRun };
}

/** What a frame in a Distributed Map state does. */
export function doingOf(frame: FrameDraft): RunningMapRun {
  const { doing } = visitOf(frame);
  if (doing.kind !== 'map-run') throw new Error(`frame ${frame.id} is in no Map Run`);
  return doing;
}

/** Keeps how far the items of a frame's Map Run have been read. */
export const setSource = (frame: FrameDraft, source: ItemSource): void => setDoing(frame, { ...doingOf(frame), source });

/** How many items the child of that index works on. */
export const itemCountOf = ({ source }: RunningMapRun, index: number): number => itemCountAt(source, index);

/** Whether a child that did not succeed waits for its redrive. */
export const waitsForRedrive = (doing: RunningMapRun, index: number, result: ChildResult | null): boolean =>
  result !== null && typeof result !== 'string' && doing.redriveFrom !== undefined && index >= doing.redriveFrom;

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
      after = countNotRedriven(after, result.status, itemCountOf(doing, index));
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

/** The first child from an index on that did not succeed and waits for its redrive. */
export function nextToRedrive(doing: RunningMapRun, started: number): number | undefined {
  for (let index = doing.redriveFrom ?? started; index < started; index++) {
    if (waitsForRedrive(doing, index, resultAt(doing.results, index))) return index;
  }
  return undefined;
}
