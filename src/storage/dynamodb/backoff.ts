import { setTimeout as delay } from 'node:timers/promises';

const FIRST_DELAY_MILLIS = 20;
const MAX_DELAY_MILLIS = 1_000;

/** How long something is tried before its error counts, in milliseconds. */
const MAX_MILLIS = 3_000;

/** Thrown by what is tried to have it tried again; `cause` is what is thrown when that does not help. */
export class TryAgain extends Error {
  constructor(cause: unknown) {
    super('try again', { cause });
    this.name = 'TryAgain';
  }
}

/** Tries until it works: after a TryAgain once more, a random while later, each time up to twice as long, three seconds in all. */
export async function withBackoff<Result>(attempt: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  const begun = performance.now();
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TryAgain)) throw error;
      const millis = Math.random() * Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** attempts);
      if (performance.now() - begun + millis > MAX_MILLIS) throw error.cause;
      await delay(millis, undefined, { signal });
    }
  }
}
