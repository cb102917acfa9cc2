import { describe, expect, test } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonObject } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';
import { aSeed, aWorld, saveRevision, type World } from '#test/support/a-world.ts';
import { dyingAfter } from '#test/support/dying-storage.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

type ChildType = 'STANDARD' | 'EXPRESS';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const ITEMS = [1, 2, 3, 4, 5];

const mapping = (ExecutionType: ChildType, more: JsonObject = {}): JsonObject => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      Label: 'each',
      ToleratedFailureCount: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
        StartAt: 'Work',
        States: { Work: { Type: 'Task', Resource: LAMBDA, End: true } },
      },
      End: true,
      ...more,
    },
  },
});

/** The third item fails, the others answer with themselves. */
const answering: Integration = async ({ parameters }) =>
  parameters === '3' ? { kind: 'failed', error: 'Oops' } : { kind: 'succeeded', output: parameters };

const silent: Integration = () => new Promise(() => {});

/** Two processes, one after the other, on one storage and one clock. */
async function twoLives(definition: JsonObject, wrap: (storage: Storage) => Storage, integration: Integration) {
  const storage = createMemoryStorage();
  const clock = createManualClock();
  const seed = aSeed(clock, 'machine', ITEMS);
  await saveRevision(storage, seed, definition);
  const first = aWorld({ storage: wrap(storage), clock, integration });
  void first.runtime.start(seed, JSON.stringify(definition));
  await first.settle();
  const begin = (after: Integration = answering) => {
    first.runtime.close();
    return aWorld({ storage, clock, integration: after });
  };
  return { first, begin, arn: seed.arn };
}

/** Goes from one due moment to the next until nothing is due any more. */
async function runOn({ clock, runtime, storage, settle, load }: World, arn: string): Promise<Execution> {
  for (let rounds = 0; rounds < 100; rounds++) {
    await settle();
    const due = await storage.nextDue();
    if (due === undefined) return load(arn);
    clock.moveTo(Math.max(due, clock.now()));
    await runtime.pump();
  }
  throw new Error('there is always something due');
}

const mapRunOf = (execution: Execution) => Object.values(execution.mapRuns ?? {})[0];

const childrenOf = async ({ storage }: World, execution: Execution) =>
  (await storage.listExecutions(mapRunOf(execution)?.arn ?? '', { limit: 100 })).items;

describe.each<ChildType>(['STANDARD', 'EXPRESS'])('a Map Run of %s children whose process dies', (type) => {
  test('ends as it would have ended, after any commit', async () => {
    for (let last = 0; last < 24; last++) {
      const { begin, arn, first } = await twoLives(mapping(type), (storage) => dyingAfter(storage, last), answering);
      const second = begin();
      const execution = await runOn(second, arn);
      expect([...first.logged, ...second.logged]).toEqual([]);
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,4,5]' });
      expect(mapRunOf(execution)).toMatchObject({
        status: 'SUCCEEDED',
        executions: { total: 5, started: 5, succeeded: 4, failed: 1 },
      });
      expect(problemsOf(await second.history(arn))).toEqual([]);
      const statuses = (await childrenOf(second, execution)).map(({ status }) => status).sort();
      expect(statuses).toEqual(['FAILED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
      expect((await second.storage.loadResource(mapRunOf(execution)?.arn ?? ''))?.resource).toMatchObject({ executionArn: arn });
    }
  });

  test('with all its children running is taken up by the next process', async () => {
    const { begin, arn } = await twoLives(mapping(type), (storage) => storage, silent);
    const execution = await runOn(begin(), arn);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,4,5]' });
  });

  test('in the middle of a redrive ends as it would have ended, after any commit', async () => {
    for (let last = 0; last < 16; last++) {
      const failing: Integration = async ({ parameters }) => ({ kind: 'failed', error: parameters });
      const definition = mapping(type, { ToleratedFailureCount: 4 });
      const { begin, arn } = await twoLives(definition, (storage) => storage, failing);
      const second = begin();
      const dying = aWorld({ storage: dyingAfter(second.storage, last), clock: second.clock, integration: answering });
      second.runtime.close();
      void dying.runtime.deliver(arn, { kind: 'redriven' });
      await dying.settle();
      dying.runtime.close();
      const third = aWorld({ storage: second.storage, clock: second.clock, integration: answering });
      const execution = await runOn(third, arn);
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,4,5]', redriveCount: 1 });
      expect(mapRunOf(execution)).toMatchObject({ redriveCount: 1, executions: { succeeded: 4, failed: 1, pendingRedrive: 0 } });
    }
  });
});

describe('children of a parent that was stopped by a process that died', () => {
  test('are stopped by the next one', async () => {
    const deaf = (storage: Storage): Storage => ({ ...storage, listExecutions: () => new Promise(() => {}) });
    const { first, begin, arn } = await twoLives(mapping('STANDARD'), deaf, silent);
    await first.runtime.deliver(arn, { kind: 'aborted' });
    await first.settle();
    const second = begin(silent);
    const before = await second.load(arn);
    expect(before.status).toBe('ABORTED');
    expect((await childrenOf(second, before)).map(({ status }) => status)).toEqual(Array(5).fill('RUNNING'));
    const after = await runOn(second, arn);
    expect((await childrenOf(second, after)).map(({ status }) => status)).toEqual(Array(5).fill('ABORTED'));
    expect(mapRunOf(after)).toMatchObject({ status: 'ABORTED', executions: { aborted: 5 } });
    expect(after.stopping).toBeUndefined();
    expect(await second.storage.nextDue()).toBeUndefined();
  });
});

describe('an EXPRESS child that two processes run', () => {
  test('has ended as it did for the first of them', async () => {
    const answers: (() => void)[] = [];
    const late: Integration = () => new Promise((resolve) => answers.push(() => resolve({ kind: 'failed', error: 'TooLate' })));
    const { first, arn } = await twoLives(mapping('EXPRESS'), (storage) => storage, late);
    // The first one is frozen, as a Lambda function is between invocations: its clock stands still.
    const clock = createManualClock(await first.storage.nextDue());
    const second = aWorld({ storage: first.storage, clock, integration: answering });
    await second.runtime.pump();
    await second.settle();
    const execution = await second.load(arn);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,4,5]' });
    const before = await childrenOf(second, execution);
    expect(answers).toHaveLength(5);
    for (const answer of answers) answer();
    await first.settle();
    expect(await childrenOf(second, execution)).toEqual(before);
    expect(await second.load(arn)).toEqual(execution);
  });
});

describe('a Map Run', () => {
  test('in a branch is stopped when the branch beside it fails, and redriven with it', async () => {
    let isBroken = true;
    const integration: Integration = async ({ state, parameters }) => {
      if (state === 'Beside') return isBroken ? { kind: 'failed', error: 'Oops' } : { kind: 'succeeded', output: '0' };
      return isBroken ? new Promise(() => {}) : { kind: 'succeeded', output: parameters };
    };
    const beside = { StartAt: 'Beside', States: { Beside: { Type: 'Task', Resource: LAMBDA, End: true } } };
    const definition = { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [mapping('STANDARD'), beside], End: true } } };
    const world = aWorld({ integration });
    const arn = await world.start(definition, 'machine', ITEMS);
    await world.settle();
    const failed = await world.load(arn);
    expect(failed.status).toBe('FAILED');
    expect(mapRunOf(failed)).toMatchObject({ status: 'ABORTED', executions: { aborted: 5 } });
    isBroken = false;
    await world.runtime.deliver(arn, { kind: 'redriven' });
    await world.settle();
    expect(await world.load(arn)).toMatchObject({ status: 'SUCCEEDED', output: '[[1,2,3,4,5],0]' });
    expect(world.logged).toEqual([]);
  });

  test('begins anew when its state is retried', async () => {
    const retry = [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], IntervalSeconds: 5, MaxAttempts: 1 }];
    let left = 2;
    const integration: Integration = async ({ parameters }) =>
      left-- > 0 ? { kind: 'failed', error: 'Oops' } : { kind: 'succeeded', output: parameters };
    const world = aWorld({ integration });
    const arn = await world.start(mapping('STANDARD', { Retry: retry }), 'machine', ITEMS);
    await world.pass(5);
    const execution = await world.load(arn);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3,4,5]' });
    expect(Object.values(execution.mapRuns ?? {}).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
  });
});
