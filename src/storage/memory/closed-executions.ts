import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { type ClosedLimits, MIN_KEPT_MILLIS } from '../closed-limits.ts';

/** A closed execution, in the queue of those that go one day. One for each execution that is kept: as small as can be. */
export interface Closed {
  readonly arn: string;
  /** Epoch seconds: a number that takes no room of its own. */
  readonly closedAtSeconds: number;
  /** It and the children of its Map Runs. */
  readonly count: number;
  /** Of their long texts, in UTF-16 code units. */
  readonly units: number;
  /** Whether it is open again, or gone. */
  isLeft: boolean;
}

/** The closed executions of a memory storage, in the order in which they have ended. */
export interface ClosedExecutions {
  /** Takes an execution that has ended; undefined for a child of a Map Run, which goes with the one it works for and is told of before it. */
  readonly add: (execution: Execution, history: readonly HistoryEvent[]) => Closed | undefined;
  readonly remove: (closed: Closed) => void;
  /** Forgets how many children a Map Run had. */
  readonly removeMapRun: (arn: string) => void;
  /** The ARNs of what has to go now, oldest first: as many as a commit has time for. Its children go with an execution. */
  readonly surplus: () => Generator<string>;
}

/** How many of what there is, and their long texts in UTF-16 code units. */
interface Amount {
  readonly count: number;
  readonly units: number;
}

/** How much of long texts is kept, in UTF-16 code units: 100,000 executions with little data take as much without them. */
const MAX_UNITS = 256 * 1024 * 1024;

/** Shorter texts are in what an execution takes anyway. */
const LONG_UNITS = 1_000;

/** How many go in one commit: where many have become too old at once, others do not wait for all of them to go. */
const MAX_AT_ONCE = 64;

/** Keeps account of what has ended: no more than `maxExecutions`, nothing older than `retentionMillis`, and not too many long texts. */
export function createClosedExecutions({ maxExecutions, retentionMillis, now, onFull }: ClosedLimits): ClosedExecutions {
  let queue: Closed[] = [];
  let first = 0;
  // The closed children of Map Runs: they stay as long as the execution that they work for, whose Map Run may be redriven.
  const children = new Map<string, Amount>();
  let count = 0;
  let units = 0;
  let isTold = false;

  function remove(closed: Closed): void {
    if (closed.isLeft) return;
    closed.isLeft = true;
    count -= closed.count;
    units -= closed.units;
  }

  /** The one that has ended first and is still closed. */
  function oldest(): Closed | undefined {
    while (queue[first]?.isLeft) first++;
    if (first > 1_000 && first * 2 > queue.length) {
      queue = queue.slice(first);
      first = 0;
    }
    return queue[first];
  }

  return {
    remove,
    removeMapRun: (arn) => children.delete(arn),

    add(execution, history) {
      const own = { count: 1, units: longUnits(execution, history) };
      const { mapRunArn } = execution.parent ?? {};
      if (mapRunArn !== undefined) {
        children.set(mapRunArn, sum([own, children.get(mapRunArn) ?? NOTHING]));
        return undefined;
      }
      const runs = execution.mapRuns;
      const all = runs ? sum([own, ...Object.keys(runs).map((arn) => children.get(arn) ?? NOTHING)]) : own;
      const closedAtSeconds = Math.floor(now() / 1000);
      const closed: Closed = { arn: execution.arn, closedAtSeconds, count: all.count, units: all.units, isLeft: false };
      queue.push(closed);
      count += all.count;
      units += all.units;
      return closed;
    },

    *surplus() {
      for (let gone = 0; gone < MAX_AT_ONCE; gone++) {
        const closed = oldest();
        if (closed === undefined) return;
        const age = now() - closed.closedAtSeconds * 1000;
        const isFull = count > maxExecutions || units > MAX_UNITS;
        if (age < MIN_KEPT_MILLIS || !(isFull || age > retentionMillis)) return;
        if (isFull && !isTold) onFull();
        isTold ||= isFull;
        remove(closed);
        yield closed.arn;
      }
    },
  };
}

const NOTHING: Amount = { count: 0, units: 0 };

const sum = (amounts: readonly Amount[]): Amount => ({
  count: amounts.reduce((total, { count }) => total + count, 0),
  units: amounts.reduce((total, { units }) => total + units, 0),
});

/** Texts that are the same as the one before are kept once: an input goes through states as it is. */
function longUnits({ input, output = '' }: Execution, history: readonly HistoryEvent[]): number {
  let units = input.length + output.length;
  let last = input;
  for (const event of history) {
    for (const name in event) {
      const details: unknown = Reflect.get(event, name);
      if (typeof details !== 'object' || details === null) continue;
      for (const member in details) {
        const text: unknown = Reflect.get(details, member);
        if (typeof text !== 'string' || text.length < LONG_UNITS || text === last) continue;
        last = text;
        units += text.length;
      }
    }
  }
  return units;
}
