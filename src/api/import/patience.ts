import type { Refusal, Told } from './real-machines.ts';

/** How long nothing is asked for after the first refusal for asking too often, and at most, in milliseconds: each time twice as long. */
const FIRST_PAUSE_MILLIS = 1_000;
const LONGEST_PAUSE_MILLIS = 60_000;

/** Asks, unless AWS has said a while ago that it is asked too often: then that is the answer again, and AWS is left in peace. */
export type Ask = <Found>(question: () => Promise<Told<Found>>) => Promise<Told<Found>>;

/** Makes the patience of a process: AWS counts the calls of an account and region, whatever they are about. */
export function createPatience(now: () => number): Ask {
  let pauseMillis = FIRST_PAUSE_MILLIS;
  let pause: { readonly until: number; readonly refusal: Refusal } | undefined;

  return async (question) => {
    if (pause !== undefined && now() < pause.until) return { refusal: pause.refusal };
    const told = await question();
    if (!('refusal' in told) || told.refusal.kind !== 'throttled') {
      pause = undefined;
      pauseMillis = FIRST_PAUSE_MILLIS;
      return told;
    }
    // Whoever asked at the same time has heard it already.
    if (pause === undefined || now() >= pause.until) {
      pause = { until: now() + pauseMillis, refusal: told.refusal };
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
    return told;
  };
}
