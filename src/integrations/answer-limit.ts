import { Transform } from 'node:stream';

/**
 * How much of an answer is read for a task, in bytes. A result has 262,144 bytes at most; what services send may be longer than what becomes
 * of it (XML, blanks, members that results do not have), but not eight times as long (inferred).
 */
export const MAX_ANSWER_BYTES = 8 * 262_144;

/** AWS: what a function answers may have 6 MB — Lambda quotas, synchronous invocation payload. */
export const MAX_FUNCTION_ANSWER_BYTES = 6 * 1024 * 1024;

/** An answer is longer than a task takes: its end has not been read. `createIntegrations` makes a `too-large` outcome of it. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
  constructor() {
    super('the answer is larger than a task takes');
  }
}

/** Passes bytes on, and fails with AnswerTooLarge when there are more than that. */
export function atMostBytes(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new AnswerTooLarge());
      else done(null, chunk);
    },
  });
}
