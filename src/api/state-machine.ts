import type { AliasArn, StateMachineArn, VersionArn } from '#arn';
import { unlessConflict } from '#runtime/unless-conflict.ts';
import type { StateMachine } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import type { ActionContext } from './action.ts';
import { requireArn } from './arns.ts';
import type { Caller } from './call.ts';
import { SfnError } from './errors.ts';
import { deleteForGood, hasRunningExecutions } from './state-machine-deletion.ts';

/** A state machine as it is stored, with the version to write on. */
export interface StoredStateMachine {
  readonly machine: StateMachine;
  readonly version: number;
}

/** The list of the caller's state machines. Their names are its order: AWS lists them by name (list_sms_pagination). */
export const stateMachineList = ({ partition, account, region }: Caller): string =>
  `stateMachines/${partition}/${account}/${region}`;

/** Reads the ARN of a state machine, a version or an alias; throws InvalidArn, or ValidationException for a Distributed Map state. */
export function requireStateMachineArn(text: string): StateMachineArn | VersionArn | AliasArn {
  const arn = requireArn(text, 'stateMachine');
  if (arn.kind === 'stateMachine' && arn.label !== undefined) {
    // AWS: ValidationException — API reference; its reason stands in the model, its text is inferred.
    const message = `This operation does not support labeled state machine ARNs: '${text}'`;
    throw new SfnError('ValidationException', message, { reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' });
  }
  return arn;
}

/** Loads the state machine with this ARN (unqualified); throws StateMachineDoesNotExist. */
export async function loadStateMachine(context: Pick<ActionContext, 'storage'>, arn: string): Promise<StoredStateMachine> {
  const found = await findStateMachine(context, arn);
  if (found === undefined) throw stateMachineDoesNotExist(arn);
  return found;
}

/** The same for a state machine that is to be changed or started; throws StateMachineDeleting too. */
export async function loadActiveStateMachine(context: Pick<ActionContext, 'storage'>, arn: string): Promise<StoredStateMachine> {
  const found = await loadStateMachine(context, arn);
  if (found.machine.status === 'DELETING') throw stateMachineDeleting(arn);
  return found;
}

/** The state machine with this ARN, or `undefined`. One whose last execution has ended after its deletion is gone from here on. */
export async function findStateMachine(
  { storage }: Pick<ActionContext, 'storage'>,
  arn: string,
): Promise<StoredStateMachine | undefined> {
  const stored = await storage.loadResource(arn);
  if (stored?.resource.kind !== 'state-machine') return undefined;
  const { resource: machine, version } = stored;
  const isGone = machine.status === 'DELETING' && (await finishDeletion(storage, machine, version));
  return isGone ? undefined : { machine, version };
}

/** Deletes a state machine that is DELETING and has no running executions any more; says whether it is gone. */
async function finishDeletion(storage: Storage, machine: StateMachine, version: number): Promise<boolean> {
  if (await hasRunningExecutions(storage, machine)) return false;
  // The write that came first was a deletion too.
  await unlessConflict(deleteForGood(storage, machine, version));
  return true;
}

/** `why` is a sentence about where it was looked for besides. */
export function stateMachineDoesNotExist(arn: string, why?: string): SfnError {
  return new SfnError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'${why === undefined ? '' : `. ${why}`}`);
}

/** AWS: the words before the ARN are quoted in https://github.com/Netflix/metaflow/pull/1284; the ARN behind them is inferred. */
export function stateMachineDeleting(arn: string): SfnError {
  return new SfnError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);
}

/** An action that knows the other type of state machines only. */
export function typeNotSupported(): SfnError {
  return new SfnError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');
}
