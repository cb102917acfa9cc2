import { setTimeout as delay } from 'node:timers/promises';

/** How often something is tried in all before its error counts. */
const MAX_ATTEMPTS = 12;
const FIRST_DELAY_MILLIS = 20;
const MAX_DELAY_MILLIS = 1_500;

/** Thrown by what is tried to have it tried again; `cause` is what is thrown when that does not help. */
export class TryAgain extends Error {
  constructor(cause: unknown) {
    super('try again', { cause });
    this.name = 'TryAgain';
  }
}

/** Tries until it works: after a TryAgain once more, a random while later, each time up to twice as long, about ten seconds in all. */
export async function withBackoff<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TryAgain)) throw error;
      if (attempts === MAX_ATTEMPTS) throw error.cause;
      await delay(Math.random() * Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** attempts));
    }
  }
}
