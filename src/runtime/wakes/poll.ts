import type { CreateWakes } from './wakes.ts';

/** No wakes at all: every request looks for what is due. For SAM local, where nothing runs between requests and there are no queues. */
export const createPollWakes: CreateWakes = () => ({
  wakeAt: () => {},
  forget: () => {},
  sent: async () => {},
  close: () => {},
});
