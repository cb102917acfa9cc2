import type { Clock } from '#clock';
import { errorFacts, type Log } from '#log';
import type { Storage } from '#storage/storage.ts';
import type { Runtime } from './runtime.ts';
import { GRACE_MILLIS } from './wakes/wakes.ts';

/** The longest that a due moment set by another process goes unnoticed, in milliseconds. */
const LOOK_MILLIS = 15_000;

/**
 * Takes up what is due in the storage now, and as it falls due what nobody else takes up: for a process that stays and shares its storage
 * with others, or with those that were there before it. Returns how to stop.
 */
export function watchDue(runtime: Pick<Runtime, 'pump'>, storage: Pick<Storage, 'nextDue'>, clock: Clock, log: Log): () => void {
  let callOff = () => {};
  let isStopped = false;
  async function look(): Promise<void> {
    let next: number | undefined;
    try {
      await runtime.pump();
      next = await storage.nextDue();
    } catch (error) {
      log({ level: 'ERROR', message: 'what is due could not be looked up', ...errorFacts(error) });
    }
    if (isStopped) return;
    const soon = clock.now() + LOOK_MILLIS;
    // What was due and is still due could not be moved on: no need to hurry.
    callOff = clock.callAt(
      next !== undefined && next > clock.now() ? Math.min(next + GRACE_MILLIS, soon) : soon,
      () => void look(),
    );
  }
  void look();
  return () => {
    isStopped = true;
    callOff();
  };
}
