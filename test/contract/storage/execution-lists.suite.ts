import { expect } from 'vitest';
import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import type { Storage } from '#storage/storage.ts';
import { A_STATE_MACHINE_ARN, anExecution, succeeded } from '#test/support/an-execution.ts';
import { aCommit, allPages, forAll, type StorageTest, throughJson } from './storage-test.ts';

export function executionListSuite(test: StorageTest): void {
  test('shows the newest first, whatever the order of the commits', async ({ storage }) => {
    await start(storage, [30, 10, 999, 1_000, 50, 9_999_999_999_999, 0]);
    expect(await startTimes(storage)).toEqual([9_999_999_999_999, 1_000, 999, 50, 30, 10, 0]);
  });

  test('shows each execution as it is now', async ({ storage }) => {
    const [older, newer] = [anExecution('older', { startTime: 1 }), anExecution('newer', { startTime: 2 })];
    await storage.commit(aCommit({ execution: older }));
    await storage.commit(aCommit({ execution: newer }));
    const moved = { ...older, lastEventId: 7 };
    await storage.commit(aCommit({ execution: moved, expectedVersion: 1 }));
    const { items } = await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'RUNNING', limit: 10 });
    expect(items).toEqual(throughJson([newer, moved]));
  });

  test('orders and pages executions of the same millisecond by their ARN, from the last to the first', async ({ storage }) => {
    const names = ['b', 'B', 'a', 'ab', 'é', '10', '9'];
    await forAll(names, (name) => storage.commit(aCommit({ execution: anExecution(name, { startTime: 5 }) })));
    const listed = await allPages((after) => storage.listExecutions(A_STATE_MACHINE_ARN, { ...behind(after), limit: 2 }));
    expect(listed.map(({ name }) => name)).toEqual(['é', 'b', 'ab', 'a', 'B', '9', '10']);
  });

  test('holds each execution under its present status only', async ({ storage }) => {
    const execution = anExecution('one');
    const statuses: ExecutionStatus[] = [
      'RUNNING',
      'FAILED',
      'PENDING_REDRIVE',
      'RUNNING',
      'TIMED_OUT',
      'RUNNING',
      'ABORTED',
      'SUCCEEDED',
    ];
    for (const [version, status] of statuses.entries()) {
      await storage.commit(aCommit({ execution: { ...execution, status }, expectedVersion: version }));
      for (const other of new Set(statuses)) {
        const { items } = await storage.listExecutions(A_STATE_MACHINE_ARN, { status: other, limit: 10 });
        expect(items.map((item) => item.status)).toEqual(other === status ? [status] : []);
      }
      expect((await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 10 })).items).toHaveLength(1);
    }
  });

  test('has those that run by their start or redrive, and the others by their stop', async ({ storage }) => {
    const lists = [A_STATE_MACHINE_ARN];
    const [a, b, c] = ['a', 'b', 'c'].map((name, index) => anExecution(name, { startTime: index }));
    if (!a || !b || !c) throw new Error('there are three');
    for (const execution of [a, b, c]) await storage.commit(aCommit({ execution, lists }));
    expect(await namesIn(storage, A_STATE_MACHINE_ARN, undefined)).toEqual(['c', 'b', 'a']);
    const failed: Execution = { ...a, status: 'FAILED', stopTime: 10 };
    await storage.commit(aCommit({ execution: failed, expectedVersion: 1, lists }));
    await storage.commit(aCommit({ execution: { ...c, status: 'FAILED', stopTime: 5 }, expectedVersion: 1, lists }));
    expect(await namesIn(storage, A_STATE_MACHINE_ARN, undefined)).toEqual(['a', 'c', 'b']);
    expect(await namesIn(storage, A_STATE_MACHINE_ARN, 'FAILED')).toEqual(['a', 'c']);
    await storage.commit(aCommit({ execution: { ...b, status: 'FAILED', stopTime: 7 }, expectedVersion: 1, lists }));
    const redriven: Execution = { ...b, status: 'RUNNING', redriveTime: 8 };
    await storage.commit(aCommit({ execution: redriven, expectedVersion: 2, lists }));
    expect(await namesIn(storage, A_STATE_MACHINE_ARN, undefined)).toEqual(['a', 'b', 'c']);
    expect(await namesIn(storage, A_STATE_MACHINE_ARN, 'RUNNING')).toEqual(['b']);
  });

  test('is one of several that an execution appears in', async ({ storage }) => {
    const lists = [A_STATE_MACHINE_ARN, `${A_STATE_MACHINE_ARN}:1`, `${A_STATE_MACHINE_ARN}:prod`];
    const [one, two] = [anExecution('one', { startTime: 1 }), anExecution('two', { startTime: 2 })];
    await storage.commit(aCommit({ execution: one, lists }));
    await storage.commit(aCommit({ execution: two, lists: lists.slice(0, 2) }));
    await storage.commit(aCommit({ execution: succeeded(one), expectedVersion: 1, lists }));
    const names = (status?: ExecutionStatus) => Promise.all(lists.map((list) => namesIn(storage, list, status)));
    expect(await names()).toEqual([['one', 'two'], ['one', 'two'], ['one']]);
    expect(await names('SUCCEEDED')).toEqual([['one'], ['one'], ['one']]);
    expect(await names('RUNNING')).toEqual([['two'], ['two'], []]);
  });

  test('does not show an execution that belongs to none', async ({ storage }) => {
    const execution = anExecution('one', { type: 'EXPRESS' });
    await storage.commit(aCommit({ execution, lists: [] }));
    await storage.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1, lists: [] }));
    expect(await startTimes(storage)).toEqual([]);
    expect((await storage.loadExecution(execution.arn))?.version).toBe(2);
  });

  test('that has no executions is an empty last page', async ({ storage }) => {
    await start(storage, [1]);
    expect(await storage.listExecutions('nothing-here', { limit: 10 })).toEqual({ items: [] });
    expect(await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'FAILED', limit: 10 })).toEqual({ items: [] });
  });

  test('has a next position on every page but the last, even if that is full', async ({ storage }) => {
    await start(storage, [1, 2, 3, 4]);
    const first = await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 2 });
    const second = await storage.listExecutions(A_STATE_MACHINE_ARN, { ...behind(first.next), limit: 2 });
    expect(first).toMatchObject({ items: [{ startTime: 4 }, { startTime: 3 }], next: expect.any(String) });
    expect(second).toMatchObject({ items: [{ startTime: 2 }, { startTime: 1 }] });
    expect(second.next).toBeUndefined();
  });

  test('goes on where a page ended, whatever was started since', async ({ storage }) => {
    await start(storage, [10, 20, 30, 40, 50]);
    const { next } = await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 2 });
    await start(storage, [60, 45, 41, 35, 5]);
    expect(await startTimes(storage, behind(next))).toEqual([35, 30, 20, 10, 5]);
    expect(await startTimes(storage, { ...behind(next), status: 'RUNNING' })).toEqual([35, 30, 20, 10, 5]);
  });

  test('goes on where a page ended, even if the execution there has left it', async ({ storage }) => {
    const executions = await start(storage, [10, 20, 30, 40, 50]);
    const { next } = await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'RUNNING', limit: 2 });
    const leaving = executions.filter(({ startTime }) => startTime === 40 || startTime === 20);
    await forAll(leaving, (execution) => storage.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1 })));
    expect(await startTimes(storage, { ...behind(next), status: 'RUNNING' })).toEqual([30, 10]);
    expect(await startTimes(storage, { status: 'SUCCEEDED' })).toEqual([40, 20]);
  });

  test('of 10,000 pages by status while others start and end', { timeout: 600_000 }, async ({ storage }) => {
    const count = 10_000;
    // 7 and 10,000 have no common divisor: every time once, but not in order.
    const executions = Array.from({ length: count }, (_, index) => at((index * 7) % count));
    const closed = (execution: Execution) => (execution.startTime % 4 === 0 ? succeeded(execution) : execution);
    await forAll(executions, (execution) => storage.commit(aCommit({ execution: closed(execution) })));

    const expected = Array.from({ length: count }, (_, index) => count - 1 - index).filter((time) => time % 4 !== 0);
    const seen: number[] = [];
    let page = await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'RUNNING', limit: 1_000 });
    for (let round = 0; ; round++) {
      seen.push(...page.items.map(({ startTime }) => startTime));
      if (page.next === undefined) break;
      // Two that have been seen end, one that has not been seen ends, and one starts.
      const ending = [seen.at(-1), seen[round], expected.at(-1 - round)].filter((time) => time !== undefined);
      await forAll(ending, (time) => storage.commit(aCommit({ execution: succeeded(at(time)), expectedVersion: 1 })));
      await start(storage, [count + round]);
      page = await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'RUNNING', ...behind(page.next), limit: 1_000 });
    }
    // Seven of the last were gone before their page was read.
    expect(seen).toEqual(expected.slice(0, -7));
    // Each has ended 1,500 milliseconds behind its start.
    expect(await startTimes(storage, { limit: 3 })).toEqual([9_999, 9_998, 9_997]);
    expect(await startTimes(storage, { status: 'RUNNING', limit: 3 })).toEqual([count + 6, count + 5, count + 4]);
    expect(await startTimes(storage, { status: 'SUCCEEDED', limit: 3 })).toEqual([9_999, 9_998, 9_997]);
  });
}

function at(startTime: number): Execution {
  return anExecution(`at-${startTime}`, { startTime });
}

async function start(storage: Storage, times: readonly number[]): Promise<Execution[]> {
  const executions = times.map(at);
  await forAll(executions, (execution) => storage.commit(aCommit({ execution })));
  return executions;
}

async function startTimes(
  storage: Storage,
  page: { status?: ExecutionStatus; after?: string; limit?: number } = {},
): Promise<number[]> {
  const { items } = await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 100, ...page });
  return items.map(({ startTime }) => startTime);
}

async function namesIn(storage: Storage, list: string, status: ExecutionStatus | undefined): Promise<string[]> {
  const { items } = await storage.listExecutions(list, { ...(status !== undefined && { status }), limit: 10 });
  return items.map(({ name }) => name);
}

function behind(after: string | undefined): { after?: string } {
  return after === undefined ? {} : { after };
}
