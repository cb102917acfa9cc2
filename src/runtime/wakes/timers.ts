import type { Clock } from '../clock.ts';
import type { CreateWakes } from './wakes.ts';

/** Wakes by timers in this process: for a process that stays. */
export const createTimerWakes =
  (clock: Clock): CreateWakes =>
  (wake) => {
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
      sent: async () => {},
      close() {
        for (const callOff of pending.values()) callOff();
        pending.clear();
      },
    };
  };
