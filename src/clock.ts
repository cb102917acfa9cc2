/** Time as the runtime sees it: injected, so that tests and users can move it. */
export interface Clock {
  /** Epoch milliseconds; never less than before. */
  readonly now: () => number;
  /**
   * Calls back at that time, never before, or, when it is past, soon; returns how to call it off. Until then it keeps the process alive:
   * behind AWS's Lambda client nothing else does in the middle of a request, and a process whose loop is empty ends with status 0.
   */
  readonly callAt: (time: number, callback: () => void) => () => void;
}

/** Where a clock gets its time from, all in milliseconds. */
export interface TimeSource {
  /** Epoch milliseconds as the machine has them: somebody sets them, and a laptop that wakes up finds them far ahead. */
  readonly wall: () => number;
  /** Counts on whatever is done to the machine's time, from wherever it likes. Stops while the machine sleeps. */
  readonly steady: () => number;
}

/** The longest delay that a timer of Node.js takes, in milliseconds. */
const MAX_DELAY_MILLIS = 2 ** 31 - 1;

/** How long a jump of the machine's time goes unnoticed, in milliseconds: timers count by the steady time. */
const LOOK_MILLIS = 2_000;

/** What counts as a jump, in milliseconds: machines correct their time all the time, by less. */
const JUMP_MILLIS = 100;

/** Up to how many milliseconds time stands still until the machine's has caught up, before it goes on without it. */
const STAND_STILL_MILLIS = 1_000;

/** A call to be made, and the timer that is set for it. */
interface Call {
  readonly time: number;
  readonly callback: () => void;
  timer: NodeJS.Timeout | undefined;
}

/**
 * A clock that follows the machine's time when that jumps ahead, and goes on without it when it is set back: a Wait of three seconds
 * takes three. Calls are made in time again within seconds of a jump.
 */
export function createSystemClock({ wall, steady }: TimeSource): Clock {
  const calls = new Set<Call>();
  let latest = Number.NEGATIVE_INFINITY;
  /** What the clock is ahead of the steady time. */
  let ahead = 0;
  let watch: NodeJS.Timeout | undefined;
  let seenAhead = 0;

  function now(): number {
    const time = wall();
    const counted = steady();
    if (time >= latest) {
      latest = time;
      ahead = time - counted;
    } else if (latest - time > STAND_STILL_MILLIS) {
      latest = Math.max(latest, Math.floor(counted + ahead));
    }
    return latest;
  }

  function arm(call: Call): void {
    call.timer = setTimeout(ring, Math.min(Math.max(0, call.time - now()), MAX_DELAY_MILLIS), call);
  }

  // Node.js counts by another clock, and may be up to a millisecond early by this one.
  function ring(call: Call): void {
    if (now() < call.time) return arm(call);
    calls.delete(call);
    call.callback();
  }

  function lookForJump(): void {
    now();
    if (Math.abs(ahead - seenAhead) >= JUMP_MILLIS) {
      seenAhead = ahead;
      for (const call of calls) {
        clearTimeout(call.timer);
        arm(call);
      }
    }
    if (calls.size > 0) return;
    clearInterval(watch);
    watch = undefined;
  }

  /** Watches while there are calls to be made, which hold the process themselves. */
  function watchTime(): void {
    if (watch) return;
    now();
    seenAhead = ahead;
    watch = setInterval(lookForJump, LOOK_MILLIS);
    watch.unref();
  }

  return {
    now,
    callAt(time, callback) {
      const call: Call = { time, callback, timer: undefined };
      calls.add(call);
      watchTime();
      arm(call);
      return () => {
        calls.delete(call);
        clearTimeout(call.timer);
      };
    },
  };
}

/** How far apart two looks may find the time to have run from the steady one, in milliseconds: more is a jump, less is a correction. */
const LEAP_MILLIS = 1_000;

/**
 * Says by how many milliseconds this clock has jumped ahead lately: since less than `memoryMillis` of steady time, in which a jump is
 * to be mistrusted. Jumps are noticed when it is asked.
 */
export function createJumpMemory({ now }: Pick<Clock, 'now'>, steady: TimeSource['steady'], memoryMillis: number): () => number {
  let ahead = now() - steady();
  let jumps: { readonly at: number; readonly byMillis: number }[] = [];
  return () => {
    const at = steady();
    const before = ahead;
    ahead = now() - at;
    if (ahead - before > LEAP_MILLIS) jumps.push({ at, byMillis: ahead - before });
    if (jumps.length === 0) return 0;
    jumps = jumps.filter((jump) => jump.at > at - memoryMillis);
    return jumps.reduce((sum, { byMillis }) => sum + byMillis, 0);
  };
}

/** What counts on whatever is done to the machine's time, in milliseconds. */
export const steadyTime: TimeSource['steady'] = () => performance.now();

/** The machine's own clock. */
export const systemClock: Clock = createSystemClock({ wall: () => Date.now(), steady: steadyTime });

/** Resolves in so many milliseconds. */
export const pause = (clock: Clock, millis: number): Promise<void> =>
  new Promise((resolve) => {
    clock.callAt(clock.now() + millis, resolve);
  });

/** What the work comes to, or `late` when it is not done at that time (epoch milliseconds): then it goes on, and what goes wrong is its own affair. */
export async function doneBy<Result>(clock: Clock, time: number, work: Promise<Result>): Promise<Result | 'late'> {
  let callOff = () => {};
  const late = new Promise<'late'>((resolve) => {
    callOff = clock.callAt(time, () => resolve('late'));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    callOff();
  }
}
