import type { ChildOutcome, MapRun, MapRunCounts, UnsuccessfulStatus } from './map-run.ts';

/** The counts of a Map Run that has not begun. */
export const noneOf = (total: number): MapRunCounts => ({
  total,
  started: 0,
  succeeded: 0,
  failed: 0,
  timedOut: 0,
  aborted: 0,
  resultsWritten: 0,
  pendingRedrive: 0,
  failuresNotRedrivable: 0,
});

/** How many have ended. */
export const endedOf = ({ succeeded, failed, timedOut, aborted }: MapRunCounts): number =>
  succeeded + failed + timedOut + aborted;

/** How many run. */
export const runningOf = (counts: MapRunCounts): number => counts.started - counts.pendingRedrive - endedOf(counts);

/** Which count a status goes into. */
const COUNT_OF = { SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timedOut', ABORTED: 'aborted' } as const;

/** The Map Run when a child that works on that many items has ended. */
export function countEnded(
  mapRun: MapRun,
  { status, notRedrivable }: Pick<ChildOutcome, 'status' | 'notRedrivable'>,
  itemCount: number,
): MapRun {
  const count = COUNT_OF[status];
  return countAlso(mapRun, itemCount, (counts, by) => ({
    [count]: counts[count] + by,
    ...(notRedrivable ? { failuresNotRedrivable: counts.failuresNotRedrivable + by } : {}),
  }));
}

/** The Map Run when a child that works on that many items has been started for the first time. What was not known to come is known now. */
export const countStarted = (mapRun: MapRun, itemCount: number): MapRun =>
  countAlso(mapRun, itemCount, ({ started, total }, by) => ({ started: started + by, total: Math.max(total, started + by) }));

/** The Map Run when a child that works on that many items is redriven. */
export const countRedriven = (mapRun: MapRun, itemCount: number): MapRun =>
  countAlso(mapRun, itemCount, ({ pendingRedrive }, by) => ({ pendingRedrive: pendingRedrive - by }));

/** The Map Run when a child whose redrive was pending is not redriven after all. */
export const countNotRedriven = (mapRun: MapRun, status: UnsuccessfulStatus, itemCount: number): MapRun =>
  countEnded(countRedriven(mapRun, itemCount), { status }, itemCount);

/** The Map Run when all its children that run have been aborted. */
export const countAborted = (mapRun: MapRun): MapRun =>
  countBoth(mapRun, (counts) => ({ aborted: counts.aborted + runningOf(counts) }));

/** The Map Run when a child that was taken for aborted has told how it ended. */
export const countNotAborted = (mapRun: MapRun, outcome: Pick<ChildOutcome, 'status'>, itemCount: number): MapRun =>
  countAlso(countEnded(mapRun, outcome, itemCount), itemCount, ({ aborted }, by) => ({ aborted: aborted - by }));

/** The Map Run when all its children that did not succeed are to be redriven. */
export const countPendingRedrive = (mapRun: MapRun): MapRun =>
  countBoth(mapRun, ({ failed, timedOut, aborted }) => ({
    failed: 0,
    timedOut: 0,
    aborted: 0,
    failuresNotRedrivable: 0,
    resultsWritten: 0,
    pendingRedrive: failed + timedOut + aborted,
  }));

function countAlso(
  mapRun: MapRun,
  itemCount: number,
  change: (counts: MapRunCounts, by: number) => Partial<MapRunCounts>,
): MapRun {
  const { executions, items } = mapRun;
  return { ...mapRun, executions: { ...executions, ...change(executions, 1) }, items: { ...items, ...change(items, itemCount) } };
}

const countBoth = (mapRun: MapRun, change: (counts: MapRunCounts) => Partial<MapRunCounts>): MapRun => ({
  ...mapRun,
  executions: { ...mapRun.executions, ...change(mapRun.executions) },
  items: { ...mapRun.items, ...change(mapRun.items) },
});
