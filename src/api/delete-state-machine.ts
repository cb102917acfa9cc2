import type { ActionContext } from './action.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { findStateMachine } from './state-machine.ts';
import { deleteForGood, hasRunningExecutions, tellRunningExecutions } from './state-machine-deletion.ts';

/** Deletes a state machine with its versions and aliases, or marks it until its last execution has ended; one that is not there is gone. */
export async function deleteStateMachine(
  context: Pick<ActionContext, 'storage' | 'runtime'>,
  stateMachineArn: string,
): Promise<void> {
  const { storage } = context;
  await retryOnConflict(async () => {
    const found = await findStateMachine(context, stateMachineArn);
    if (found === undefined || found.machine.status === 'DELETING') return;
    const { machine, version } = found;
    // Marked first, so that no execution is started between a look at those that run and the end of the machine.
    await storage.saveResource({ ...machine, status: 'DELETING' }, version);
    if (!(await hasRunningExecutions(storage, machine))) await deleteForGood(storage, machine, version + 1);
  });
  // Also for a machine that was DELETING before: whoever deleted it may not have got to the end of them.
  await tellRunningExecutions(context, stateMachineArn);
}
