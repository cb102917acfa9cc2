import type { Clock } from '#clock';
import { createTimerWakes } from './timers.ts';
import type { CreateWakes } from './wakes.ts';

/**
 * No wakes but timers, which end with the request: every request looks for what is due. For SAM local, where nothing runs between
 * requests and there are no queues.
 */
export const createPollWakes =
  (clock: Clock): CreateWakes =>
  (wake) => {
    const timers = createTimerWakes(clock)(wake);
    return { ...timers, sent: async () => timers.close() };
  };
