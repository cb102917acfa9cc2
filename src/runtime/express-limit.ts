import type { Execution } from '#interpreter/execution.ts';

/** AWS: how long an Express execution may run, in milliseconds — Step Functions quotas. */
const MAX_EXPRESS_MILLIS = 300_000;

/** An execution that ends in time, if it is an EXPRESS one. */
export function withExpressLimit(begun: Execution): Execution {
  if (begun.type === 'STANDARD') return begun;
  return { ...begun, timeoutAt: Math.min(begun.timeoutAt ?? Number.POSITIVE_INFINITY, begun.startTime + MAX_EXPRESS_MILLIS) };
}
