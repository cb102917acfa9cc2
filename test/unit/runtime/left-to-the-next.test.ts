import { expect, test } from 'vitest';
import type { JobOutcome, TaskCall, TaskOutcome } from '#integrations/integration.ts';
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

test('a job that a request finds due is looked after in the next invocation', async () => {
  const checked: string[] = [];
  const submit = async (): Promise<TaskOutcome> => ({
    kind: 'submitted',
    output: '{"JobRunId":"jr"}',
    job: { state: '{}', checkAfterMillis: 60_000 },
  });
  const check = async (_: TaskCall, state: string): Promise<JobOutcome> => {
    checked.push(state);
    return { kind: 'succeeded', output: '"done"' };
  };
  const stop = async () => undefined;
  const world = aQueuedWorld({ integration: Object.assign(submit, { check, stop }) });
  const Job = { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'etl' }, End: true };
  const arn = await world.start({ StartAt: 'Job', States: { Job } }, 'job');

  world.clock.moveTo(world.clock.now() + 60_000);
  await world.runtime.invocation({ until: world.clock.now(), leavesCalls: true }, () => world.runtime.wake(arn));
  expect(checked).toEqual([]);

  await world.deliverLast();
  expect(checked).toEqual(['{}']);
  expect((await world.storage.loadExecution(arn))?.execution).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
});
