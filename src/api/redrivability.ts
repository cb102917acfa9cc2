import type { Execution } from '#interpreter/continuation/execution.ts';
import { whyNotRedrivable as whyNot } from '#interpreter/continuation/redrivability.ts';
import type { StateMachine } from '#storage/resource.ts';

/**
 * Why an execution cannot be redriven at this time (epoch milliseconds), in AWS's words; `undefined` if it can.
 * AWS: the reasons — API reference, DescribeExecution. That the state machine comes first is inferred.
 */
export function whyNotRedrivable(execution: Execution, machine: StateMachine | undefined, now: number): string | undefined {
  if (machine === undefined || machine.status === 'DELETING') return 'State machine is in DELETING status';
  return whyNot(execution, now + execution.skippedMillis);
}
