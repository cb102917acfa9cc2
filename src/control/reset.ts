import { activityList } from '#api/activity.ts';
import type { Caller } from '#api/call.ts';
import { stateMachineList } from '#api/state-machine.ts';
import { aliasList, versionList } from '#api/state-machine-deletion.ts';
import { stateMachineOf } from '#arn';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { taskList } from '#runtime/activity-queue.ts';
import { executionsList, listsOf } from '#runtime/lists.ts';
import type { Runtime } from '#runtime/runtime.ts';
import { unlessConflict } from '#runtime/unless-conflict.ts';
import { type Resource, revisionArn } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import type { AccountTimes } from './account-times.ts';
import type { Calls } from './calls.ts';
import { forgetResource } from './forget-resource.ts';
import { type Notes, notesList } from './notes.ts';
import type { Rules } from './rules/rules.ts';
import { type Sandbox, sandboxOf } from './sandbox.ts';

/** What is forgotten. */
export interface ResetOptions {
  /** `stateMachines`: they stay, with their versions and aliases. */
  readonly keep?: readonly 'stateMachines'[];
  /** Everything of everybody. */
  readonly all?: boolean;
}

export interface ResetParts {
  readonly storage: Storage;
  readonly runtime: Pick<Runtime, 'deliver' | 'tell' | 'transient'>;
  readonly rules: Rules;
  readonly calls: Calls;
  readonly notes: Notes;
  readonly times: AccountTimes;
}

/** How many are taken up side by side. */
const BATCH = 50;

/**
 * Forgets what a caller's account has in its region: executions, which are stopped first, so that what they have under way ends too; state
 * machines, activities, rules, modes, calls. Of Express executions, which live in a process, those of this one end.
 */
export async function reset(parts: ResetParts, caller: Caller, { keep = [], all = false }: ResetOptions = {}): Promise<void> {
  const { storage, rules, calls, notes, times } = parts;
  rules.forgetHere(all ? undefined : caller);
  calls.forget(all ? undefined : caller);
  if (all) {
    await endExpress(parts);
    await storage.clear();
    notes.forget();
    times.forget();
    return;
  }
  const keepsMachines = keep.includes('stateMachines');
  await forgetExecutions(parts, executionsList(caller), { keepsMachines, gone: new Set() });
  await endExpress(parts, caller);
  if (!keepsMachines) await forgetMachines(storage, caller);
  await forgetResources(storage, activityList(caller), ({ arn }) => forgetResources(storage, taskList(arn)));
  await forgetResources(storage, notesList(caller));
  notes.forget();
  times.forget();
}

/** Those of one account, or all. AWS: whoever has called StartSyncExecution is told SUCCEEDED, FAILED or TIMED_OUT, and nothing else — API reference. */
async function endExpress({ runtime }: ResetParts, sandbox?: Sandbox): Promise<void> {
  const ending = runtime.transient().filter(({ arn }) => {
    const { account, region } = sandboxOf(arn);
    return sandbox === undefined || (account === sandbox.account && region === sandbox.region);
  });
  await Promise.all(ending.map((execution) => runtime.tell(execution, { kind: 'given-up', cause: 'The fake was reset.' })));
}

interface Scope {
  readonly keepsMachines: boolean;
  /** The revisions that have been forgotten already. */
  readonly gone: Set<string>;
}

async function forgetExecutions(parts: ResetParts, list: string, scope: Scope): Promise<void> {
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = await parts.storage.listExecutions(list, { limit: BATCH, ...(after === undefined ? {} : { after }) });
    await Promise.all(page.items.map((execution) => forgetExecution(parts, execution, scope)));
    after = page.next;
    isLast = after === undefined;
  }
}

async function forgetExecution(parts: ResetParts, { arn, status }: Execution, scope: Scope): Promise<void> {
  const { storage, runtime } = parts;
  // Its calls are called off, and its children are stopped.
  if (status === 'RUNNING') await runtime.deliver(arn, { kind: 'aborted' });
  for (;;) {
    const stored = await storage.loadExecution(arn);
    if (stored === undefined) return;
    const { execution, version } = stored;
    for (const mapRunArn of Object.keys(execution.mapRuns ?? {})) {
      await forgetExecutions(parts, mapRunArn, scope);
      await forgetResource(storage, mapRunArn);
    }
    if (!scope.keepsMachines) await forgetRevision(storage, execution, scope);
    const lists = listsOf(execution);
    if (await unlessConflict(storage.deleteExecution({ arn, expectedVersion: version, lists }))) return;
  }
}

async function forgetRevision(storage: Storage, { stateMachineArn, revisionId }: Execution, { gone }: Scope): Promise<void> {
  const arn = revisionArn(stateMachineOf(stateMachineArn), revisionId);
  if (gone.has(arn)) return;
  gone.add(arn);
  await forgetResource(storage, arn);
}

async function forgetMachines(storage: Storage, caller: Caller): Promise<void> {
  await forgetResources(storage, stateMachineList(caller), async (machine) => {
    if (machine.kind !== 'state-machine') return;
    await forgetResource(storage, machine.revision.arn);
    await forgetResources(storage, aliasList(machine.arn));
    await forgetResources(storage, versionList(machine.arn), async (version) => {
      if (version.kind === 'version') await forgetResource(storage, revisionArn(machine.arn, version.revisionId));
    });
  });
}

async function forgetResources(storage: Storage, list: string, before?: (resource: Resource) => Promise<void>): Promise<void> {
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = await storage.listResources(list, { limit: BATCH, ...(after === undefined ? {} : { after }) });
    await Promise.all(
      page.items.map(async (resource) => {
        await before?.(resource);
        await forgetResource(storage, resource.arn);
      }),
    );
    after = page.next;
    isLast = after === undefined;
  }
}
