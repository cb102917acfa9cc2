import { expect } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Storage } from '#storage/storage.ts';
import { aStateMachine } from '#test/support/a-state-machine.ts';
import { anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { randomText } from '#test/support/random-text.ts';
import { aCommit } from '../storage/storage-test.ts';
import { allItems, deleteHead } from './all-items.ts';
import type { LocalTable, LocalTest } from './local-test.ts';

const NOW_SECONDS = 1_760_000_000;
const IN_TWO_DAYS = NOW_SECONDS + 2 * 86_400;
/** Later by the year that an execution can be open, and the 90 days that it is shown for. */
const LONG_AFTER = IN_TWO_DAYS + (366 + 90) * 86_400;
const retaining = { retentionDays: 2, now: () => NOW_SECONDS * 1_000 };

/** What TTL is told to delete, and when. */
export function retentionSuite(test: LocalTest): void {
  test('leaves what runs alone, as long as an execution can run', async ({ table }) => {
    await run(table.open(retaining));
    expect(await expiries(table)).toEqual([LONG_AFTER, undefined]);
    const lasting = (await allItems(table.options)).filter(({ expiresAt }) => expiresAt === undefined);
    expect(lasting.map(({ pk }) => String(pk).split('/')[0]).sort()).toEqual(['execution', 'executions', 'executions']);
  });

  test('deletes the rest of an execution some day although its process died when it had closed it', async ({ table }) => {
    const execution = await run(table.open(retaining));
    const onRequest = (command: string) => {
      if (command === 'UpdateItem') throw new Error('no stamp arrives');
    };
    const dying = table.open({ ...retaining, onRequest });
    await dying.commit(aCommit({ execution: succeeded(execution), expectedVersion: 3 }));
    expect(await expiries(table)).toEqual([IN_TWO_DAYS, LONG_AFTER]);
  });

  test('stamps everything about an execution when it closes', async ({ table }) => {
    const storage = table.open(retaining);
    const execution = await run(storage);
    await storage.commit(aCommit({ execution: succeeded(execution), expectedVersion: 3, history: someHistory(601, 602) }));
    expect(await expiries(table)).toEqual([IN_TWO_DAYS]);
    expect(await storage.readHistory(execution.arn, { limit: 1_000, reverse: false })).toHaveLength(602);
  });

  test('stamps an execution that closes in its first commit, in one request', async ({ table }) => {
    await table.open(retaining).commit(aCommit({ execution: succeeded(anExecution('one')), history: someHistory(1, 500) }));
    expect(await expiries(table)).toEqual([IN_TWO_DAYS]);
    expect(table.requests).toEqual(['TransactWriteItems']);
  });

  test('spares an execution that is redriven, until it closes again', async ({ table }) => {
    const execution = await run(table.open(retaining));
    const failed = { ...execution, status: 'FAILED' as const };
    await table.open(retaining).commit(aCommit({ execution: failed, expectedVersion: 3 }));
    expect(await expiries(table)).toEqual([IN_TWO_DAYS]);
    await table.open(retaining).commit(aCommit({ execution, expectedVersion: 4 }));
    expect(await expiries(table)).toEqual([LONG_AFTER, undefined]);
    await table.open(retaining).commit(aCommit({ execution: failed, expectedVersion: 5 }));
    expect(await expiries(table)).toEqual([IN_TWO_DAYS]);
  });

  test('is off unless asked for, and never concerns resources', async ({ table }) => {
    await table.open().commit(aCommit({ execution: succeeded(anExecution('one')), history: someHistory(1, 500) }));
    await table.open(retaining).saveResource(aStateMachine('orders'), 0);
    expect(await expiries(table)).toEqual([undefined]);
  });

  test('does not show what is left of an earlier execution in a later one of the same name', async ({ table }) => {
    const storage = table.open(retaining);
    const execution = await run(storage);
    // TTL has deleted the head, and nothing else yet.
    await deleteHead(table.options, execution.arn);
    const later = anExecution('one', { startTime: execution.startTime + 5 });
    const newcomer = table.open(retaining);
    await newcomer.commit(aCommit({ execution: later, history: someHistory(1, 3) }));
    expect(await newcomer.readHistory(later.arn, { limit: 1_000, reverse: false })).toEqual(someHistory(1, 3));
    expect((await newcomer.listExecutions(later.stateMachineArn, { limit: 10 })).items).toEqual([later]);
  });
}

/** An execution that still runs after three commits, with parts and with batches of events. */
async function run(storage: Storage): Promise<Execution> {
  const execution = anExecution('one', { input: randomText(1, 50_000) });
  for (const version of [0, 1, 2]) {
    const history = someHistory(version * 200 + 1, (version + 1) * 200);
    await storage.commit(aCommit({ execution, expectedVersion: version, history }));
  }
  return execution;
}

/** The different expiries in a table. */
async function expiries({ options }: LocalTable): Promise<unknown[]> {
  return [...new Set((await allItems(options)).map(({ expiresAt }) => expiresAt))].sort();
}
