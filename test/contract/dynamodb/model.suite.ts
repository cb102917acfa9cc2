import fc from 'fast-check';
import { expect } from 'vitest';
import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Commit, Storage } from '#storage/storage.ts';
import { A_STATE_MACHINE_ARN, anExecution, someHistory } from '#test/support/an-execution.ts';
import { randomText } from '#test/support/random-text.ts';
import type { LocalTest } from './local-test.ts';

const aMove = fc.record({
  /** Which of two processes commits, to which of two executions. */
  process: fc.integer({ min: 0, max: 1 }),
  name: fc.constantFrom('one', 'two'),
  /** Whether it has missed the newest version. */
  isLate: fc.boolean(),
  status: fc.constantFrom<ExecutionStatus>('RUNNING', 'SUCCEEDED', 'FAILED'),
  events: fc.constantFrom(0, 1, 3, 30, 130),
  inputs: fc.array(fc.record({ seed: fc.integer({ min: 1, max: 3 }), chars: fc.constantFrom(5, 5_000, 20_000) }), {
    maxLength: 3,
  }),
  dueAt: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  page: fc.record({ after: fc.integer({ min: 0, max: 400 }), limit: fc.constantFrom(1, 7, 500), reverse: fc.boolean() }),
});

/** Whatever is done, it looks as if it had been done in memory. */
export function modelSuite(test: LocalTest): void {
  test('is not to be told from memory, whatever two processes commit', { timeout: 120_000 }, async ({ table }) => {
    const processes = [table.open({ retentionDays: 1 }), table.open({ retentionDays: 1 })];
    await fc.assert(
      fc.asyncProperty(fc.array(aMove, { minLength: 1, maxLength: 12 }), async (moves) => {
        const memory = createMemoryStorage();
        for (const storage of processes) await storage.clear();
        const versions = new Map<string, { version: number; events: number }>();
        for (const { process, name, isLate, status, events, inputs, dueAt, page } of moves) {
          const { version, events: before } = versions.get(name) ?? { version: 0, events: 0 };
          const data = inputs.map(({ seed, chars }) => `"${randomText(seed, chars)}"`);
          const history = someHistory(before + 1, before + events).map((event, index) => {
            const input = data[index];
            return input === undefined ? event : { ...event, stateEnteredEventDetails: { name: 'S', input } };
          });
          const commit: Commit = {
            execution: { ...withData(anExecution(name), data), status },
            expectedVersion: isLate && version > 0 ? version - 1 : version,
            history,
            lists: [A_STATE_MACHINE_ARN, 'another list'],
            ...(dueAt !== undefined && { dueAt, waiting: { list: 'waiting', at: dueAt } }),
          };
          const outcomes = [processes[process], memory].map((storage) => outcomeOf(storage, commit));
          const [outcome, expected] = await Promise.all(outcomes);
          expect(outcome).toBe(expected);
          if (expected === 'done') versions.set(name, { version: version + 1, events: before + events });
          const [seen, modelled] = await Promise.all([processes[1 - process], memory].map((storage) => view(storage, page)));
          expect(seen).toEqual(modelled);
        }
      }),
      { numRuns: 25 },
    );
  });
}

async function outcomeOf(storage: Storage | undefined, commit: Commit): Promise<string | undefined> {
  return await storage?.commit(commit).then(
    () => 'done',
    (error: Error) => error.name,
  );
}

function withData(execution: Execution, data: readonly string[]): Execution {
  const frames = data.map((input, id) => ({ id, index: 0, state: 'S', input, lastEventId: 1, variables: {} }));
  return { ...execution, frames: Object.fromEntries(frames.map((frame) => [frame.id, frame])) };
}

/** All that can be seen of both executions. */
async function view(storage: Storage | undefined, page: Parameters<Storage['readHistory']>[1]) {
  const arns = ['one', 'two'].map((name) => anExecution(name).arn);
  return {
    executions: await Promise.all(arns.map((arn) => storage?.loadExecution(arn))),
    histories: await Promise.all(arns.map((arn) => storage?.readHistory(arn, page))),
    newest: await Promise.all(arns.map((arn) => storage?.readHistory(arn, { limit: 3, reverse: true }))),
    listed: await storage?.listExecutions(A_STATE_MACHINE_ARN, { limit: 10 }),
    failed: await storage?.listExecutions('another list', { status: 'FAILED', limit: 1 }),
    due: await storage?.dueExecutions(2, 10),
    waiting: await storage?.listWaiting('waiting', { limit: 1 }),
    nextDue: await storage?.nextDue(),
  };
}
