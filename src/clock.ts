/** Time as the runtime sees it: injected, so that tests and users can move it. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Calls back at that time, never before, or, when it is past, soon; returns how to call it off. Does not keep the process alive. */
  readonly callAt: (time: number, callback: () => void) => () => void;
}

/** The longest delay that a timer of Node.js takes, in milliseconds. */
const MAX_DELAY_MILLIS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  callAt(time, callback) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      timer = setTimeout(ring, Math.min(Math.max(0, time - Date.now()), MAX_DELAY_MILLIS));
      timer.unref();
    };
    // Node.js counts by another clock, and may be up to a millisecond early by this one.
    const ring = () => (Date.now() < time ? arm() : callback());
    arm();
    return () => clearTimeout(timer);
  },
};

/** Resolves in so many milliseconds. */
export const pause = (clock: Clock, millis: number): Promise<void> =>
  new Promise((resolve) => {
    clock.callAt(clock.now() + millis, resolve);
  });
