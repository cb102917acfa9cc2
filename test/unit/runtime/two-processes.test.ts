import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { aSeed, aWorld, saveRevision, type World } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const ROUNDS = 40;

/** Waits and calls, in turn. */
function waitsAndCalls(): JsonObject {
  const States: Record<string, JsonObject> = {};
  for (let round = 0; round < ROUNDS; round++) {
    States[`W${round}`] = { Type: 'Wait', Seconds: 60, Next: `T${round}` };
    const after = round === ROUNDS - 1 ? { End: true } : { Next: `W${round + 1}` };
    States[`T${round}`] = { Type: 'Task', Resource: LAMBDA, ResultPath: null, ...after };
  }
  return { StartAt: 'W0', States };
}

/** Nothing but waits. */
function waits(): JsonObject {
  const names = Array.from({ length: ROUNDS }, (_, round) => `W${round}`);
  const States = names.map((name, round) => {
    const next = names[round + 1];
    return [name, { Type: 'Wait', Seconds: 60, ...(next === undefined ? { End: true } : { Next: next }) }] as const;
  });
  return { StartAt: 'W0', States: Object.fromEntries(States) };
}

/** Two processes on one storage that takes its time, and how often one of them has come too late. */
async function twoProcesses(time: 'real' | 'skip', definition: JsonObject) {
  const kept = createMemoryStorage();
  const clock = createManualClock();
  let conflicts = 0;
  const storage: Storage = {
    ...kept,
    async loadExecution(arn) {
      await setImmediate();
      const stored = await kept.loadExecution(arn);
      await setImmediate();
      return stored;
    },
    async commit(commit) {
      await setImmediate();
      await kept.commit(commit).catch((error: unknown) => {
        if (error instanceof VersionConflict) conflicts++;
        throw error;
      });
      await setImmediate();
    },
  };
  const seed = aSeed(clock, 'machine');
  await saveRevision(kept, seed, definition);
  const open = () => aWorld({ storage, clock, time, integration: async () => ({ kind: 'succeeded', output: '1' }) });
  const [first, second] = [open(), open()];
  const begun = first.runtime.start(seed, JSON.stringify(definition));
  const lookIn = () => second.runtime.deliver(seed.arn, { kind: 'resumed' });
  return { first, second, begun, lookIn, arn: seed.arn, conflicts: () => conflicts };
}

/** Moves the clock from call to call until the execution is closed. */
async function runOn({ clock, settle, load }: World, arn: string): Promise<void> {
  for (let rounds = 0; (await load(arn)).status === 'RUNNING' && rounds < 1_000; rounds++) {
    clock.moveTo(clock.nextCall() ?? clock.now());
    await settle();
  }
  expect((await load(arn)).status).toBe('SUCCEEDED');
}

test('a process that has only looked in leaves what falls due to the one that moves the execution on', async () => {
  const { first, second, begun, lookIn, arn, conflicts } = await twoProcesses('real', waitsAndCalls());
  await begun;
  await lookIn();
  await runOn(first, arn);
  expect([first.calls.length, second.calls.length, conflicts()]).toEqual([ROUNDS, 0, 0]);
});

test('it is there a second later when that one does not', async () => {
  const { first, second, begun, lookIn, arn } = await twoProcesses('real', waitsAndCalls());
  await begun;
  await lookIn();
  first.runtime.close();
  await second.pass(60);
  expect(second.calls).toHaveLength(0);
  await second.pass(1);
  expect(second.calls).toHaveLength(1);
  await runOn(second, arn);
});

test('two processes that skip the time of one execution are not in each other’s way at every step', async () => {
  const { first, begun, lookIn, arn, conflicts } = await twoProcesses('skip', waits());
  await begun;
  await lookIn();
  for (let turn = 0; turn < 100; turn++) await first.settle();
  expect((await first.load(arn)).status).toBe('SUCCEEDED');
  expect(conflicts()).toBeLessThan(4);
});
