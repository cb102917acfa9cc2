import type { Execution } from '#interpreter/continuation/execution.ts';
import { whyNotRedrivable as whyNot } from '#interpreter/continuation/redrivability.ts';
import type { ActionContext } from './action.ts';
import { machineOf } from './execution.ts';
import { findStateMachine } from './state-machine.ts';

/**
 * Why an execution cannot be redriven now, in AWS's words; `undefined` if it can. AWS: the reasons — API reference, DescribeExecution. That
 * those of the execution itself come first is (inferred), and costs a look at the state machine only where there is none.
 */
export async function whyNotRedrivable(
  execution: Execution,
  context: Pick<ActionContext, 'storage' | 'now'>,
): Promise<string | undefined> {
  const reason = whyNot(execution, context.now() + execution.skippedMillis);
  if (reason !== undefined) return reason;
  const machine = (await findStateMachine(context, machineOf(execution).arn))?.machine;
  return machine === undefined || machine.status === 'DELETING' ? 'State machine is in DELETING status' : undefined;
}
