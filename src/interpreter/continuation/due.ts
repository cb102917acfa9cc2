import type { Doing, DoingByKind, Execution, Frame } from './execution.ts';

/** What time and the outside have to do with a frame that is doing something. */
interface Waits<D extends Doing> {
  /** When it has something to do even if nothing happens outside, in the execution's own time; Infinity: never. */
  readonly dueAt: (doing: D) => number;
  /** A call or a child execution is out, or a token or a job is waited for. */
  readonly isOutside: (doing: D) => boolean;
}

const never = () => Number.POSITIVE_INFINITY;
const no = () => false;
const yes = () => true;

/** The only list of what moves a frame on that is not ready. */
const WAITS: { readonly [Kind in Doing['kind']]: Waits<DoingByKind[Kind]> } = {
  starting: { dueAt: never, isOutside: no },
  waiting: { dueAt: ({ until }) => until, isOutside: no },
  'backing-off': { dueAt: ({ until }) => until, isOutside: no },
  task: {
    dueAt: ({ timeoutAt, heartbeatAt, later, leaseUntil, job }) =>
      Math.min(timeoutAt ?? Infinity, heartbeatAt ?? Infinity, later?.at ?? leaseUntil ?? job?.checkAt ?? Infinity),
    isOutside: ({ later }) => later === undefined,
  },
  branches: { dueAt: never, isOutside: no },
  iterations: { dueAt: never, isOutside: no },
  'map-run': { dueAt: ({ leaseUntil }) => leaseUntil, isOutside: yes },
};

/** When a frame that is doing this has something to do even if nothing happens outside; Infinity: never. */
export const dueTime = (doing: Doing): number => waitsOf(doing).dueAt(doing);

const waitsOf = <Kind extends Doing['kind']>({ kind }: { readonly kind: Kind }): Waits<DoingByKind[Kind]> => WAITS[kind];

const dueTimeOf = ({ visit }: Frame): number => (visit ? dueTime(visit.doing) : Number.POSITIVE_INFINITY);

/** The frames that are due, in the order of their moments. */
export function dueFrames(execution: Execution, now: number): number[] {
  return Object.values(execution.frames)
    .map((frame) => ({ id: frame.id, time: dueTimeOf(frame) }))
    .filter(({ time }) => time <= now)
    .sort((a, b) => a.time - b.time || a.id - b.id)
    .map(({ id }) => id);
}

/** The next moment, in the execution's own time, at which it has something to do; `undefined` when only the outside can move it. */
export function nextDue(execution: Execution): number | undefined {
  let earliest = Math.min(Infinity, ...Object.values(execution.stopping ?? {}));
  if (execution.status !== 'RUNNING') return earliest === Infinity ? undefined : earliest;
  earliest = Math.min(earliest, execution.timeoutAt ?? Infinity);
  for (const id in execution.frames) {
    const doing = execution.frames[id]?.visit?.doing;
    if (doing) earliest = Math.min(earliest, dueTime(doing));
  }
  return earliest === Infinity ? undefined : earliest;
}

/** Whether a call or a child execution is out, or a token or a job is waited for: time must not be skipped then. */
export const isWaitingOutside = (execution: Execution): boolean =>
  Object.values(execution.frames).some(({ visit }) => visit !== undefined && waitsOf(visit.doing).isOutside(visit.doing));
