import { describe, expect, it } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';
import { A_STATE_MACHINE_ARN, anExecution, succeeded } from '#test/support/an-execution.ts';

const MINUTE = 60_000;
const MAP_RUN = 'arn:aws:states:us-east-1:123456789012:mapRun:m/map:run';

function aStorage({ maxExecutions = 3, retentionMillis = 1_000 * MINUTE } = {}) {
  let time = 0;
  let told = 0;
  const storage = createMemoryStorage({
    maxExecutions,
    retentionMillis,
    now: () => time,
    onFull: () => {
      told++;
    },
  });
  return {
    storage,
    told: () => told,
    pass: (millis: number) => {
      time += millis;
    },
    commit: (execution: Execution, expectedVersion = 0, lists = [A_STATE_MACHINE_ARN]) =>
      storage.commit({ execution, expectedVersion, lists, history: [] }),
  };
}

const namesIn = async (storage: Storage, list = A_STATE_MACHINE_ARN) =>
  (await storage.listExecutions(list, { limit: 1000 })).items.map(({ name }) => name).toSorted();

describe('memory', () => {
  it('keeps the executions that have ended last, and says once that others go', async () => {
    const { storage, told, pass, commit } = aStorage();
    for (const name of ['a', 'b', 'c']) await commit(succeeded(anExecution(name)));
    pass(MINUTE);
    expect([await namesIn(storage), told()]).toEqual([['a', 'b', 'c'], 0]);
    await commit(succeeded(anExecution('d')));
    await commit(succeeded(anExecution('e')));
    expect(await namesIn(storage)).toEqual(['c', 'd', 'e']);
    expect((await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'SUCCEEDED', limit: 9 })).items).toHaveLength(3);
    expect(await storage.loadExecution(anExecution('a').arn)).toBeUndefined();
    expect(told()).toBe(1);
  });

  it('forgets none that runs, or that has just ended, or that was redriven', async () => {
    const { storage, pass, commit } = aStorage({ maxExecutions: 1 });
    await commit(anExecution('running'));
    await commit(succeeded(anExecution('redriven')));
    await commit(anExecution('redriven'), 1);
    pass(MINUTE);
    for (const name of ['a', 'b', 'c']) await commit(succeeded(anExecution(name)));
    expect(await namesIn(storage)).toEqual(['a', 'b', 'c', 'redriven', 'running']);
    pass(MINUTE);
    await commit(anExecution('next'));
    expect(await namesIn(storage)).toEqual(['c', 'next', 'redriven', 'running']);
  });

  it('forgets what is older than the retention, and says nothing of it', async () => {
    const { storage, told, pass, commit } = aStorage({ retentionMillis: 10 * MINUTE });
    await commit(succeeded(anExecution('old')));
    pass(6 * MINUTE);
    await commit(succeeded(anExecution('young')));
    pass(6 * MINUTE);
    await commit(anExecution('next'));
    expect([await namesIn(storage), told()]).toEqual([['next', 'young'], 0]);
  });

  it('forgets sooner what has long data', async () => {
    const { storage, pass, commit } = aStorage({ maxExecutions: 1_000_000 });
    // One text in memory, which counts as often as it could have been another one.
    const input = JSON.stringify('x'.repeat(1024 * 1024));
    for (let index = 0; index < 300; index++) await commit({ ...succeeded(anExecution(`e${index}`)), input });
    pass(MINUTE);
    await commit(anExecution('next'));
    const kept = await namesIn(storage);
    expect(kept.length).toBeGreaterThan(200);
    expect(kept.length).toBeLessThan(260);
    expect(kept).toContain('e299');
  });

  it('forgets the children of a Map Run with the execution that they worked for', async () => {
    const { storage, pass, commit } = aStorage({ maxExecutions: 200 });
    await storage.saveResource({ kind: 'map-run', arn: MAP_RUN, executionArn: anExecution('parent').arn }, 0);
    const parent = { executionArn: anExecution('parent').arn, mapRunArn: MAP_RUN, frame: 0, index: 0, round: 0, itemCount: 1 };
    for (let index = 0; index < 150; index++)
      await commit({ ...succeeded(anExecution(`child${index}`)), parent: { ...parent, index } }, 0, [MAP_RUN]);
    const mapRuns: Execution['mapRuns'] = JSON.parse(`{"${MAP_RUN}":{}}`);
    await commit({ ...succeeded(anExecution('parent')), ...(mapRuns && { mapRuns }) });
    pass(MINUTE);
    for (let index = 0; index < 60; index++) await commit(succeeded(anExecution(`e${index}`)));
    expect(await namesIn(storage, MAP_RUN)).toEqual([]);
    expect(await storage.loadExecution(anExecution('child7').arn)).toBeUndefined();
    expect(await storage.loadResource(MAP_RUN)).toBeUndefined();
    expect(await namesIn(storage)).toHaveLength(60);
  });
});
