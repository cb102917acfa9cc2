import type { Doing, Execution } from './execution.ts';

/** When a frame has something to do even if nothing happens outside; Infinity: never. */
function dueTime(doing: Doing | undefined): number {
  switch (doing?.kind) {
    case 'waiting':
    case 'backing-off':
      return doing.until;
    case 'map-run':
      return doing.leaseUntil;
    case 'task':
      return Math.min(
        doing.timeoutAt ?? Infinity,
        doing.heartbeatAt ?? Infinity,
        doing.leaseUntil ?? doing.job?.checkAt ?? Infinity,
      );
    default:
      return Infinity;
  }
}

/** The frames that are due, in the order of their moments. */
export function dueFrames(execution: Execution, now: number): number[] {
  return Object.values(execution.frames)
    .map((frame) => ({ id: frame.id, time: dueTime(frame.visit?.doing) }))
    .filter(({ time }) => time <= now)
    .sort((a, b) => a.time - b.time || a.id - b.id)
    .map(({ id }) => id);
}

/** The next moment, in the execution's own time, at which it has something to do; `undefined` when only the outside can move it. */
export function nextDue(execution: Execution): number | undefined {
  let earliest = Math.min(Infinity, ...Object.values(execution.stopping ?? {}));
  if (execution.status !== 'RUNNING') return earliest === Infinity ? undefined : earliest;
  earliest = Math.min(earliest, execution.timeoutAt ?? Infinity);
  for (const id in execution.frames) earliest = Math.min(earliest, dueTime(execution.frames[id]?.visit?.doing));
  return earliest === Infinity ? undefined : earliest;
}

/** Whether a call or a child execution is out, or a token or a job is waited for: time must not be skipped then. */
export function isWaitingOutside(execution: Execution): boolean {
  return Object.values(execution.frames).some(({ visit }) => visit?.doing.kind === 'task' || visit?.doing.kind === 'map-run');
}
