import { type Clock, pause } from '#clock';

/** How often something is done in all when the storage fails it, and after how many milliseconds more each time. */
export const TRIES = 5;
export const PAUSE_MILLIS = 1_000;

/**
 * Does work again after a pause when it failed: what nobody else knows of would have to wait for a lease to end. `failed` is told of each
 * failure, and how many there were; what it throws ends it. Rejects with the last failure.
 */
export async function tryAgain<Result>(
  clock: Clock,
  work: () => Promise<Result>,
  failed: (error: unknown, tries: number) => void,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      failed(error, tries);
      if (tries >= TRIES) throw error;
    }
    await pause(clock, tries * PAUSE_MILLIS);
  }
}
