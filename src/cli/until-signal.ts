import type { EventEmitter } from 'node:events';

/** Exit codes of a process that a signal ended: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type Signal = keyof typeof EXIT_CODES;

/** `npm start` passes on the Ctrl-C that the terminal has sent to everyone: two signals within this time are one. */
const SAME_KEY_PRESS_MILLIS = 100;

/** Resolves at the first SIGINT or SIGTERM, with the exit code of a process that it ends; at the next one it calls `leave` with the exit code, since the clean end takes too long. */
export const untilSignal = (source: EventEmitter, leave: (code: number) => void, now: () => number = Date.now): Promise<number> =>
  new Promise((resolve) => {
    let firstAt: number | undefined;
    const listen = (signal: Signal) =>
      source.on(signal, () => {
        if (firstAt === undefined) {
          firstAt = now();
          resolve(EXIT_CODES[signal]);
        } else if (now() - firstAt >= SAME_KEY_PRESS_MILLIS) leave(EXIT_CODES[signal]);
      });
    listen('SIGINT');
    listen('SIGTERM');
  });
