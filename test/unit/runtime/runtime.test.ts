import { describe, expect, test } from 'vitest';
import type { Integration, TaskOutcome } from '#integrations/integration.ts';
import type { JsonObject } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { VersionConflict } from '#storage/storage.ts';
import { aSeed, aWorld, saveRevision } from '#test/support/a-world.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const WEEK = 604_800;

const waiting = (Seconds: number): JsonObject => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds, End: true } } });
const calling = (fields: JsonObject = {}): JsonObject => ({
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: LAMBDA, ...fields, End: true } },
});

describe('timers', () => {
  test('wake executions in the order of their moments', async () => {
    const world = aWorld();
    const arns = [
      await world.start(waiting(30), 'late'),
      await world.start(waiting(10), 'early'),
      await world.start(waiting(20), 'middle'),
    ];
    await world.pass(60);
    const stopTimes = await Promise.all(arns.map(async (arn) => ((await world.load(arn)).stopTime ?? 0) - world.clock.now()));
    expect(stopTimes).toEqual([-30_000, -50_000, -40_000]);
    expect(world.clock.pending()).toBe(0);
  });

  test('do not wake before the moment has come', async () => {
    const world = aWorld();
    const arn = await world.start(waiting(10), 'wait');
    await world.pass(9.999);
    expect((await world.load(arn)).status).toBe('RUNNING');
    await world.pass(0.001);
    expect((await world.load(arn)).status).toBe('SUCCEEDED');
  });

  test('are gone when the runtime is closed', async () => {
    const world = aWorld();
    await world.start(waiting(10), 'wait');
    await world.start(calling({ TimeoutSeconds: 60 }), 'call');
    expect(world.clock.pending()).toBe(2);
    world.runtime.close();
    expect(world.clock.pending()).toBe(0);
    expect(world.calls[0]?.signal.aborted).toBe(true);
  });

  test('are not left behind by waiting for quiet', async () => {
    const world = aWorld();
    await world.runtime.quiet(world.clock.now() + 1_000);
    expect(world.clock.pending()).toBe(0);
  });
});

describe('time', () => {
  test('passes by the clock when it is real', async () => {
    const world = aWorld({ time: 'real' });
    const arn = await world.start(waiting(WEEK), 'week');
    expect((await world.load(arn)).status).toBe('RUNNING');
  });

  test('jumps over a week when it is skipped, and history shows the week', async () => {
    const world = aWorld({ time: 'skip' });
    const arn = await world.start(waiting(WEEK), 'week');
    const history = await world.history(arn);
    expect((await world.load(arn)).status).toBe('SUCCEEDED');
    expect((history.at(-1)?.timestamp ?? 0) - (history[0]?.timestamp ?? 0)).toBe(WEEK * 1000);
    expect(world.clock.pending()).toBe(0);
  });

  test('is not skipped while a call is out', async () => {
    let answer: (outcome: TaskOutcome) => void = () => {};
    const world = aWorld({ time: 'skip', integration: () => new Promise((resolve) => (answer = resolve)) });
    const branches = [calling({ TimeoutSeconds: 60 }), waiting(WEEK)];
    const arn = await world.start({ StartAt: 'P', States: { P: { Type: 'Parallel', Branches: branches, End: true } } }, 'both');
    expect((await world.load(arn)).skippedMillis).toBe(0);
    answer({ kind: 'succeeded', output: '1' });
    await world.settle();
    expect(await world.load(arn)).toMatchObject({ status: 'SUCCEEDED', skippedMillis: WEEK * 1000 });
  });
});

describe('an event', () => {
  test('for an execution that does not exist finds none', async () => {
    expect(
      await aWorld().runtime.deliver('arn:aws:states:us-east-1:123456789012:execution:no:no', { kind: 'aborted' }),
    ).toBeUndefined();
  });

  test('for a closed execution changes nothing', async () => {
    const world = aWorld();
    const arn = await world.start(waiting(0), 'short');
    const before = await world.storage.loadExecution(arn);
    expect(await world.runtime.deliver(arn, { kind: 'aborted', error: 'Late' })).toEqual(before?.execution);
    expect(await world.storage.loadExecution(arn)).toEqual(before);
  });

  test('reaches an execution in the order in which it was sent', async () => {
    const world = aWorld();
    const arn = await world.start(calling(), 'order');
    const attempt = { frame: 0, attempt: 3 };
    const [first, second] = await Promise.all([
      world.runtime.deliver(arn, { kind: 'task-succeeded', ...attempt, output: '"first"' }),
      world.runtime.deliver(arn, { kind: 'task-succeeded', ...attempt, output: '"second"' }),
    ]);
    expect([first?.output, second?.output]).toEqual(['"first"', '"first"']);
  });
});

describe('an execution', () => {
  test('is started once under its ARN', async () => {
    const world = aWorld();
    const definition = waiting(10);
    await world.start(definition, 'once');
    await expect(world.runtime.start(aSeed(world.clock, 'once'), JSON.stringify(definition))).rejects.toThrow(VersionConflict);
  });

  test('that is stopped calls its task off and does not hear the answer', async () => {
    let answer: (outcome: TaskOutcome) => void = () => {};
    const world = aWorld({ integration: () => new Promise((resolve) => (answer = resolve)) });
    const arn = await world.start(calling(), 'stopped');
    await world.runtime.deliver(arn, { kind: 'aborted' });
    expect(world.calls[0]?.signal.aborted).toBe(true);
    answer({ kind: 'succeeded', output: '1' });
    await world.settle();
    expect(await world.load(arn)).toMatchObject({ status: 'ABORTED', lastEventId: 5 });
    expect((await world.history(arn)).at(-1)).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
  });

  test('that times out while its task is out calls it off', async () => {
    const world = aWorld();
    const arn = await world.start(calling({ TimeoutSeconds: 5 }), 'late');
    await world.pass(5);
    expect(world.calls[0]?.signal.aborted).toBe(true);
    expect(await world.load(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('whose integration throws fails and is logged', async () => {
    const world = aWorld({ integration: () => Promise.reject(new Error('a bug')) });
    const arn = await world.start(calling(), 'bug');
    expect(await world.load(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(JSON.stringify(world.logged)).toContain('a bug');
  });
});

describe('the pump', () => {
  const succeed: Integration = async () => ({ kind: 'succeeded', output: '"done"' });

  test.each(['real', 'skip'] as const)('takes up what is due after a restart, with %s time', async (time) => {
    const storage = createMemoryStorage();
    const before = aWorld({ storage, time: 'real' });
    const arns = [await before.start(waiting(10), 'one'), await before.start(waiting(20), 'two')];
    before.runtime.close();
    before.clock.moveTo(before.clock.now() + 15_000);

    const after = aWorld({ storage, clock: before.clock, time });
    expect(await after.runtime.pump()).toBe(1);
    await after.settle();
    expect(await Promise.all(arns.map(async (arn) => (await after.load(arn)).status))).toEqual(['SUCCEEDED', 'RUNNING']);
    after.clock.moveTo(after.clock.now() + 5_000);
    expect(await after.runtime.pump()).toBe(1);
    expect((await after.load(arns[1] ?? '')).status).toBe('SUCCEEDED');
  });

  test('takes up at once what was about to skip its time', async () => {
    const kept = createMemoryStorage();
    let commits = 0;
    const dying = {
      ...kept,
      commit: (commit: Parameters<typeof kept.commit>[0]) =>
        commits++ === 0 ? kept.commit(commit) : new Promise<never>(() => {}),
    };
    const before = aWorld({ storage: dying, time: 'skip' });
    const arn = await before.start(waiting(WEEK), 'week');
    expect((await before.load(arn)).status).toBe('RUNNING');

    const after = aWorld({ storage: kept, clock: before.clock, time: 'skip' });
    expect(await after.runtime.pump()).toBe(1);
    await after.settle();
    expect((await after.load(arn)).status).toBe('SUCCEEDED');
  });

  test('makes the call of a driver that is dead again, when its lease is over and not before', async () => {
    const storage = createMemoryStorage();
    const before = aWorld({ storage });
    const arn = await before.start(calling(), 'call');
    before.runtime.close();

    const after = aWorld({ storage, clock: before.clock, integration: succeed });
    expect(await after.runtime.pump()).toBe(0);
    after.clock.moveTo((await storage.nextDue()) ?? 0);
    expect(await after.runtime.pump()).toBe(1);
    await after.settle();
    expect(await after.load(arn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
    expect([before.calls[0]?.invocation, after.calls[0]?.invocation]).toEqual([0, 0]);
    expect((await after.history(arn)).filter(({ type }) => type === 'LambdaFunctionScheduled').length).toBe(1);
  });

  test('has nothing to do when nothing is due', async () => {
    const world = aWorld();
    await world.start(waiting(10), 'later');
    expect(await world.runtime.pump()).toBe(0);
  });
});

describe('an Express execution', () => {
  test('runs to its end and leaves nothing behind', async () => {
    const world = aWorld({ integration: async () => ({ kind: 'succeeded', output: '[1]' }) });
    const seed = aSeed(world.clock, 'express', {}, 'EXPRESS');
    await saveRevision(world.storage, seed, calling());
    expect(await world.runtime.runToEnd(seed, JSON.stringify(calling()))).toMatchObject({ status: 'SUCCEEDED', output: '[1]' });
    expect(await world.storage.loadExecution(seed.arn)).toBeUndefined();
    expect(world.clock.pending()).toBe(0);
  });

  test('waits by the clock, and ends after five minutes at the latest', async () => {
    const world = aWorld();
    const seed = aSeed(world.clock, 'express', {}, 'EXPRESS');
    await saveRevision(world.storage, seed, waiting(301));
    let ended: string | undefined;
    void world.runtime.runToEnd(seed, JSON.stringify(waiting(301))).then(({ status }) => (ended = status));
    await world.pass(299.999);
    expect(ended).toBeUndefined();
    await world.pass(0.001);
    expect(ended).toBe('TIMED_OUT');
  });

  test('keeps a shorter timeout of its own', async () => {
    const world = aWorld({ time: 'skip' });
    const seed = aSeed(world.clock, 'express', {}, 'EXPRESS');
    const definition = { ...waiting(301), TimeoutSeconds: 7 };
    await saveRevision(world.storage, seed, definition);
    const { status, startTime, stopTime } = await world.runtime.runToEnd(seed, JSON.stringify(definition));
    expect([status, (stopTime ?? 0) - startTime]).toEqual(['TIMED_OUT', 7_000]);
  });
});
