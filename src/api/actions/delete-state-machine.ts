import type { ActionContext } from '../action.ts';
import { deleteStateMachine } from '../delete-state-machine.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { requireStateMachineArn } from '../state-machine.ts';

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
  if (arn.kind === 'stateMachine') await deleteStateMachine(context, stateMachineArn);
  return {};
}
