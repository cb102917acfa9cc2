const waiting: (() => void)[] = [];

/**
 * Resolves when it is the caller's turn to go on with work that may take long. Turns are given one by one, so that requests are served
 * between any two: what waits for `setImmediate` by itself goes on all at once.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(give);
  });

function give(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(give);
}
