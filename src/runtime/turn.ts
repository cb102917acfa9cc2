/** A turn that takes longer is followed by a pause as long as itself, in milliseconds: others get at least every other moment. */
const LONG_MILLIS = 40;
const MAX_PAUSE_MILLIS = 250;

const waiting: (() => void)[] = [];
let isGiving = false;

/**
 * Resolves when it is the caller's turn to do work that may take long. Turns are given one by one, so that requests are served between any
 * two: what waits for `setImmediate` by itself goes on all at once.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    if (isGiving) return;
    isGiving = true;
    setImmediate(give);
  });

function give(): void {
  const begin = waiting.shift();
  if (!begin) {
    isGiving = false;
    return;
  }
  const begun = performance.now();
  begin();
  // What has been given its turn goes on before that.
  setImmediate(() => {
    const taken = performance.now() - begun;
    if (taken > LONG_MILLIS) setTimeout(give, Math.min(taken, MAX_PAUSE_MILLIS));
    else give();
  });
}
