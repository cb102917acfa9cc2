import { describe, expect, it } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import type { JsonObject } from '#json/json.ts';
import { executionsList, waitingList } from '#runtime/lists.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { type Commit, NEVER, type WaitingPlace } from '#storage/storage.ts';
import { aWorld, type World } from '#test/support/a-world.ts';

const SANDBOX = { account: '123456789012', region: 'us-east-1' };

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

const machine = (state: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: 'S',
  States: { S: { End: true, ...state } },
  ...more,
});

/** A world that tells where its executions were listed as waiting, commit by commit. */
function aWatchedWorld(
  integration?: Integration,
): World & { readonly places: (WaitingPlace | undefined)[]; readonly commits: Commit[] } {
  const storage = createMemoryStorage();
  const commits: Commit[] = [];
  const places: (WaitingPlace | undefined)[] = [];
  const commit = (written: Commit) => {
    commits.push(written);
    places.push(written.waiting);
    return storage.commit(written);
  };
  const world = aWorld({ storage: { ...storage, commit }, ...(integration ? { integration } : {}) });
  return { ...world, commits, places };
}

/** Where what waits in that state is listed: how many seconds from now. */
async function secondsOf(state: JsonObject, { more = {}, integration }: { more?: JsonObject; integration?: Integration } = {}) {
  const world = aWatchedWorld(integration);
  await world.start(machine(state, more), 'waits');
  const at = world.places.at(-1)?.at;
  return at === undefined || at === NEVER ? at : (at - world.clock.now()) / 1000;
}

const submitted: Integration = async () => ({ kind: 'submitted', output: '{}' });
const TOKEN = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: {} };
const CALL = { Type: 'Task', Resource: LAMBDA };

describe('lists of executions', () => {
  it('have every execution of an account but the children of Map Runs', async () => {
    const world = aWorld();
    const arn = await world.start(machine({ Type: 'Pass' }), 'one');
    await world.start(
      machine({
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
      }),
      'two',
      [1, 2],
    );

    const { items } = await world.storage.listExecutions(executionsList(SANDBOX), { limit: 10 });

    expect(items.map(({ arn }) => arn)).toEqual([arn.replace('one', 'two'), arn]);
  });

  it('have what waits, children too, until it goes on', async () => {
    const world = aWorld();
    await world.start(
      machine({
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'W',
          States: { W: { Type: 'Wait', Seconds: 30, End: true } },
        },
      }),
      'map',
      [1, 2],
    );
    const waiting = async () =>
      (await world.storage.listWaiting(waitingList(SANDBOX), { limit: 10 })).items.map(({ name }) => name);

    expect(await waiting()).toHaveLength(3);
    expect((await waiting()).at(-1)).toBe('run');
    await world.pass(30);
    expect(await waiting()).toEqual([]);
  });
});

describe('the place of what waits', () => {
  it.each<[string, number | undefined, JsonObject, { more?: JsonObject; integration?: Integration }?]>([
    ['a Wait', 30, { Type: 'Wait', Seconds: 30 }],
    ['a Wait under a shorter timeout of the machine', 20, { Type: 'Wait', Seconds: 30 }, { more: { TimeoutSeconds: 20 } }],
    ['a token', NEVER, TOKEN, { integration: submitted }],
    ['a token with a timeout', 60, { ...TOKEN, TimeoutSeconds: 60 }, { integration: submitted }],
    ['a token with a heartbeat', 5, { ...TOKEN, TimeoutSeconds: 60, HeartbeatSeconds: 5 }, { integration: submitted }],
    ['a call', undefined, CALL],
    ['a call with a timeout', 7, { ...CALL, TimeoutSeconds: 7 }],
    [
      'a retry',
      3,
      { ...CALL, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3 }] },
      { integration: async () => ({ kind: 'failed', error: 'E' }) },
    ],
    [
      'a job',
      9,
      { ...CALL },
      { integration: async () => ({ kind: 'submitted', output: '{}', job: { state: '{}', checkAfterMillis: 9000 } }) },
    ],
    [
      'an answer that is known already',
      4,
      CALL,
      { integration: async () => ({ kind: 'delayed', afterMillis: 4000, outcome: { kind: 'succeeded', output: '1' } }) },
    ],
    [
      'an activity',
      NEVER,
      { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:a', TimeoutSeconds: 9 },
      { integration: async () => ({ kind: 'pending' }) },
    ],
  ])('of %s is in %s s', async (_, seconds, state, more) => {
    expect(await secondsOf(state, more)).toBe(seconds);
  });

  it('is none for calls and states that are done at once: no write is spent on it', async () => {
    const world = aWatchedWorld(async () => ({ kind: 'succeeded', output: '{}' }));
    const states = Object.fromEntries(
      [1, 2, 3, 4, 5].map((number) => [`S${number}`, { ...CALL, ...(number < 5 ? { Next: `S${number + 1}` } : { End: true }) }]),
    );

    await world.start({ StartAt: 'S1', States: states }, 'calls');

    expect(world.places.filter((place) => place !== undefined)).toEqual([]);
    expect(world.commits.length).toBeLessThanOrEqual(7);
  });
});
