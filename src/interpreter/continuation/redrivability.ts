import type { Execution } from './execution.ts';

const DAY_MILLIS = 86_400_000;

/** AWS: days after its end in which an execution can be redriven — Restarting state machine executions with redrive, eligibility. */
const REDRIVABLE_DAYS = 14;

/** AWS: days that an execution may be open, from its first start — Step Functions quotas. */
const MAX_OPEN_DAYS = 365;

/** AWS: an execution that is to be redriven has fewer events than this: ExecutionRedriven and another have to find room — as above. */
const REDRIVABLE_EVENTS = 24_999;

/**
 * Why an execution cannot be redriven at this time of its own (epoch milliseconds), in AWS's words; `undefined` if it can.
 * AWS: the reasons — API reference, DescribeExecution; the first two of `Execution is …` are recorded. Their order is inferred.
 */
export function whyNotRedrivable(execution: Execution, now: number): string | undefined {
  const { status, startTime, stopTime, lastEventId, imported } = execution;
  // Not AWS's: it tells whoever looks at an execution that it was brought here, whatever has become of it.
  if (imported) return 'Execution was imported and cannot be redriven';
  if (status === 'RUNNING' || status === 'SUCCEEDED' || status === 'PENDING_REDRIVE')
    return `Execution is ${status} and cannot be redriven`;
  if (lastEventId >= REDRIVABLE_EVENTS) return 'Execution history event limit exceeded';
  if (now > startTime + MAX_OPEN_DAYS * DAY_MILLIS) return 'Execution has exceeded the max execution time';
  if (stopTime !== undefined && now > stopTime + REDRIVABLE_DAYS * DAY_MILLIS) return 'Execution redrivable period exceeded';
  return undefined;
}
