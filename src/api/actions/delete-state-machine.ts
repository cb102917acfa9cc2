import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { findStateMachine, requireStateMachineArn } from '../state-machine.ts';
import { deleteForGood, hasRunningExecutions, tellRunningExecutions } from '../state-machine-deletion.ts';

/**
 * DeleteStateMachine: deletes a state machine with its versions and aliases.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; the ARN of a Distributed Map state is a
 *    `ValidationException` (API reference)
 * A machine that does not exist is deleted as well: 200 (delete_nonexistent_sm); so is a version or an alias (inferred), which stays.
 * With running executions it is DELETING until they end: they fail on their next state transition (API reference).
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies InputTable;

export async function run({ stateMachineArn }: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const arn = requireStateMachineArn(stateMachineArn);
  await retryOnConflict(async () => {
    const found = await findStateMachine(context, stateMachineArn);
    if (found === undefined || found.machine.status === 'DELETING') return;
    const { machine, version } = found;
    // Marked first, so that no execution is started between a look at those that run and the end of the machine.
    await context.storage.saveResource({ ...machine, status: 'DELETING' }, version);
    if (!(await hasRunningExecutions(context.storage, machine))) await deleteForGood(context.storage, machine, version + 1);
  });
  // Also for a machine that was DELETING before: whoever deleted it may not have got to the end of them.
  if (arn.kind === 'stateMachine') await tellRunningExecutions(context, stateMachineArn);
  return {};
}
