import { expect } from 'vitest';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { anExecution, succeeded } from '#test/support/an-execution.ts';
import { aCommit, forAll, type StorageTest } from './storage-test.ts';

export function dueSuite(test: StorageTest): void {
  test('come in the order of their due times, up to now, up to the limit', async ({ storage }) => {
    const shuffled = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) * 10);
    await forAll(shuffled, (dueAt) => commitDue(storage, `due-${dueAt}`, 0, dueAt));
    expect(await dueTimes(storage, 45)).toEqual([0, 10, 20, 30, 40]);
    expect(await dueTimes(storage, 990, 3)).toEqual([0, 10, 20]);
    expect(await dueTimes(storage, 990, 200)).toEqual(shuffled.sort((a, b) => a - b));
    expect(await storage.dueExecutions(10, 5)).toEqual([
      { arn: anExecution('due-0').arn, dueAt: 0 },
      { arn: anExecution('due-10').arn, dueAt: 10 },
    ]);
  });

  test('include what is due at this very moment, and nothing that is due a millisecond later', async ({ storage }) => {
    await commitDue(storage, 'one', 0, 1_000);
    expect(await dueTimes(storage, 999)).toEqual([]);
    expect(await dueTimes(storage, 1_000)).toEqual([1_000]);
  });

  test('compare as numbers', async ({ storage }) => {
    await forAll([9, 10, 1_760_000_000_000, 99], (dueAt) => commitDue(storage, `due-${dueAt}`, 0, dueAt));
    expect(await dueTimes(storage, Number.MAX_SAFE_INTEGER)).toEqual([9, 10, 99, 1_760_000_000_000]);
  });

  test('are all there when several are due at once', async ({ storage }) => {
    const names = ['c', 'a', 'e', 'b', 'd'];
    await forAll(names, (name) => commitDue(storage, name, 0, 500));
    const dueArns = async () => (await storage.dueExecutions(500, 10)).map(({ arn }) => arn).sort();
    const arns = names.map((name) => anExecution(name).arn).sort();
    expect(await dueArns()).toEqual(arns);
    await commitDue(storage, 'b', 1, undefined);
    expect(await dueArns()).toEqual(arns.filter((arn) => arn !== anExecution('b').arn));
  });

  test('stay due until a commit says otherwise', async ({ storage }) => {
    await commitDue(storage, 'one', 0, 1_000);
    expect(await dueTimes(storage, 1_000)).toEqual([1_000]);
    expect(await dueTimes(storage, 1_000)).toEqual([1_000]);
    await commitDue(storage, 'one', 1, 1_000);
    expect(await dueTimes(storage, 1_000)).toEqual([1_000]);
  });

  test('move with a commit that brings another due time', async ({ storage }) => {
    await commitDue(storage, 'one', 0, 1_000);
    await commitDue(storage, 'two', 0, 2_000);
    await commitDue(storage, 'one', 1, 3_000);
    expect(await dueTimes(storage, 2_500)).toEqual([2_000]);
    expect(await dueTimes(storage, 3_000)).toEqual([2_000, 3_000]);
    await commitDue(storage, 'one', 2, 500);
    expect(await dueTimes(storage, 3_000)).toEqual([500, 2_000]);
  });

  test('are gone after a commit without a due time, and may come back', async ({ storage }) => {
    await commitDue(storage, 'one', 0, 1_000);
    const { arn } = anExecution('one');
    await storage.commit(aCommit({ execution: succeeded(anExecution('one')), expectedVersion: 1 }));
    expect(await storage.dueExecutions(9_999, 10)).toEqual([]);
    expect(await storage.nextDue()).toBeUndefined();
    await commitDue(storage, 'one', 2, 4_000);
    expect(await storage.dueExecutions(9_999, 10)).toEqual([{ arn, dueAt: 4_000 }]);
  });

  test('are not touched by the loser of a race', async ({ storage }) => {
    await commitDue(storage, 'one', 0, 1_000);
    await commitDue(storage, 'one', 1, 2_000);
    await expect(commitDue(storage, 'one', 1, 500)).rejects.toBeInstanceOf(VersionConflict);
    await expect(commitDue(storage, 'one', 1, undefined)).rejects.toBeInstanceOf(VersionConflict);
    expect(await dueTimes(storage, 9_999)).toEqual([2_000]);
  });

  test('come by the page, and none is missed when those before have gone', async ({ storage }) => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    await forAll(names, (name) => commitDue(storage, name, 0, name < 'c' ? 500 : 600));
    const [first, second] = await storage.dueExecutions(600, 2);
    expect([first?.arn, second?.arn]).toEqual([anExecution('a').arn, anExecution('b').arn]);
    await commitDue(storage, 'b', 1, undefined);
    const rest = await storage.dueExecutions(600, 2, second);
    expect(rest.map(({ arn }) => arn)).toEqual([anExecution('c').arn, anExecution('d').arn]);
    expect(await storage.dueExecutions(600, 2, rest[1])).toHaveLength(1);
    expect(await storage.dueExecutions(599, 2, second)).toEqual([]);
  });

  test('can be postponed, again and again, until a commit', async ({ storage }) => {
    await commitDue(storage, 'one', 0, 1_000);
    const { arn } = anExecution('one');
    await storage.postpone({ arn, dueAt: 1_000 }, 5_000);
    expect(await storage.dueExecutions(4_999, 10)).toEqual([]);
    expect(await storage.nextDue()).toBe(5_000);
    const [due] = await storage.dueExecutions(5_000, 10);
    expect(due).toEqual({ arn, dueAt: 5_000, postponed: 1 });
    if (due) await storage.postpone(due, 9_000);
    expect(await storage.dueExecutions(9_000, 10)).toEqual([{ arn, dueAt: 9_000, postponed: 2 }]);
    expect(await storage.loadExecution(arn)).toEqual({ execution: anExecution('one'), version: 3 });
    await expect(commitDue(storage, 'one', 1, 10_000)).rejects.toBeInstanceOf(VersionConflict);
    await commitDue(storage, 'one', 3, 10_000);
    expect(await storage.dueExecutions(10_000, 10)).toEqual([{ arn, dueAt: 10_000 }]);
  });

  test('are not postponed by who has not seen the last commit', async ({ storage }) => {
    await commitDue(storage, 'one', 0, 1_000);
    await commitDue(storage, 'one', 1, 2_000);
    const { arn } = anExecution('one');
    await storage.postpone({ arn, dueAt: 1_000 }, 5_000);
    await storage.postpone({ arn: anExecution('none').arn, dueAt: 1_000 }, 5_000);
    expect(await storage.dueExecutions(9_999, 10)).toEqual([{ arn, dueAt: 2_000 }]);
    await commitDue(storage, 'one', (await storage.loadExecution(arn))?.version ?? 0, undefined);
    expect(await storage.nextDue()).toBeUndefined();
  });

  test('announce the earliest due time of all, past or future', async ({ storage }) => {
    expect(await storage.nextDue()).toBeUndefined();
    await commitDue(storage, 'late', 0, 5_000);
    expect(await storage.nextDue()).toBe(5_000);
    await commitDue(storage, 'never', 0, undefined);
    await commitDue(storage, 'early', 0, 700);
    expect(await storage.nextDue()).toBe(700);
    await commitDue(storage, 'early', 1, 6_000);
    expect(await storage.nextDue()).toBe(5_000);
    await commitDue(storage, 'late', 1, undefined);
    expect(await storage.nextDue()).toBe(6_000);
    await commitDue(storage, 'early', 2, undefined);
    expect(await storage.nextDue()).toBeUndefined();
  });
}

function commitDue(storage: Storage, name: string, expectedVersion: number, dueAt: number | undefined): Promise<void> {
  return storage.commit(aCommit({ execution: anExecution(name), expectedVersion, ...(dueAt !== undefined && { dueAt }) }));
}

async function dueTimes(storage: Storage, now: number, limit = 100): Promise<number[]> {
  return (await storage.dueExecutions(now, limit)).map(({ dueAt }) => dueAt);
}
