import type { LogSink } from './execution-log.ts';

/** Writes each log event as one line of JSON, wherever the state machine wants it to be. */
export const createLineLogs = (writeLine: (line: string) => void): LogSink => ({
  write: (_logging, _machine, _timestamp, message) => writeLine(`${message}\n`),
  flush: () => Promise.resolve(),
});
