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
import { objectsInMemory } from '#test/support/objects-in-memory.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const ROWS = [1, 2, 3, 4, 5];

/** Everything that a Map Run can have: a file to read, batches, children that wait, results to export. */
const definitionOf = (ExecutionType: string): JsonObject => ({
  StartAt: 'Before',
  States: {
    Before: { Type: 'Wait', Seconds: 100, Next: 'M' },
    M: {
      Type: 'Map',
      Label: 'each',
      MaxConcurrency: 2,
      ToleratedFailureCount: 1,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        Parameters: { Bucket: 'bucket', Key: 'data' },
        ReaderConfig: { InputType: 'JSONL' },
      },
      ItemBatcher: { MaxItemsPerBatch: 1 },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
        StartAt: 'Rest',
        States: {
          Rest: { Type: 'Wait', Seconds: 30, Next: 'Work' },
          Work: { Type: 'Task', Resource: LAMBDA, End: true },
        },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results' } },
      ResultPath: null,
      Next: 'After',
    },
    After: { Type: 'Wait', Seconds: 100, End: true },
  },
});

/** The third row fails, the others succeed. */
const answering: Integration = async ({ parameters }) =>
  parameters.includes('[3]') ? { kind: 'failed', error: 'Oops' } : { kind: 'succeeded', output: '"done"' };

/** Goes from one due moment to the next until nothing is due any more. */
async function runOn({ clock, runtime, storage, settle, load }: World, arn: string): Promise<Execution> {
  for (let rounds = 0; rounds < 300; rounds++) {
    await settle();
    const due = [await storage.nextDue(), clock.nextCall()].filter((time) => time !== undefined);
    if (due.length === 0) return load(arn);
    clock.moveTo(Math.max(Math.min(...due), clock.now()));
    await runtime.pump();
  }
  throw new Error('there is always something due');
}

async function look({ storage, history }: World, execution: Execution, objects: ReturnType<typeof objectsInMemory>) {
  const mapRun = Object.values(execution.mapRuns ?? {})[0];
  const { items } = await storage.listExecutions(mapRun?.arn ?? '', { limit: 100 });
  const folder = `results/${mapRun?.arn.split(':').at(-1)}`;
  return {
    status: execution.status,
    mapRun: mapRun?.status,
    executions: mapRun?.executions,
    items: mapRun?.items,
    children: items.map(({ status }) => status).sort(),
    seconds: ((execution.stopTime ?? 0) - execution.startTime) / 1_000,
    succeeded: JSON.parse(objects.text(`${folder}/SUCCEEDED_0.json`)).length,
    failed: JSON.parse(objects.text(`${folder}/FAILED_0.json`)).length,
    problems: problemsOf(await history(execution.arn)),
  };
}

describe.each(['real', 'skip'] as const)('with %s time, a Map Run that reads and writes', (time) => {
  test.each(['STANDARD', 'EXPRESS'])('ends the same whichever commit its process dies after: %s children', async (type) => {
    const definition = definitionOf(type);
    const run = async (wrap: (storage: Storage) => Storage, isCut: boolean) => {
      const storage = createMemoryStorage();
      const clock = createManualClock();
      const objects = objectsInMemory({ chunkBytes: 4 });
      objects.put('bucket/data', ROWS.join('\n'));
      const seed = aSeed(clock, 'machine');
      await saveRevision(storage, seed, definition);
      let commits = 0;
      const counted: Storage = {
        ...storage,
        commit(commit) {
          commits++;
          return storage.commit(commit);
        },
      };
      const first = aWorld({ storage: wrap(counted), clock, time, objects, integration: answering });
      void first.runtime.start(seed, JSON.stringify(definition));
      for (let rounds = 0; rounds < 30; rounds++) {
        await first.settle();
        clock.moveTo(Math.max(clock.now(), Math.min(clock.nextCall() ?? 0, clock.now() + 200_000)));
      }
      if (isCut) first.runtime.close();
      const world = isCut ? aWorld({ storage, clock, time, objects, integration: answering }) : first;
      const execution = await runOn({ ...world, storage }, seed.arn);
      expect(first.logged).toEqual([]);
      expect(world.logged).toEqual([]);
      expect(clock.pending()).toBe(0);
      return { commits, ...(await look({ ...world, storage }, execution, objects)) };
    };
    const { commits, seconds, ...expected } = await run((storage) => storage, false);
    expect(expected).toMatchObject({ status: 'SUCCEEDED', succeeded: 4, failed: 1, problems: [] });
    for (let last = 0; last < commits; last++) {
      const { commits: _, seconds: taken, ...found } = await run((storage) => dyingAfter(storage, last), true);
      expect({ last, ...found }).toEqual({ last, ...expected });
      expect(taken).toBeGreaterThanOrEqual(seconds);
    }
  });
});
