import { expect, test } from 'vitest';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';
import { aQueuedWorld } from '#test/support/a-queued-world.ts';

const CHILDREN = 60;
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

test.each(['STANDARD', 'EXPRESS'])(
  '%s children that a request leaves to the next invocation are started there once, and not looked for again and again',
  async (ExecutionType) => {
    const kept = createMemoryStorage();
    const loads = new Map<string, number>();
    const storage: Storage = {
      ...kept,
      loadExecution(arn) {
        loads.set(arn, (loads.get(arn) ?? 0) + 1);
        return kept.loadExecution(arn);
      },
    };
    const called: string[] = [];
    const world = aQueuedWorld({
      storage,
      turns: 200,
      integration: async ({ parameters }) => {
        called.push(parameters);
        return { kind: 'succeeded', output: parameters };
      },
    });
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
      StartAt: 'Work',
      States: { Work: { Type: 'Task', Resource: LAMBDA, End: true } },
    };
    const items = Array.from({ length: CHILDREN }, (_, index) => index);
    const definition = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor, End: true } } };
    const limits = { until: Number.POSITIVE_INFINITY, leavesCalls: true };
    const arn = await world.runtime.invocation(limits, () => world.start(definition, 'left', items));
    expect(called).toEqual([]);

    await world.deliverLast();
    expect((await kept.loadExecution(arn))?.execution).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(items) });
    expect(called.map(Number).sort((a, b) => a - b)).toEqual(items);
    loads.delete(arn);
    // Is it there, has it been started meanwhile, and its task's outcome.
    expect(Math.max(...loads.values())).toBeLessThanOrEqual(3);
  },
);
