import type { Clock } from '#clock';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves to that time and makes the calls that are due then, in the order of their times; never moves back. */
  readonly moveTo: (time: number) => void;
  /** The time of the next call; `undefined` when nothing is asked for. */
  readonly nextCall: () => number | undefined;
  /** How many calls are asked for. */
  readonly pending: () => number;
}

/** A clock that stands at `start`, in epoch milliseconds. */
export function createManualClock(start: number = Date.parse('2026-01-02T03:04:05.678Z')): ManualClock {
  let now = start;
  const calls = new Set<{ readonly time: number; readonly callback: () => void }>();
  // The order of a set is that of insertion, and sorting is stable.
  const first = () => [...calls].sort((a, b) => a.time - b.time)[0];
  return {
    now: () => now,
    callAt(time, callback) {
      const call = { time: Math.max(time, now), callback };
      calls.add(call);
      return () => calls.delete(call);
    },
    moveTo(time) {
      for (let call = first(); call && call.time <= time; call = first()) {
        calls.delete(call);
        now = Math.max(now, call.time);
        call.callback();
      }
      now = Math.max(now, time);
    },
    nextCall: () => first()?.time,
    pending: () => calls.size,
  };
}
