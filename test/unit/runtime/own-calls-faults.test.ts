import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { actionTable } from '#api/action-table.ts';
import type { Api } from '#api/call.ts';
import { createApi } from '#api/dispatch.ts';
import type { CallSelf } from '#integrations/call-self.ts';
import { createIntegrations } from '#integrations/index.ts';
import type { JsonObject } from '#json/json.ts';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { type Storage, StorageTrouble } from '#storage/storage.ts';
import { aSeed, aWorld, saveRevision, type World } from '#test/support/a-world.ts';
import { dyingAfter } from '#test/support/dying-storage.ts';
import { type FailingVerb, failingOnce } from '#test/support/failing-storage.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { createManualClock, type ManualClock } from '#test/support/manual-clock.ts';
import { anApi, waiting } from '../api/an-api.ts';

const VERBS: readonly FailingVerb[] = ['commit', 'loadExecution', 'saveResource', 'loadResource'];

/** Longer than any pause before something is tried again, shorter than any lease. */
const SOON_MILLIS = 40_000;

/** Longer than any lease. */
const LEASE_MILLIS = 17 * 60_000;

/** A process on that storage, whose tasks call its own API. */
function aSelfCallingWorld(storage: Storage, clock: ManualClock): World {
  const queue = createActivityQueue(storage, clock);
  const callSelf: CallSelf = ({ executionArn, attempt, nesting, skippedMillis, awaited, ...asked }) => {
    const task = { startedBy: { executionArn, attempt }, nesting, skippedMillis, ...awaited };
    return api({ ...asked, task, remainingMillis: () => Number.POSITIVE_INFINITY });
  };
  const integration = createIntegrations({ callSelf });
  const world = aWorld({ storage, clock, integration: withActivityQueue(integration, queue) });
  const api: Api = createApi(actionTable, {
    storage,
    runtime: world.runtime,
    activityQueue: queue,
    callTask: integration,
    now: clock.now,
    uuid: randomUUID,
    accountsAreClosed: false,
    checkStart: async () => undefined,
  });
  return world;
}

const taskOf = (Resource: string, Parameters?: JsonObject): JsonObject => ({
  StartAt: 'Call',
  States: { Call: { Type: 'Task', Resource, ...(Parameters ? { Parameters } : {}), End: true } },
});

/** A storage with what tasks call: a state machine that waits a second, and an activity. */
async function aStoredWorld() {
  const kept = createMemoryStorage();
  const { call, create } = anApi({ storage: kept });
  const child = await create('child', waiting(1));
  const { activityArn } = await call('CreateActivity', { name: 'work' });
  const children = async () => (await kept.listExecutions(child, { limit: 10 })).items;
  return { kept, child, activityArn: String(activityArn), children };
}

async function runFor({ clock, settle }: World, millis: number): Promise<void> {
  await settle();
  const until = clock.now() + millis;
  for (let next = clock.nextCall(); next !== undefined && next <= until; next = clock.nextCall()) {
    clock.moveTo(next);
    await settle();
  }
}

const START = 'arn:aws:states:::states:startExecution';

describe.each([
  ['', {}],
  ['.sync', {}],
  ['.sync:2', {}],
  ['', { Name: 'given' }],
  ['.sync:2', { Name: 'given' }],
])('an execution that starts another one%s with %j', (suffix, named) => {
  test.each(VERBS)('is none the worse for any one %s that fails', async (verb) => {
    let nth = 0;
    for (let hasFailed = true; hasFailed; nth++) {
      const { kept, child, children } = await aStoredWorld();
      const { storage, failed } = failingOnce(kept, verb, nth);
      const clock = createManualClock();
      const definition = taskOf(START + suffix, { StateMachineArn: child, Input: {}, ...named });
      const seed = aSeed(clock, 'parent');
      await saveRevision(kept, seed, definition);
      const world = aSelfCallingWorld(storage, clock);
      const begun = await world.runtime.start(seed, JSON.stringify(definition)).catch(() => undefined);
      // Who starts it is told.
      if (begun === undefined) continue;
      await runFor(world, SOON_MILLIS);
      hasFailed = failed();
      expect((await kept.loadExecution(seed.arn))?.execution, `${verb} ${nth}`).toMatchObject({ status: 'SUCCEEDED' });
      expect(await children()).toMatchObject([{ status: 'SUCCEEDED' }]);
      expect(problemsOf(await kept.readHistory(seed.arn, { limit: 100, reverse: false }))).toEqual([]);
    }
    expect(nth).toBeGreaterThan(0);
  });

  test('takes that for its own when its process dies after any commit, closed or not', async () => {
    for (let last = 0; last < 8; last++) {
      const { kept, child, children } = await aStoredWorld();
      const clock = createManualClock();
      const definition = taskOf(START + suffix, { StateMachineArn: child, Input: {}, ...named });
      const seed = aSeed(clock, 'parent');
      await saveRevision(kept, seed, definition);
      const dying = aSelfCallingWorld(dyingAfter(kept, last), clock);
      void dying.runtime.start(seed, JSON.stringify(definition));
      await runFor(dying, SOON_MILLIS);
      const world = aSelfCallingWorld(kept, clock);
      // What is left of the child goes first.
      await world.runtime.pump();
      await runFor(world, SOON_MILLIS);
      clock.moveTo(clock.now() + LEASE_MILLIS);
      await world.runtime.pump();
      await runFor(world, SOON_MILLIS);
      expect((await kept.loadExecution(seed.arn))?.execution, `commit ${last}`).toMatchObject({ status: 'SUCCEEDED' });
      expect(await children()).toMatchObject([{ status: 'SUCCEEDED' }]);
    }
  });
});

test('an execution does not take for its own what somebody else has started by that name', async () => {
  const { kept, child } = await aStoredWorld();
  const { start, pass } = anApi({ storage: kept });
  await start(child, { name: 'given', input: '{}' });
  await pass(2);
  const world = aSelfCallingWorld(kept, createManualClock());
  const arn = await world.start(taskOf(START, { StateMachineArn: child, Input: {}, Name: 'given' }), 'parent');
  expect(await world.load(arn)).toMatchObject({
    status: 'FAILED',
    error: 'StepFunctions.ExecutionAlreadyExistsException',
  });
});

test.each(VERBS)('a task of an activity reaches its worker although any one %s fails', async (verb) => {
  let nth = 0;
  for (let hasFailed = true; hasFailed; nth++) {
    const { kept, activityArn } = await aStoredWorld();
    const { storage, failed } = failingOnce(kept, verb, nth);
    const clock = createManualClock();
    const definition = taskOf(activityArn);
    const seed = aSeed(clock, 'parent');
    await saveRevision(kept, seed, definition);
    const world = aSelfCallingWorld(storage, clock);
    const begun = await world.runtime.start(seed, JSON.stringify(definition)).catch(() => undefined);
    if (begun === undefined) continue;
    await runFor(world, SOON_MILLIS);
    hasFailed = failed();
    expect((await kept.loadExecution(seed.arn))?.execution).toMatchObject({ status: 'RUNNING' });
    expect(await createActivityQueue(kept, clock).take(activityArn), `${verb} ${nth}`).toBeDefined();
  }
});

test('a task of an activity waits for its lease while the storage stays away, and reaches its worker then', async () => {
  const { kept, activityArn } = await aStoredWorld();
  const clock = createManualClock();
  let isAway = true;
  const away: Storage = {
    ...kept,
    saveResource: (...given) =>
      isAway
        ? Promise.reject(new StorageTrouble('The table is away.', false, { cause: undefined }))
        : kept.saveResource(...given),
  };
  const definition = taskOf(activityArn);
  const seed = aSeed(clock, 'parent');
  await saveRevision(kept, seed, definition);
  const world = aSelfCallingWorld(away, clock);
  await world.runtime.start(seed, JSON.stringify(definition));
  await runFor(world, SOON_MILLIS);
  expect(await world.load(seed.arn)).toMatchObject({ status: 'RUNNING' });
  isAway = false;
  await runFor(world, LEASE_MILLIS);
  expect(await createActivityQueue(kept, clock).take(activityArn)).toBeDefined();
});
