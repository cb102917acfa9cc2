import { expect } from 'vitest';
import { type Commit, type Storage, type StoredExecution, VersionConflict } from '#storage/storage.ts';
import { A_STATE_MACHINE_ARN, anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { aCommit, type StorageTest, throughJson } from './storage-test.ts';

/** AWS's limit on every piece of state data. */
const MAX_DATA_BYTES = 262_144;

export function commitSuite(test: StorageTest): void {
  test('creates an execution at version 1', async ({ storage }) => {
    const execution = anExecution('one');
    await storage.commit(aCommit({ execution }));
    expect(await storage.loadExecution(execution.arn)).toEqual({ execution: throughJson(execution), version: 1 });
  });

  test('replaces the execution and raises its version by 1', async ({ storage }) => {
    const execution = anExecution('one');
    const closed = succeeded(execution);
    await storage.commit(aCommit({ execution }));
    await storage.commit(aCommit({ execution: closed, expectedVersion: 1 }));
    expect(await storage.loadExecution(execution.arn)).toEqual({ execution: throughJson(closed), version: 2 });
  });

  test('of another execution leaves this one alone', async ({ storage }) => {
    const execution = anExecution('one');
    await storage.commit(aCommit({ execution, history: someHistory(1, 2) }));
    await storage.commit(aCommit({ execution: anExecution('one-more'), history: someHistory(1, 5) }));
    expect(await storage.loadExecution(execution.arn)).toEqual({ execution: throughJson(execution), version: 1 });
    expect(await everythingAbout(storage, execution.arn)).toMatchObject({ eventIds: [1, 2] });
  });

  test('that creates what exists already is a VersionConflict and changes nothing', async ({ storage }) => {
    const execution = anExecution('one');
    await storage.commit(aCommit({ execution, history: someHistory(1, 2), dueAt: 500 }));
    const before = await everythingAbout(storage, execution.arn);
    const again = aCommit({ execution: succeeded(execution), history: someHistory(1, 4), dueAt: 100, lists: ['another-list'] });
    await expect(storage.commit(again)).rejects.toBeInstanceOf(VersionConflict);
    expect(await everythingAbout(storage, execution.arn)).toEqual(before);
  });

  test.for([1, 3])(
    'on version %i of what does not exist is a VersionConflict and creates nothing',
    async (version, { storage }) => {
      const execution = anExecution('one');
      const commit = aCommit({ execution, expectedVersion: version, history: someHistory(1, 2), dueAt: 500 });
      await expect(storage.commit(commit)).rejects.toBeInstanceOf(VersionConflict);
      expect(await everythingAbout(storage, execution.arn)).toEqual(NOTHING);
    },
  );

  test.for([1, 3])('on version %i when the execution is at 2 is a VersionConflict', async (version, { storage }) => {
    const execution = anExecution('one');
    await storage.commit(aCommit({ execution }));
    await storage.commit(aCommit({ execution, expectedVersion: 1 }));
    await expect(storage.commit(aCommit({ execution, expectedVersion: version }))).rejects.toBeInstanceOf(VersionConflict);
    expect((await storage.loadExecution(execution.arn))?.version).toBe(2);
  });

  test('that is replayed is a VersionConflict and writes nothing twice', async ({ storage }) => {
    const execution = anExecution('one');
    const first = aCommit({ execution, history: someHistory(1, 2), dueAt: 500 });
    const second = aCommit({ execution: succeeded(execution), expectedVersion: 1, history: someHistory(3, 4) });
    await storage.commit(first);
    await expect(storage.commit(first)).rejects.toBeInstanceOf(VersionConflict);
    await storage.commit(second);
    await expect(storage.commit(second)).rejects.toBeInstanceOf(VersionConflict);
    await expect(storage.commit(first)).rejects.toBeInstanceOf(VersionConflict);
    expect(await everythingAbout(storage, execution.arn)).toMatchObject({
      stored: { version: 2 },
      eventIds: [1, 2, 3, 4],
      nextDue: undefined,
      succeeded: ['one'],
      running: [],
    });
  });

  test('that loses a race on one version leaves nothing behind', async ({ storage }) => {
    const execution = anExecution('one');
    await storage.commit(aCommit({ execution, history: someHistory(1, 2), dueAt: 500 }));
    const goesOn = { ...execution, lastEventId: 4 };
    const waits = aCommit({ execution: goesOn, expectedVersion: 1, history: someHistory(3, 4), dueAt: 900 });
    const closes = aCommit({ execution: succeeded(execution), expectedVersion: 1, history: someHistory(3, 5) });
    const [waited, closed] = await Promise.allSettled([storage.commit(waits), storage.commit(closes)]);

    expect([waited.status, closed.status].sort()).toEqual(['fulfilled', 'rejected']);
    const loser = waited.status === 'rejected' ? waited : closed;
    expect(loser).toMatchObject({ reason: expect.any(VersionConflict) });
    expect(await everythingAbout(storage, execution.arn)).toEqual(
      closed.status === 'fulfilled'
        ? { ...NOTHING, stored: stored(closes, 2), eventIds: [1, 2, 3, 4, 5], listed: ['one'], succeeded: ['one'] }
        : { ...NOTHING, stored: stored(waits, 2), eventIds: [1, 2, 3, 4], listed: ['one'], running: ['one'], nextDue: 900 },
    );
  });

  test('that loses the race to create appears in no list of its own', async ({ storage }) => {
    const execution = anExecution('one');
    const commits = ['list-a', 'list-b'].map((list) => aCommit({ execution, history: someHistory(1, 2), lists: [list] }));
    const results = await Promise.allSettled(commits.map((commit) => storage.commit(commit)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lengths = ['list-a', 'list-b'].map(async (list) => (await storage.listExecutions(list, { limit: 10 })).items.length);
    expect(await Promise.all(lengths)).toEqual(results.map(({ status }) => (status === 'fulfilled' ? 1 : 0)));
    expect((await everythingAbout(storage, execution.arn)).eventIds).toEqual([1, 2]);
  });

  test('of each of ten writers lands once, if they reload after a VersionConflict', async ({ storage }) => {
    const { arn } = anExecution('one');
    await storage.commit(aCommit({ execution: anExecution('one'), history: someHistory(1, 1) }));
    const writers = Array.from({ length: 10 }, () => appendOneEvent(storage, arn));
    const conflicts = await Promise.all(writers);
    expect(conflicts.some((count) => count > 0)).toBe(true);
    const all = await everythingAbout(storage, arn);
    expect(all.stored).toMatchObject({ version: 11, execution: { lastEventId: 11 } });
    expect(all.eventIds).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('does not change a snapshot that was read before', async ({ storage }) => {
    const execution = anExecution('one');
    await storage.commit(aCommit({ execution, history: someHistory(1, 2), dueAt: 500 }));
    const read = async () => ({
      loaded: await storage.loadExecution(execution.arn),
      history: await storage.readHistory(execution.arn, { limit: 10, reverse: false }),
      listed: await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 10 }),
      running: await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 10, status: 'RUNNING' }),
      due: await storage.dueExecutions(1_000, 10),
    });
    const snapshot = await read();
    const copy = throughJson(snapshot);
    await storage.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1, history: someHistory(3, 9) }));
    expect(snapshot).toEqual(copy);
    expect(await read()).not.toEqual(copy);
  });

  test('keeps input, output and a frame of 262,144 bytes each in one execution', async ({ storage }) => {
    const data = (letter: string) => `"${letter.repeat((MAX_DATA_BYTES - 2) / Buffer.byteLength(letter))}"`;
    const execution = anExecution('one', {
      input: data('a'),
      output: data('é'),
      frames: { 0: { id: 0, index: 0, state: 'Receive', input: data('b'), lastEventId: 2, variables: { big: data('c') } } },
    });
    expect([execution.input, execution.output ?? ''].map((text) => Buffer.byteLength(text))).toEqual([
      MAX_DATA_BYTES,
      MAX_DATA_BYTES,
    ]);
    const details = { name: 'Receive', input: data('d') };
    const history = someHistory(1, 8).map((event) => ({ ...event, stateEnteredEventDetails: details }));
    await storage.commit(aCommit({ execution, history }));
    expect(await storage.loadExecution(execution.arn)).toEqual({ execution: throughJson(execution), version: 1 });
    expect(await storage.readHistory(execution.arn, { limit: 10, reverse: false })).toEqual(throughJson(history));
    const { items } = await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 10 });
    expect(items).toEqual([throughJson(execution)]);
  });

  test('keeps what is nested, empty or not ASCII as it is', async ({ storage }) => {
    const execution = anExecution('größe-😀', {
      input: '{"text":"\\u0000 \u2028 \\" \\\\ 😀 é"}',
      error: '',
      cause: 'line\nline\ttab',
      invocations: { '': 0, 'a.b[0]': 3, constructor: 1 },
      frames: {
        0: {
          id: 0,
          index: 0,
          state: 'Fan out',
          input: '[]',
          lastEventId: 3,
          variables: { '': '""', größe: '{}' },
          visit: {
            enteredEventId: 2,
            previousEventId: 1,
            enteredTime: 1_760_000_000_000,
            retries: [],
            doing: {
              kind: 'iterations',
              items: '[1,2,3]',
              total: 3,
              maxConcurrency: 0,
              started: 3,
              children: [1, 2],
              results: [['{"a":1}', null], [null]],
              succeeded: 1,
            },
          },
        },
      },
    });
    await storage.commit(aCommit({ execution }));
    expect((await storage.loadExecution(execution.arn))?.execution).toEqual(throughJson(execution));
  });
}

/** All that a commit can be seen by. */
interface Everything {
  readonly stored: StoredExecution | undefined;
  readonly eventIds: readonly number[];
  readonly listed: readonly string[];
  readonly running: readonly string[];
  readonly succeeded: readonly string[];
  readonly inAnotherList: readonly string[];
  readonly nextDue: number | undefined;
}

const NOTHING: Everything = {
  stored: undefined,
  eventIds: [],
  listed: [],
  running: [],
  succeeded: [],
  inAnotherList: [],
  nextDue: undefined,
};

async function everythingAbout(storage: Storage, arn: string): Promise<Everything> {
  const names = async (list: string, status: { status?: 'RUNNING' | 'SUCCEEDED' }) =>
    (await storage.listExecutions(list, { ...status, limit: 10 })).items
      .filter((item) => item.arn === arn)
      .map(({ name }) => name);
  return {
    stored: await storage.loadExecution(arn),
    eventIds: (await storage.readHistory(arn, { limit: 100, reverse: false })).map(({ id }) => id),
    listed: await names(A_STATE_MACHINE_ARN, {}),
    running: await names(A_STATE_MACHINE_ARN, { status: 'RUNNING' }),
    succeeded: await names(A_STATE_MACHINE_ARN, { status: 'SUCCEEDED' }),
    inAnotherList: await names('another-list', {}),
    nextDue: await storage.nextDue(),
  };
}

function stored({ execution }: Commit, version: number) {
  return { execution: throughJson(execution), version };
}

/** Adds the next event, as often as it takes; answers how often it was too late. */
async function appendOneEvent(storage: Storage, arn: string): Promise<number> {
  for (let conflicts = 0; ; conflicts++) {
    const loaded = await storage.loadExecution(arn);
    if (loaded === undefined) throw new Error(`${arn} is gone`);
    const next = loaded.execution.lastEventId + 1;
    const execution = { ...loaded.execution, lastEventId: next };
    try {
      await storage.commit(aCommit({ execution, expectedVersion: loaded.version, history: someHistory(next, next) }));
      return conflicts;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
}
