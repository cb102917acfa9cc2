import type { Clock } from '#clock';
import { type CreateWakes, GRACE_MILLIS } from './wakes.ts';

/** Wakes by timers in this process: for a process that stays. */
export const createTimerWakes =
  (clock: Clock): CreateWakes =>
  (wake) => {
    const pending = new Map<string, { readonly time: number; readonly callOff: () => void }>();
    const forget = (executionArn: string) => {
      pending.get(executionArn)?.callOff();
      pending.delete(executionArn);
    };
    const lookAt = (executionArn: string, time: number) => {
      forget(executionArn);
      const callOff = clock.callAt(time, () => {
        pending.delete(executionArn);
        wake(executionArn);
      });
      pending.set(executionArn, { time, callOff });
    };
    return {
      wakeAt: ({ arn }, time) => lookAt(arn, time),
      lookAt,
      standBy({ arn }, time) {
        const later = time + GRACE_MILLIS;
        // A timer that is there already was set when this process moved it on.
        if ((pending.get(arn)?.time ?? Number.POSITIVE_INFINITY) > later) lookAt(arn, later);
      },
      forget,
      armed: (execution) => execution,
      arrived: () => {},
      sent: async () => {},
      close() {
        for (const { callOff } of pending.values()) callOff();
        pending.clear();
      },
    };
  };
