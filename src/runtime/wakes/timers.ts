import type { Clock } from '../clock.ts';
import type { Wakes } from './wakes.ts';

/** Wakes by timers in this process: for a process that stays. */
export function createTimerWakes(clock: Clock, wake: (executionArn: string) => void): Wakes {
  const pending = new Map<string, () => void>();
  const forget = (executionArn: string) => {
    pending.get(executionArn)?.();
    pending.delete(executionArn);
  };
  return {
    wakeAt(executionArn, time) {
      forget(executionArn);
      const callOff = clock.callAt(time, () => {
        pending.delete(executionArn);
        wake(executionArn);
      });
      pending.set(executionArn, callOff);
    },
    forget,
    close() {
      for (const callOff of pending.values()) callOff();
      pending.clear();
    },
  };
}
