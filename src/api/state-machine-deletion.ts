import { unlessConflict } from '#runtime/unless-conflict.ts';
import type { StateMachine } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import type { ActionContext } from './action.ts';

/** The list of a state machine's versions. */
export const versionList = (stateMachineArn: string): string => `versions/${stateMachineArn}`;

/** The list of a state machine's aliases. */
export const aliasList = (stateMachineArn: string): string => `aliases/${stateMachineArn}`;

/** How many versions or aliases are deleted, or executions told, at a time. */
const BATCH = 100;

/** Does a state machine have executions that run? EXPRESS executions are not stored, and do not keep one from being deleted. */
export async function hasRunningExecutions(storage: Storage, { arn, type }: StateMachine): Promise<boolean> {
  if (type === 'EXPRESS') return false;
  const { items } = await storage.listExecutions(arn, { status: 'RUNNING', limit: 1 });
  return items.length > 0;
}

/** Tells the running executions of a state machine that it is going: each fails where it would enter another state. */
export async function tellRunningExecutions(
  { storage, runtime }: Pick<ActionContext, 'storage' | 'runtime'>,
  arn: string,
): Promise<void> {
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = { status: 'RUNNING', limit: BATCH, ...(after === undefined ? {} : { after }) } as const;
    const { items, next } = await storage.listExecutions(arn, page);
    await Promise.all(items.map(({ arn: executionArn }) => runtime.deliver(executionArn, { kind: 'machine-deleted' })));
    after = next;
    isLast = next === undefined;
  }
}

/**
 * Deletes a state machine with its aliases and versions: the machine first, so that nobody finds one with half of its versions. Its
 * revisions stay, since executions that have ended are still described by them. Throws VersionConflict.
 */
export async function deleteForGood(storage: Storage, { arn }: StateMachine, expectedVersion: number): Promise<void> {
  await storage.deleteResource(arn, expectedVersion);
  await deleteList(storage, aliasList(arn));
  await deleteList(storage, versionList(arn));
}

async function deleteList(storage: Storage, list: string): Promise<void> {
  for (;;) {
    const { items } = await storage.listResources(list, { limit: BATCH });
    if (items.length === 0) return;
    for (const { arn } of items) {
      const stored = await storage.loadResource(arn);
      if (stored) await unlessConflict(storage.deleteResource(arn, stored.version));
    }
  }
}
