import { expect } from 'vitest';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Storage } from '#storage/storage.ts';
import { anExecution, someHistory } from '#test/support/an-execution.ts';
import { aCommit, type StorageTest, throughJson } from './storage-test.ts';

const { arn } = anExecution('one');

export function historySuite(test: StorageTest): void {
  test('is what the commits have appended, in their order', async ({ storage }) => {
    await commitInParts(storage, 9, 3);
    expect(await storage.readHistory(arn, { limit: 100, reverse: false })).toEqual(throughJson(someHistory(1, 9)));
    expect(await storage.readHistory(arn, { limit: 100, reverse: true })).toEqual(throughJson(someHistory(1, 9).reverse()));
  });

  test('does not grow in the hands of the caller', async ({ storage }) => {
    const given = someHistory(1, 2);
    await storage.commit(aCommit({ execution: anExecution('one'), history: given }));
    await storage.commit(aCommit({ execution: anExecution('one'), expectedVersion: 1, history: someHistory(3, 4) }));
    expect(given).toEqual(someHistory(1, 2));
    given.push(...someHistory(3, 9));
    expect(await idsOf(storage, false)(10)).toEqual([1, 2, 3, 4]);
  });

  test('keeps details of every shape', async ({ storage }) => {
    const history: HistoryEvent[] = [
      {
        id: 1,
        previousEventId: 0,
        timestamp: 1_760_000_000_000,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '' },
      },
      { id: 2, previousEventId: 1, timestamp: 1_760_000_000_001, type: 'WaitStateEntered' },
      {
        id: 3,
        previousEventId: 2,
        timestamp: 1_760_000_000_002,
        type: 'TaskScheduled',
        taskScheduledEventDetails: {
          resourceType: 'sqs',
          resource: 'sendMessage',
          region: 'us-east-1',
          parameters: '[1.5,null]',
          timeoutInSeconds: 0,
          taskCredentials: { roleArn: 'r' },
        },
      },
      {
        id: 4,
        previousEventId: 3,
        timestamp: 1_760_000_000_002,
        type: 'TaskStateExited',
        stateExitedEventDetails: {
          name: 'T',
          assignedVariables: { a: '[]', b: '{}' },
          assignedVariablesDetails: { truncated: true },
        },
      },
    ];
    await storage.commit(aCommit({ execution: anExecution('one'), history }));
    expect(await storage.readHistory(arn, { limit: 10, reverse: false })).toEqual(throughJson(history));
  });

  test('pages forwards, strictly behind an id', async ({ storage }) => {
    await commitInParts(storage, 10, 4);
    const ids = idsOf(storage, false);
    expect(await ids(4)).toEqual([1, 2, 3, 4]);
    expect(await ids(4, 4)).toEqual([5, 6, 7, 8]);
    expect(await ids(4, 8)).toEqual([9, 10]);
    expect(await ids(4, 10)).toEqual([]);
    expect(await ids(4, 99)).toEqual([]);
    expect(await ids(1, 0)).toEqual([1]);
  });

  test('pages backwards, strictly before an id', async ({ storage }) => {
    await commitInParts(storage, 10, 4);
    const ids = idsOf(storage, true);
    expect(await ids(4)).toEqual([10, 9, 8, 7]);
    expect(await ids(4, 7)).toEqual([6, 5, 4, 3]);
    expect(await ids(4, 3)).toEqual([2, 1]);
    expect(await ids(4, 1)).toEqual([]);
    expect(await ids(4, 0)).toEqual([]);
    expect(await ids(2, 99)).toEqual([10, 9]);
  });

  test('goes on where a page ended, whatever was appended since', async ({ storage }) => {
    await commitInParts(storage, 6, 6);
    expect(await idsOf(storage, false)(4)).toEqual([1, 2, 3, 4]);
    expect(await idsOf(storage, true)(2)).toEqual([6, 5]);
    await storage.commit(aCommit({ execution: anExecution('one'), expectedVersion: 1, history: someHistory(7, 9) }));
    expect(await idsOf(storage, false)(4, 4)).toEqual([5, 6, 7, 8]);
    expect(await idsOf(storage, true)(3, 5)).toEqual([4, 3, 2]);
  });

  test('is empty for an execution without events, and for none at all', async ({ storage }) => {
    await storage.commit(aCommit({ execution: anExecution('one') }));
    await storage.commit(aCommit({ execution: anExecution('one'), expectedVersion: 1 }));
    for (const reverse of [false, true]) {
      expect(await storage.readHistory(arn, { limit: 10, reverse })).toEqual([]);
      expect(await storage.readHistory('arn:of:nothing', { limit: 10, reverse })).toEqual([]);
    }
  });

  test('takes 25,000 events and answers pages of 1,000 in both directions', { timeout: 120_000 }, async ({ storage }) => {
    const all = Array.from({ length: 25_000 }, (_, index) => index + 1);
    await commitInParts(storage, 25_000, 1_000);
    expect(await allIds(storage, false)).toEqual(all);
    expect(await allIds(storage, true)).toEqual(all.reverse());
    expect(await storage.readHistory(arn, { after: 12_499, limit: 2, reverse: false })).toEqual(
      throughJson(someHistory(12_500, 12_501)),
    );
  });
}

/** Appends events 1 to `last` of one execution, `size` with each commit. */
async function commitInParts(storage: Storage, last: number, size: number): Promise<void> {
  for (let done = 0, version = 0; done < last; done += size, version++) {
    const history = someHistory(done + 1, Math.min(done + size, last));
    await storage.commit(aCommit({ execution: anExecution('one'), expectedVersion: version, history }));
  }
}

function idsOf(storage: Storage, reverse: boolean) {
  return async (limit: number, after?: number): Promise<number[]> => {
    const events = await storage.readHistory(arn, { ...(after !== undefined && { after }), limit, reverse });
    return events.map(({ id }) => id);
  };
}

/** The ids on 26 pages of 1,000: one page more than there should be. */
async function allIds(storage: Storage, reverse: boolean): Promise<number[]> {
  const ids: number[] = [];
  for (let page = 0; page <= 25; page++) ids.push(...(await idsOf(storage, reverse)(1_000, ids.at(-1))));
  return ids;
}
