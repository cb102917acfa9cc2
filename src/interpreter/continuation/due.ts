import type { Doing, DoingByKind, Execution, Frame, TaskAttempt } from './execution.ts';

/** What time and the outside have to do with a frame that is doing something; moments in the execution's own time, Infinity: never. */
interface Waits<D extends Doing> {
  /** When time moves it on: a wait is over, a limit strikes, a job is looked after. */
  readonly timeAt: (doing: D) => number;
  /** When somebody is taken for dead, or forgetful: who makes its call, or moves on what it has started and will be told of. */
  readonly leaseAt: (doing: D) => number;
  /** A call or a child execution is out, or a token or a job is waited for. */
  readonly isOutside: (doing: D) => boolean;
  /** The same, relatives aside: a child, or an execution that it looks after, whose time moves together with its own. */
  readonly isInFlight: (doing: D) => boolean;
  /** It waits for more than the answer of a call that is out. */
  readonly isWaiting: (doing: D) => boolean;
}

const never = () => Number.POSITIVE_INFINITY;
const no = () => false;
const yes = () => true;

/** Whether the attempt looks after an execution of this fake: it is told when that has ended. */
export const isNested = ({ resource, job }: TaskAttempt): boolean =>
  job !== undefined && resource.includes(':states:startExecution.sync');

/** The only list of what moves a frame on that is not ready. */
const WAITS: { readonly [Kind in Doing['kind']]: Waits<DoingByKind[Kind]> } = {
  starting: { timeAt: never, leaseAt: never, isOutside: no, isInFlight: no, isWaiting: no },
  waiting: { timeAt: ({ until }) => until, leaseAt: never, isOutside: no, isInFlight: no, isWaiting: yes },
  'backing-off': { timeAt: ({ until }) => until, leaseAt: never, isOutside: no, isInFlight: no, isWaiting: yes },
  task: {
    timeAt(doing) {
      const { timeoutAt, heartbeatAt, later, job, leaseUntil } = doing;
      const checkAt = leaseUntil === undefined && !isNested(doing) ? job?.checkAt : undefined;
      return Math.min(timeoutAt ?? Infinity, heartbeatAt ?? Infinity, later?.at ?? checkAt ?? Infinity);
    },
    leaseAt(doing) {
      const { later, leaseUntil, job } = doing;
      return later ? Infinity : (leaseUntil ?? (isNested(doing) ? job?.checkAt : undefined) ?? Infinity);
    },
    isOutside: ({ later }) => later === undefined,
    isInFlight: (doing) => doing.later === undefined && (doing.leaseUntil !== undefined || !isNested(doing)),
    isWaiting: ({ phase, later }) => phase !== 'calling' || later !== undefined,
  },
  branches: { timeAt: never, leaseAt: never, isOutside: no, isInFlight: no, isWaiting: no },
  iterations: { timeAt: never, leaseAt: never, isOutside: no, isInFlight: no, isWaiting: no },
  'map-run': {
    timeAt: never,
    leaseAt: ({ leaseUntil }) => leaseUntil,
    isOutside: yes,
    isInFlight: ({ source, writing }) => source.portion !== undefined || writing !== undefined,
    isWaiting: yes,
  },
};

const waitsOf = <Kind extends Doing['kind']>({ kind }: { readonly kind: Kind }): Waits<DoingByKind[Kind]> => WAITS[kind];

/** When a frame that is doing this has something to do even if nothing happens outside; Infinity: never. */
export function dueTime(doing: Doing): number {
  const waits = waitsOf(doing);
  return Math.min(waits.timeAt(doing), waits.leaseAt(doing));
}

/** The frames that are due, in the order of their moments; leases are honoured for so many milliseconds more. */
export function dueFrames(execution: Execution, now: number, graceMillis: number): number[] {
  const timeOf = ({ visit }: Frame): number => {
    if (!visit) return Number.POSITIVE_INFINITY;
    const waits = waitsOf(visit.doing);
    return Math.min(waits.timeAt(visit.doing), waits.leaseAt(visit.doing) + graceMillis);
  };
  return Object.values(execution.frames)
    .map((frame) => ({ id: frame.id, time: timeOf(frame) }))
    .filter(({ time }) => time <= now)
    .sort((a, b) => a.time - b.time || a.id - b.id)
    .map(({ id }) => id);
}

/** The next moment, in the execution's own time, at which it has something to do; `undefined` when only the outside can move it. */
export function nextDue(execution: Execution): number | undefined {
  const earliest = Math.min(Infinity, ...Object.values(execution.stopping ?? {}));
  return finite(execution.status === 'RUNNING' ? earliestOf(execution, dueTime, earliest) : earliest);
}

/** The same of what time alone does, leases aside: no moment of theirs is worth a jump, or to be shown. */
export const nextByTime = (execution: Execution): number | undefined =>
  execution.status === 'RUNNING' ? finite(earliestOf(execution, (doing) => waitsOf(doing).timeAt(doing), Infinity)) : undefined;

function earliestOf({ timeoutAt, frames }: Execution, timeOf: (doing: Doing) => number, before: number): number {
  let earliest = Math.min(before, timeoutAt ?? Infinity);
  for (const id in frames) {
    const doing = frames[id]?.visit?.doing;
    if (doing) earliest = Math.min(earliest, timeOf(doing));
  }
  return earliest;
}

const finite = (time: number): number | undefined => (time === Infinity ? undefined : time);

/** Whether a call or a child execution is out, or a token or a job is waited for: time must not be skipped then. */
export const isWaitingOutside = (execution: Execution): boolean => isAny(execution, (doing) => waitsOf(doing).isOutside(doing));

/** Whether something is out for a frame that is neither time nor a relative. */
export const isInFlight = (doing: Doing): boolean => waitsOf(doing).isInFlight(doing);

/** Whether it waits for something that anybody could be shown: answers of calls that are out are none. */
export const isWaiting = (execution: Execution): boolean =>
  execution.status === 'RUNNING' && isAny(execution, (doing) => waitsOf(doing).isWaiting(doing));

function isAny({ frames }: Execution, is: (doing: Doing) => boolean): boolean {
  for (const id in frames) {
    const doing = frames[id]?.visit?.doing;
    if (doing && is(doing)) return true;
  }
  return false;
}
