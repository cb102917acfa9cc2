import { expect, test } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Storage } from '#storage/storage.ts';
import { aFile } from '#test/support/a-file.ts';
import { anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { aCommit } from '../storage/storage-test.ts';
import { aSqliteStorage } from './a-storage.ts';

const A_MINUTE = 60_000;
const MAP_RUN = 'arn:aws:states:us-east-1:123456789012:mapRun:machine/Each:one';

/** A storage with these limits, where a minute goes by with every execution that ends. */
function limited(limits: { readonly maxExecutions?: number; readonly retentionMillis?: number }) {
  let time = 0;
  let told = 0;
  const storage = aSqliteStorage(aFile(), { ...limits, now: () => time, onFull: () => told++ });
  return {
    storage,
    told: () => told,
    async end(...names: readonly string[]) {
      for (const name of names) {
        time += A_MINUTE;
        await end(storage, name);
      }
    },
  };
}

async function end(storage: Storage, name: string, more: Parameters<typeof anExecution>[1] = {}): Promise<void> {
  const execution = anExecution(name, more);
  await storage.commit(aCommit({ execution, history: someHistory(1, 3) }));
  await storage.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1, history: someHistory(4, 5) }));
}

async function left(storage: Storage, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(names.map((name) => storage.loadExecution(anExecution(name).arn)));
  return found.flatMap((stored) => (stored ? [stored.execution.name] : []));
}

/** What a file forgets by itself. */
export function closedSuite(): void {
  test('goes, the oldest first, when there is too much of it', async () => {
    const { storage, told, end } = limited({ maxExecutions: 3 });
    await end('a', 'b', 'c');
    expect(told()).toBe(0);
    await end('d', 'e');
    expect(await left(storage, ['a', 'b', 'c', 'd', 'e'])).toEqual(['c', 'd', 'e']);
    expect(told()).toBe(1);
    expect(await storage.readHistory(anExecution('a').arn, { limit: 10, reverse: false })).toEqual([]);
    expect((await storage.listExecutions(anExecution('a').stateMachineArn, { limit: 10 })).items).toHaveLength(3);
    await storage.close();
  });

  test('goes when it is too old', async () => {
    const { storage, told, end } = limited({ retentionMillis: 2 * A_MINUTE });
    await end('a', 'b', 'c', 'd');
    expect(await left(storage, ['a', 'b', 'c', 'd'])).toEqual(['b', 'c', 'd']);
    expect(told()).toBe(0);
    await storage.close();
  });

  test('stays while it has something to do, or is open again', async () => {
    const { storage, end } = limited({ maxExecutions: 2 });
    await end('busy', 'redriven');
    const busy = succeeded(anExecution('busy'));
    await storage.commit(aCommit({ execution: busy, expectedVersion: 2, dueAt: 500 }));
    await storage.commit(aCommit({ execution: anExecution('redriven'), expectedVersion: 2 }));
    await end('c', 'd');
    expect(await left(storage, ['busy', 'redriven', 'c', 'd'])).toEqual(['busy', 'redriven', 'd']);
    await storage.close();
  });

  test('takes the children of its Map Runs with it, bit by bit', async () => {
    const { storage, end: endNamed } = limited({ maxExecutions: 200 });
    const children = Array.from({ length: 150 }, (_, index) => `child-${index}`);
    const parent = { executionArn: anExecution('parent').arn, mapRunArn: MAP_RUN, frame: 0, index: 0, round: 0, itemCount: 1 };
    for (const [index, name] of children.entries()) await end(storage, name, { parent: { ...parent, index } });
    const place = { kind: 'map-run', arn: MAP_RUN, executionArn: anExecution('parent').arn } as const;
    await storage.saveResource(place, 0);
    const mapRuns: Execution['mapRuns'] = JSON.parse(`{"${MAP_RUN}":{}}`);
    const execution = anExecution('parent', mapRuns && { mapRuns });
    await storage.commit(aCommit({ execution }));
    await storage.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1 }));
    const others = Array.from({ length: 55 }, (_, index) => `other-${index}`);
    await endNamed(...others);
    expect(await left(storage, ['parent', ...children])).toEqual([]);
    expect(await left(storage, others)).toHaveLength(55);
    expect(await storage.loadResource(MAP_RUN)).toBeUndefined();
    await storage.close();
  });
}
