import { expect } from 'vitest';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { A_STATE_MACHINE_ARN, anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { aCommit, type StorageTest } from './storage-test.ts';

const LISTS = [A_STATE_MACHINE_ARN, 'another list'];
const WAITING = { list: 'waiting', at: 700 };

export function deletionSuite(test: StorageTest): void {
  test('leaves nothing of the execution, and all of its neighbours', async ({ storage }) => {
    await create(storage, 'one');
    await create(storage, 'two');
    await remove(storage, 'one', 1);
    expect(await left(storage, 'one')).toEqual({ stored: false, events: 0 });
    expect(await left(storage, 'two')).toEqual({ stored: true, events: 500 });
    expect(await everywhere(storage)).toEqual(Array.from({ length: 6 }, () => ['two']));
  });

  test('of a closed execution takes the entries of its new status', async ({ storage }) => {
    await create(storage, 'one');
    const closed = succeeded(anExecution('one'));
    await storage.commit(aCommit({ execution: closed, expectedVersion: 1, lists: LISTS }));
    await remove(storage, 'one', 2);
    expect(await everywhere(storage)).toEqual(Array.from({ length: 6 }, () => []));
    const page = await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'SUCCEEDED', limit: 10 });
    expect(page.items).toEqual([]);
  });

  test('on another version is a VersionConflict and deletes nothing', async ({ storage }) => {
    await create(storage, 'one');
    for (const version of [0, 2]) await expect(remove(storage, 'one', version)).rejects.toBeInstanceOf(VersionConflict);
    await expect(remove(storage, 'nobody', 1)).rejects.toBeInstanceOf(VersionConflict);
    expect(await left(storage, 'one')).toEqual({ stored: true, events: 500 });
    expect(await everywhere(storage)).toEqual(Array.from({ length: 6 }, () => ['one']));
  });

  test('makes room for another of the same name, which sees nothing of the first', async ({ storage }) => {
    await create(storage, 'one');
    await remove(storage, 'one', 1);
    await storage.commit(aCommit({ execution: anExecution('one'), history: someHistory(1, 2), lists: LISTS }));
    expect(await left(storage, 'one')).toEqual({ stored: true, events: 2 });
    expect((await storage.loadExecution(anExecution('one').arn))?.version).toBe(1);
  });
}

async function create(storage: Storage, name: string): Promise<void> {
  const history = someHistory(1, 500);
  await storage.commit(aCommit({ execution: anExecution(name), history, lists: LISTS, dueAt: 700, waiting: WAITING }));
}

async function remove(storage: Storage, name: string, expectedVersion: number): Promise<void> {
  await storage.deleteExecution({ arn: anExecution(name).arn, expectedVersion, lists: LISTS });
}

async function left(storage: Storage, name: string) {
  const { arn } = anExecution(name);
  const events = await storage.readHistory(arn, { limit: 1_000, reverse: false });
  return { stored: (await storage.loadExecution(arn)) !== undefined, events: events.length };
}

/** The names of the executions in each list, among what waits, and among what is due. */
async function everywhere(storage: Storage): Promise<string[][]> {
  const pages = LISTS.flatMap((list) => [
    storage.listExecutions(list, { limit: 10 }),
    storage.listExecutions(list, { limit: 10, status: 'RUNNING' }),
  ]);
  const read = await Promise.all([...pages, storage.listWaiting(WAITING.list, { limit: 10 })]);
  const due = await storage.dueExecutions(1_000, 10);
  return [...read.map(({ items }) => items.map(({ name }) => name)), due.map(({ arn }) => arn.split(':').at(-1) ?? '')];
}
