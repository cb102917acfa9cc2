import { expect } from 'vitest';
import { NEVER, type Storage, VersionConflict } from '#storage/storage.ts';
import { anExecution, succeeded } from '#test/support/an-execution.ts';
import { aCommit, allPages, forAll, type StorageTest } from './storage-test.ts';

const LIST = 'waiting/000000000000/us-east-1';

export function waitingSuite(test: StorageTest): void {
  test('come soonest first, and what waits without an end comes last', async ({ storage }) => {
    const times = [NEVER, 3_000, 9, 10, 1_760_000_000_000, 200];
    await forAll(times, (at) => commitWaiting(storage, `at-${at}`, 0, at));
    expect(await waiting(storage)).toEqual(['at-9', 'at-10', 'at-200', 'at-3000', 'at-1760000000000', `at-${NEVER}`]);
  });

  test('come page by page, in the same millisecond by their ARNs', async ({ storage }) => {
    await forAll(['d', 'a', 'c', 'e', 'b'], (name) => commitWaiting(storage, name, 0, 500));
    const first = await storage.listWaiting(LIST, { limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['a', 'b']);
    // What comes to wait before the position does not move the next page.
    await commitWaiting(storage, 'early', 0, 1);
    expect(await waiting(storage, first.next)).toEqual(['c', 'd', 'e']);
  });

  test('have no further page when the last one is full', async ({ storage }) => {
    await forAll(['a', 'b'], (name) => commitWaiting(storage, name, 0, 500));
    expect(await storage.listWaiting(LIST, { limit: 2 })).not.toHaveProperty('next');
  });

  test('are told apart by their lists', async ({ storage }) => {
    await commitWaiting(storage, 'one', 0, 500);
    expect((await storage.listWaiting('waiting/111111111111/us-east-1', { limit: 10 })).items).toEqual([]);
  });

  test('are found as they are now', async ({ storage }) => {
    await commitWaiting(storage, 'one', 0, 500);
    const redriven = { ...anExecution('one'), redriveCount: 1 };
    await storage.commit(aCommit({ execution: redriven, expectedVersion: 1, waiting: { list: LIST, at: 500 } }));
    expect((await storage.listWaiting(LIST, { limit: 10 })).items).toMatchObject([{ name: 'one', redriveCount: 1 }]);
  });

  test('move with a commit that brings another time, and go with one that brings none', async ({ storage }) => {
    await commitWaiting(storage, 'one', 0, 500);
    await commitWaiting(storage, 'two', 0, 700);
    await commitWaiting(storage, 'one', 1, 900);
    expect(await waiting(storage)).toEqual(['two', 'one']);
    await storage.commit(aCommit({ execution: succeeded(anExecution('two')), expectedVersion: 1 }));
    expect(await waiting(storage)).toEqual(['one']);
    await commitWaiting(storage, 'two', 2, 800);
    expect(await waiting(storage)).toEqual(['two', 'one']);
  });

  test('are not touched by the loser of a race', async ({ storage }) => {
    await commitWaiting(storage, 'one', 0, 500);
    await commitWaiting(storage, 'one', 1, 600);
    await expect(commitWaiting(storage, 'one', 1, 5)).rejects.toBeInstanceOf(VersionConflict);
    await commitWaiting(storage, 'two', 0, 550);
    expect(await waiting(storage)).toEqual(['two', 'one']);
  });
}

function commitWaiting(storage: Storage, name: string, expectedVersion: number, at: number): Promise<void> {
  return storage.commit(aCommit({ execution: anExecution(name), expectedVersion, waiting: { list: LIST, at } }));
}

async function waiting(storage: Storage, after?: string): Promise<string[]> {
  const read = (position: string | undefined) =>
    storage.listWaiting(LIST, { limit: 2, ...(position !== undefined && { after: position }) });
  const items = await allPages((position) => read(position ?? after));
  return items.map(({ name }) => name);
}
