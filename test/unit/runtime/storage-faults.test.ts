import { describe, expect, test } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import type { JsonObject } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { aSeed, aWorld, saveRevision, type World } from '#test/support/a-world.ts';
import { type FailingVerb, failingOnce } from '#test/support/failing-storage.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { createManualClock } from '#test/support/manual-clock.ts';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const ITEMS = [1, 2, 3, 4, 5];
const VERBS: readonly FailingVerb[] = ['commit', 'loadExecution', 'saveResource'];

/** Longer than any pause before something is tried again, shorter than any lease. */
const SOON_MILLIS = 20_000;

const mapping = (ExecutionType: string, more: JsonObject = {}): JsonObject => ({
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

const WRITER: JsonObject = {
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results' } },
};

/** The third item fails, the others answer with themselves. */
const answering: Integration = async ({ parameters }) =>
  parameters === '3' ? { kind: 'failed', error: 'Oops' } : { kind: 'succeeded', output: parameters };

/** Moves the clock from call to call, for so long. */
async function runFor({ clock, settle }: World, millis: number): Promise<void> {
  await settle();
  const until = clock.now() + millis;
  for (let next = clock.nextCall(); next !== undefined && next <= until; next = clock.nextCall()) {
    clock.moveTo(next);
    await settle();
  }
}

/** Runs it once for every call of the verb, each time with that one failing. */
async function withEveryCallFailing(
  verb: FailingVerb,
  definition: JsonObject,
  look: (world: World, arn: string) => Promise<void>,
): Promise<number> {
  for (let nth = 0; ; nth++) {
    const kept = createMemoryStorage();
    const clock = createManualClock();
    const seed = aSeed(clock, 'machine', ITEMS);
    await saveRevision(kept, seed, definition);
    const { storage, failed } = failingOnce(kept, verb, nth);
    const world = aWorld({ storage, clock, integration: answering, objects: objectsInMemory() });
    try {
      await world.runtime.start(seed, JSON.stringify(definition));
    } catch {
      // Who starts it is told.
      continue;
    }
    await runFor(world, SOON_MILLIS);
    if (!failed()) return nth;
    await look({ ...world, storage: kept }, seed.arn);
  }
}

describe.each(['STANDARD', 'EXPRESS'])('a Map Run of %s children', (type) => {
  test.each(VERBS)('does not wait for a lease to end when any one %s fails', async (verb) => {
    const times = await withEveryCallFailing(verb, mapping(type), async ({ storage, load, history }, arn) => {
      const execution = await load(arn);
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,4,5]' });
      const mapRun = Object.values(execution.mapRuns ?? {})[0];
      expect(mapRun).toMatchObject({ status: 'SUCCEEDED', executions: { total: 5, started: 5, succeeded: 4, failed: 1 } });
      expect((await storage.loadResource(mapRun?.arn ?? ''))?.resource).toMatchObject({ executionArn: arn });
      expect(problemsOf(await history(arn))).toEqual([]);
    });
    expect(times).toBeGreaterThan(0);
  });

  test('writes its results when a child could not be loaded at first', async () => {
    await withEveryCallFailing('loadExecution', mapping(type, WRITER), async ({ load }, arn) => {
      expect(await load(arn)).toMatchObject({ status: 'SUCCEEDED' });
    });
  });
});

test('the children of a stopped execution are stopped although they could not be listed at first', async () => {
  const kept = createMemoryStorage();
  const { storage } = failingOnce(kept, 'listExecutions', 0);
  const world = aWorld({ storage });
  const arn = await world.start(mapping('STANDARD'), 'machine', ITEMS);
  await world.runtime.deliver(arn, { kind: 'aborted' });
  await runFor(world, SOON_MILLIS);
  const mapRunArn = Object.keys((await world.load(arn)).mapRuns ?? {})[0] ?? '';
  const { items } = await kept.listExecutions(mapRunArn, { limit: 100 });
  expect(items.map(({ status }) => status)).toEqual(ITEMS.map(() => 'ABORTED'));
});

test('an execution that is long on its way goes on soon when any one of its commits fails', async () => {
  const item = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  const States = {
    Items: { Type: 'Pass', Parameters: { 'items.$': 'States.ArrayRange(1, 900, 1)' }, Next: 'M' },
    M: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: item, ResultPath: null, End: true },
  };
  const times = await withEveryCallFailing('commit', { StartAt: 'Items', States }, async ({ load, history }, arn) => {
    expect((await load(arn)).status).toBe('SUCCEEDED');
    expect(problemsOf(await history(arn))).toEqual([]);
  });
  expect(times).toBeGreaterThan(1);
});

test('an execution goes on soon when any one of its commits fails', async () => {
  const States = {
    A: { Type: 'Task', Resource: LAMBDA, ResultPath: null, Next: 'W' },
    W: { Type: 'Wait', Seconds: 1, Next: 'B' },
    B: { Type: 'Task', Resource: LAMBDA, ResultPath: null, End: true },
  };
  const times = await withEveryCallFailing('commit', { StartAt: 'A', States }, async ({ load, calls }, arn) => {
    expect((await load(arn)).status).toBe('SUCCEEDED');
    expect(calls).toHaveLength(2);
  });
  expect(times).toBeGreaterThan(1);
});
