import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonObject } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';
import { aSeed, aWorld, saveRevision, type World } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';

const ROWS = 450;

/** Batches of a file, or of state data, whose results are exported. */
const definitionOf = (source: JsonObject, executionType: string): JsonObject => ({
  StartAt: 'Map',
  States: {
    Map: {
      Type: 'Map',
      ...source,
      ItemBatcher: { MaxInputBytesPerBatch: 40 },
      ItemSelector: { 'i.$': '$$.Map.Item.Index' },
      MaxConcurrency: 60,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', End: true } },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      End: true,
    },
  },
});

const SOURCES: Readonly<Record<string, JsonObject>> = {
  file: {
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'bucket', Key: 'data' },
      ReaderConfig: { InputType: 'JSONL' },
    },
  },
  'state data': { ItemsPath: '$.items' },
};

/** A storage whose process dies right after its commit number `last`: from then on nothing comes back. */
function dyingAfter(storage: Storage, last: number): Storage {
  let commits = 0;
  const dead = new Promise<never>(() => {});
  return {
    ...storage,
    async commit(commit) {
      if (commits > last) return dead;
      await storage.commit(commit);
      if (++commits > last) return dead;
    },
  };
}

/** Moves the clock from one due moment to the next, and looks for what is due, until the execution is closed. */
async function runOn({ clock, runtime, storage, settle, load }: World, arn: string): Promise<Execution> {
  for (let rounds = 0; rounds < 500; rounds++) {
    await settle();
    const execution = await load(arn);
    if (execution.status !== 'RUNNING') return execution;
    clock.moveTo(Math.max((await storage.nextDue()) ?? 0, clock.now()));
    await runtime.pump();
  }
  throw new Error('the execution does not end');
}

describe.each(Object.keys(SOURCES))('A Map Run over %s whose process dies', (name) => {
  test.each(['STANDARD', 'EXPRESS'])('gives every item to a %s child once, after any commit', async (executionType) => {
    const definition = definitionOf(SOURCES[name] ?? {}, executionType);
    const numbers = Array.from({ length: ROWS }, (_, index) => index);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500 }), async (last) => {
        const storage = createMemoryStorage();
        const clock = createManualClock();
        const objects = objectsInMemory({ chunkBytes: 100 });
        objects.put('bucket/data', numbers.join('\n'));
        const seed = aSeed(clock, 'crash', { items: numbers });
        await saveRevision(storage, seed, definition);

        const first = aWorld({ storage: dyingAfter(storage, last), clock, objects });
        void first.runtime.start(seed, JSON.stringify(definition));
        for (let rounds = 0; rounds < 20; rounds++) await first.settle();

        const second = aWorld({ storage, clock, objects });
        const { output = '' } = await runOn(second, seed.arn);
        const { Key } = JSON.parse(output).ResultWriterDetails;
        const batches = JSON.parse(objects.text(`results/${Key.replace('manifest', 'SUCCEEDED_0')}`));
        expect(batches.flatMap(({ Items }: { Items: { i: number }[] }) => Items.map(({ i }) => i))).toEqual(numbers);
      }),
      { numRuns: 25 },
    );
  });
});
