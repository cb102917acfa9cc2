import { expect } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { randomText } from '#test/support/random-text.ts';
import { aCommit, throughJson } from '../storage/storage-test.ts';
import { allItems, partKeys } from './all-items.ts';
import type { LocalTest } from './local-test.ts';

/** AWS's limit on every piece of state data. */
const MAX_DATA_BYTES = 262_144;

/** What exceeds an item or a transaction unless it is cut up. Data here hardly compresses. */
export function bigSuite(test: LocalTest): void {
  test('is read by another process as it was written: input, output and eight frames of 262,144 bytes', async ({ table }) => {
    const execution = withFrames(anExecution('one', { input: data(1), output: data(2) }), [3, 4, 5, 6, 7, 8, 9, 10]);
    await table.open().commit(aCommit({ execution }));
    expect(await table.open().loadExecution(execution.arn)).toEqual({ execution, version: 1 });
    expect((await table.open().listExecutions(execution.stateMachineArn, { limit: 10 })).items).toEqual([execution]);
  });

  test('is written again only where it has changed, and goes when nobody needs it', async ({ table }) => {
    const storage = table.open();
    const execution = withFrames(anExecution('one'), [1, 2, 3]);
    await storage.commit(aCommit({ execution }));
    const before = await partKeys(table.options);
    const moved = withFrames(execution, [1, 2, 4]);
    // Another process, which has to find out what is there already.
    const other = table.open();
    await other.commit(aCommit({ execution: moved, expectedVersion: 1 }));
    const after = await partKeys(table.options);
    expect([before.length, after.length, after.filter((key) => before.includes(key)).length]).toEqual([3, 3, 2]);
    expect(await storage.loadExecution(execution.arn)).toEqual({ execution: moved, version: 2 });
    await other.commit(aCommit({ execution: succeeded(moved), expectedVersion: 2 }));
    expect(await partKeys(table.options)).toEqual([]);
  });

  test('is kept once for all events and frames that have it', async ({ table }) => {
    const execution = withFrames(anExecution('one', { input: data(1) }), [1, 1]);
    const storage = table.open();
    await storage.commit(aCommit({ execution, history: events(1, 20, () => data(1)) }));
    expect(await partKeys(table.options)).toHaveLength(1);
    await storage.commit(aCommit({ execution, expectedVersion: 1, history: events(21, 30, () => data(1)) }));
    expect(await partKeys(table.options)).toHaveLength(1);
    await storage.commit(aCommit({ execution: succeeded(execution, { input: '1' }), expectedVersion: 2 }));
    expect(await table.open().readHistory(execution.arn, { limit: 100, reverse: true })).toEqual(
      events(1, 30, () => data(1)).reverse(),
    );
  });

  test('may exceed a transaction: forty events with 262,144 bytes each in a commit', async ({ table }) => {
    const storage = table.open();
    const execution = withFrames(anExecution('one'), [38, 39, 40]);
    const history = events(1, 40, (id) => data(id));
    await storage.commit(aCommit({ execution, history, dueAt: 500 }));
    await expect(storage.commit(aCommit({ execution, history: events(1, 40, (id) => data(id + 100)) }))).rejects.toBeInstanceOf(
      VersionConflict,
    );
    // The loser has cleared away what it had written in advance.
    expect(await partKeys(table.options)).toHaveLength(40);
    const other = table.open();
    expect(await other.loadExecution(execution.arn)).toEqual({ execution, version: 1 });
    expect(await other.readHistory(execution.arn, { limit: 5, reverse: true })).toEqual(history.slice(-5).reverse());
    expect(await other.readHistory(execution.arn, { after: 17, limit: 2, reverse: false })).toEqual(history.slice(17, 19));
  });

  test('is a commit of 25,000 events', async ({ table }) => {
    const execution = anExecution('one');
    const history = someHistory(1, 25_000);
    await table.open().commit(aCommit({ execution, history }));
    expect(table.requests).toEqual(['TransactWriteItems']);
    expect(await idsOf(table.open(), execution, 12_345, false)).toEqual([12_346, 12_347, 12_348]);
    expect(await idsOf(table.open(), execution, 12_345, true)).toEqual([12_344, 12_343, 12_342]);
    expect(await table.open().readHistory(execution.arn, { limit: 25_001, reverse: false })).toEqual(throughJson(history));
  });

  test('is a Map of 10,000 iterations, of which one more result writes little', async ({ table }) => {
    const storage = table.open();
    const total = 10_000;
    const first = withResults(anExecution('one'), total, 9_000);
    await storage.commit(aCommit({ execution: first }));
    const before = new Map((await allItems(table.options)).map((item) => [String(item['sk']), item]));
    const second = withResults(anExecution('one'), total, 9_001);
    await storage.commit(aCommit({ execution: second, expectedVersion: 1 }));
    const written = (await allItems(table.options)).filter(
      ({ sk, writeId }) => before.get(String(sk))?.['writeId'] !== writeId || !before.has(String(sk)),
    );
    const bytes = written.map(({ body, bytes: piece }) =>
      [body, piece].map((value) => (value instanceof Uint8Array ? value.length : 0)),
    );
    expect(bytes.flat().reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
    expect(before.size).toBeGreaterThan(60);
    expect(await table.open().loadExecution(first.arn)).toEqual({ execution: second, version: 2 });
  });

  test('is seen as one commit has left it, however often it is replaced meanwhile', async ({ table }) => {
    const [writer, reader] = [table.open(), table.open()];
    const at = (seed: number) => withFrames(anExecution('one', { lastEventId: seed }), [seed, seed + 1]);
    await writer.commit(aCommit({ execution: at(1) }));
    let writing = true;
    const reading = (async () => {
      const seen = new Set<number>();
      while (writing) {
        const stored = await reader.loadExecution(at(1).arn);
        const seed = stored?.execution.lastEventId ?? 0;
        expect(stored).toEqual({ execution: at(seed), version: seed });
        seen.add(seed);
      }
      return seen.size;
    })();
    for (let seed = 2; seed <= 30; seed++) await writer.commit(aCommit({ execution: at(seed), expectedVersion: seed - 1 }));
    writing = false;
    expect(await reading).toBeGreaterThan(1);
  });
}

const known = new Map<number, string>();

/** A JSON text of 262,144 bytes, another one for each seed. */
function data(seed: number): string {
  const text = known.get(seed) ?? `"${randomText(seed, MAX_DATA_BYTES - 2)}"`;
  known.set(seed, text);
  return text;
}

function withFrames(execution: Execution, seeds: readonly number[]): Execution {
  const frames = seeds.map((seed, id) => ({ id, index: 0, state: 'S', input: data(seed), lastEventId: 1, variables: {} }));
  return { ...execution, frames: Object.fromEntries(frames.map((frame) => [frame.id, frame])) };
}

/** An execution in a Map state of which so many results are there, 100 characters each, in chunks. */
function withResults(execution: Execution, total: number, done: number): Execution {
  const CHUNK = 128;
  const results = Array.from({ length: Math.ceil(total / CHUNK) }, (_, chunk) =>
    Array.from({ length: Math.min(CHUNK, total - chunk * CHUNK) }, (__, index) => {
      const iteration = chunk * CHUNK + index;
      return iteration < done ? `"${randomText(iteration + 1, 98)}"` : null;
    }),
  );
  const doing = {
    kind: 'iterations',
    items: '[]',
    total,
    maxConcurrency: 0,
    started: done,
    children: [],
    results,
    succeeded: done,
  } as const;
  const visit = { enteredEventId: 2, previousEventId: 1, enteredTime: 0, retries: [], doing };
  return { ...execution, frames: { 0: { id: 0, index: 0, state: 'M', input: '[]', lastEventId: 1, variables: {}, visit } } };
}

function events(first: number, last: number, input: (id: number) => string): HistoryEvent[] {
  return someHistory(first, last).map((event) => ({ ...event, stateEnteredEventDetails: { name: 'S', input: input(event.id) } }));
}

async function idsOf(storage: Storage, { arn }: Execution, after: number, reverse: boolean): Promise<number[]> {
  return (await storage.readHistory(arn, { after, limit: 3, reverse })).map(({ id }) => id);
}
