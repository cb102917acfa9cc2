import type { Execution } from '#interpreter/execution.ts';
import type { StateMachine } from '#storage/resource.ts';
import { MAX_REDRIVABLE_EVENTS, MAX_STANDARD_SECONDS, REDRIVABLE_DAYS } from './limits.ts';

const DAY_MILLIS = 86_400_000;

/**
 * Why an execution cannot be redriven at this time (epoch milliseconds), in AWS's words; `undefined` if it can.
 * AWS: the reasons — API reference, DescribeExecution; the first two of `Execution is …` are recorded. Their order is inferred.
 */
export function whyNotRedrivable(execution: Execution, machine: StateMachine | undefined, now: number): string | undefined {
  const { status, startTime, stopTime, lastEventId } = execution;
  if (machine === undefined || machine.status === 'DELETING') return 'State machine is in DELETING status';
  if (status === 'RUNNING' || status === 'SUCCEEDED' || status === 'PENDING_REDRIVE')
    return `Execution is ${status} and cannot be redriven`;
  if (lastEventId > MAX_REDRIVABLE_EVENTS) return 'Execution history event limit exceeded';
  if (now > startTime + MAX_STANDARD_SECONDS * 1000) return 'Execution has exceeded the max execution time';
  if (stopTime !== undefined && now > stopTime + REDRIVABLE_DAYS * DAY_MILLIS) return 'Execution redrivable period exceeded';
  return undefined;
}
