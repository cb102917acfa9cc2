import { expect } from 'vitest';
import { systemClock } from '#clock';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonObject } from '#json/json.ts';
import { createRuntime } from '#runtime/runtime.ts';
import type { Storage } from '#storage/storage.ts';
import { anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { randomText } from '#test/support/random-text.ts';
import { aCommit } from '../storage/storage-test.ts';
import type { LocalTest } from './local-test.ts';

/** What the requests are that a user pays for. */
export function requestSuite(test: LocalTest): void {
  test('writes an execution of ten Pass states in one request, and reads nothing', async ({ table }) => {
    const names = Array.from({ length: 10 }, (_, index) => `P${index}`);
    const States = Object.fromEntries(names.map((name, index) => [name, { Type: 'Pass', ...next(names[index + 1]) }]));
    const storage = table.open();
    const closed = await run(storage, { StartAt: 'P0', States });
    expect(table.requests).toEqual(['TransactWriteItems']);
    expect(closed.status).toBe('SUCCEEDED');
    expect(await table.open().readHistory(closed.arn, { limit: 100, reverse: false })).toHaveLength(22);
  });

  test('does so with an input of 262,144 bytes that cannot be compressed', async ({ table }) => {
    const States = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', End: true } };
    const input = randomText(1, 262_142);
    const closed = await run(table.open(), { StartAt: 'A', States }, input);
    expect(table.requests).toEqual(['TransactWriteItems']);
    const history = await table.open().readHistory(closed.arn, { limit: 100, reverse: false });
    expect(history.map(({ type }) => type)).toHaveLength(8);
    expect(history[0]?.['executionStartedEventDetails']?.['input']).toBe(JSON.stringify(input));
    expect(closed.output).toBe(JSON.stringify(input));
  });

  test.for([1, 5])(
    'writes twice for each of %i awaited tasks at most, and reads the execution once for its answer',
    async (count, { table }) => {
      const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f';
      const names = Array.from({ length: count }, (_, index) => `T${index}`);
      const States = Object.fromEntries(
        names.map((name, index) => [name, { Type: 'Task', Resource, ...next(names[index + 1]) }]),
      );
      const { arn } = await run(table.open(), { StartAt: 'T0', States });
      const sent = (command: string) => table.requests.filter((request) => request === command).length;
      expect(sent('TransactWriteItems')).toBeLessThanOrEqual(2 * count);
      expect(sent('GetItem')).toBeLessThanOrEqual(count);
      expect(sent('TransactWriteItems') + sent('GetItem')).toBe(table.requests.length);
      expect(await table.open().loadExecution(arn)).toMatchObject({ execution: { status: 'SUCCEEDED' } });
    },
  );

  test('reads an execution once to go on with it in another process', async ({ table }) => {
    const execution = anExecution('one');
    await table.open().commit(aCommit({ execution, history: someHistory(1, 5), dueAt: 700 }));
    const other = table.open();
    table.requests.length = 0;
    expect(await other.dueExecutions(1_000, 10)).toHaveLength(1);
    const stored = await other.loadExecution(execution.arn);
    expect(stored?.version).toBe(1);
    await other.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1, history: someHistory(6, 7) }));
    expect(table.requests).toEqual(['Query', 'GetItem', 'TransactWriteItems']);
  });

  test('does not read more to go on with an execution because its history is long', async ({ table }) => {
    const execution = anExecution('one');
    const storage = table.open();
    for (let version = 0; version < 5; version++) {
      const history = someHistory(version * 1_000 + 1, (version + 1) * 1_000);
      await storage.commit(aCommit({ execution, expectedVersion: version, history }));
    }
    const other = table.open();
    table.requests.length = 0;
    await other.commit(aCommit({ execution, expectedVersion: 5, history: someHistory(5_001, 5_002) }));
    expect(table.requests).toEqual(['GetItem', 'TransactWriteItems']);
  });

  test('reads a page of history in three requests at most, wherever it is', async ({ table }) => {
    const execution = anExecution('one');
    const storage = table.open();
    await storage.commit(aCommit({ execution, history: someHistory(1, 5_000) }));
    await storage.commit(aCommit({ execution, expectedVersion: 1, history: someHistory(5_001, 5_003) }));
    for (const reverse of [false, true]) {
      for (const after of [undefined, 1, 3, 2_500, 4_999, 5_001]) {
        table.requests.length = 0;
        await storage.readHistory(execution.arn, { ...(after !== undefined && { after }), limit: 100, reverse });
        expect(table.requests.length).toBeLessThanOrEqual(3);
      }
    }
  });

  test('reads a page of a list in two requests', async ({ table }) => {
    const storage = table.open();
    for (const name of ['a', 'b', 'c', 'd']) await storage.commit(aCommit({ execution: anExecution(name) }));
    table.requests.length = 0;
    const page = await storage.listExecutions(anExecution('a').stateMachineArn, { status: 'RUNNING', limit: 3 });
    expect(page.items).toHaveLength(3);
    expect(table.requests).toEqual(['Query', 'BatchGetItem']);
  });
}

function next(name: string | undefined): JsonObject {
  return name === undefined ? { End: true } : { Next: name };
}

/** Runs an execution to its end with the real runtime, and returns what its first step has made of it; tasks answer with their parameters. */
async function run(storage: Storage, definition: JsonObject, input: unknown = { order: 17 }): Promise<Execution> {
  const runtime = createRuntime({
    storage,
    integration: async (call) => ({ kind: 'succeeded', output: call.parameters }),
    clock: systemClock,
    log: (entry) => {
      throw new Error(JSON.stringify(entry));
    },
  });
  const arn = 'arn:aws:states:us-east-1:123456789012:execution:machine:run';
  const started = {
    arn,
    name: 'run',
    type: 'STANDARD' as const,
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
    revisionId: 'r1',
    roleArn: 'arn:aws:iam::123456789012:role/role',
    input: JSON.stringify(input),
    startTime: systemClock.now(),
  };
  const begun = await runtime.start(started, JSON.stringify(definition));
  await runtime.quiet(systemClock.now() + 15_000);
  runtime.close();
  return begun;
}
