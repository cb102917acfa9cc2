/** How long anybody waits for one request to the table with its repetitions, in milliseconds: a client is to be told within five seconds. */
const PATIENCE_MILLIS = 3_500;

/** What comes on top of it for what is big, in milliseconds for a byte. */
const MILLIS_PER_BYTE = 1 / 1_000;

/** The table has not answered in time; what it was asked to do may have been done. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Does the work, which sends so many bytes, with an end: rejects with NoAnswer when it takes too long, and aborts the signal that it is given. */
export async function patiently<Result>(work: (signal: AbortSignal) => Promise<Result>, bytes = 0): Promise<Result> {
  const millis = PATIENCE_MILLIS + bytes * MILLIS_PER_BYTE;
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer(`there was no answer within ${Math.round(millis)} ms`));
      controller.abort();
    }, millis);
  });
  const working = work(controller.signal);
  // What comes of it later is nobody's concern.
  working.catch(() => {});
  try {
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(timer);
  }
}
