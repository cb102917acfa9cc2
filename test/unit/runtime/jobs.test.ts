import { describe, expect, test } from 'vitest';
import type { Integration, JobOutcome, TaskCall, TaskOutcome } from '#integrations/integration.ts';
import { aWorld } from '#test/support/a-world.ts';
import { lines } from '#test/support/run-machine.ts';

const job = (extra: object = {}) => ({
  StartAt: 'Job',
  States: {
    Job: {
      Type: 'Task',
      Resource: 'arn:aws:states:::glue:startJobRun.sync',
      Parameters: { JobName: 'etl' },
      End: true,
      ...extra,
    },
  },
});

/** An integration whose jobs run until they have been looked after so many times. */
function jobsOf(checks: number, end: JobOutcome) {
  const seen = { checked: [] as string[], stopped: [] as string[] };
  const start = async (_: TaskCall): Promise<TaskOutcome> => ({
    kind: 'submitted',
    output: '{"JobRunId":"jr"}',
    job: { state: '{"n":0}', checkAfterMillis: 1_000 },
  });
  const check = async (_: TaskCall, state: string): Promise<JobOutcome> => {
    seen.checked.push(state);
    const n = Number(JSON.parse(state).n) + 1;
    return n >= checks ? end : { kind: 'running', job: { state: JSON.stringify({ n }), checkAfterMillis: 1_000 * (n + 1) } };
  };
  const stop = async (_: TaskCall, state: string) => {
    seen.stopped.push(state);
    return undefined;
  };
  return { integration: Object.assign(start, { check, stop }) satisfies Integration, seen };
}

describe('a job', () => {
  test('is looked after in its own time until it ends', async () => {
    const { integration, seen } = jobsOf(3, { kind: 'succeeded', output: '{"JobRunState":"SUCCEEDED"}' });
    const world = aWorld({ integration });
    const arn = await world.start(job(), 'job');
    expect(seen.checked).toEqual([]);
    await world.pass(1);
    expect(seen.checked).toEqual(['{"n":0}']);
    await world.pass(2);
    expect(seen.checked).toEqual(['{"n":0}', '{"n":1}']);
    expect((await world.load(arn)).status).toBe('RUNNING');
    await world.pass(3);
    expect(await world.load(arn)).toMatchObject({ status: 'SUCCEEDED', output: '{"JobRunState":"SUCCEEDED"}' });
    expect(lines(await world.history(arn)).slice(2)).toEqual([
      '3 2 TaskScheduled',
      '4 3 TaskStarted',
      '5 4 TaskSubmitted',
      '6 5 TaskSucceeded',
      '7 6 TaskStateExited',
      '8 7 ExecutionSucceeded',
    ]);
  });

  test('that the service refuses fails to be submitted, and can be retried', async () => {
    const outcomes: TaskOutcome[] = [
      { kind: 'failed', error: 'Glue.ConcurrentRunsExceededException', cause: 'busy' },
      { kind: 'failed', error: 'States.Runtime', cause: 'The Parameters …', isUnstarted: true },
    ];
    const world = aWorld({ integration: async (): Promise<TaskOutcome> => outcomes.shift() ?? { kind: 'pending' } });
    const Retry = [{ ErrorEquals: ['Glue.ConcurrentRunsExceededException'], IntervalSeconds: 1 }];
    const arn = await world.start(job({ Retry }), 'job');
    await world.pass(1);
    expect(lines(await world.history(arn)).slice(2)).toEqual([
      '3 2 TaskScheduled',
      '4 3 TaskStarted',
      '5 4 TaskSubmitFailed',
      '6 5 TaskScheduled',
      '7 6 TaskStarted',
      '8 7 ExecutionFailed',
    ]);
    expect(await world.load(arn)).toMatchObject({
      error: 'States.Runtime',
      cause: "An error occurred while executing the state 'Job' (entered at the event id #2). The Parameters …",
    });
  });

  test('is looked after by another process when the first one has died', async () => {
    const { integration, seen } = jobsOf(1, { kind: 'failed', error: 'States.TaskFailed', cause: 'red' });
    const first = aWorld({ integration });
    const arn = await first.start(job(), 'job');
    first.runtime.close();
    const second = aWorld({ integration, storage: first.storage, clock: first.clock });
    first.clock.moveTo(first.clock.now() + 1_000);
    await second.runtime.pump();
    await second.settle();
    expect(seen.checked).toHaveLength(1);
    expect(await second.load(arn)).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed', cause: 'red' });
  });

  test('is ended when its execution is stopped', async () => {
    const { integration, seen } = jobsOf(9, { kind: 'succeeded', output: '{}' });
    const world = aWorld({ integration });
    const arn = await world.start(job(), 'job');
    await world.pass(1);
    await world.runtime.deliver(arn, { kind: 'aborted' });
    await world.settle();
    expect(seen.stopped).toEqual(['{"n":1}']);
    await world.pass(60);
    expect(seen.checked).toHaveLength(1);
  });

  test('is ended when its state times out, and may be tried again', async () => {
    const { integration, seen } = jobsOf(99, { kind: 'succeeded', output: '{}' });
    const world = aWorld({ integration });
    const arn = await world.start(
      job({ TimeoutSeconds: 2, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] }),
      'job',
    );
    await world.pass(10);
    expect(await world.load(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(seen.stopped).toHaveLength(2);
    expect(world.calls).toHaveLength(2);
  });

  test('may be answered by its token instead', async () => {
    const { integration, seen } = jobsOf(9, { kind: 'succeeded', output: '{}' });
    const world = aWorld({ integration });
    const arn = await world.start(job(), 'job');
    await world.runtime.deliver(arn, { kind: 'task-succeeded', frame: 0, attempt: 3, output: '"by token"' });
    await world.pass(10);
    expect(await world.load(arn)).toMatchObject({ status: 'SUCCEEDED', output: '"by token"' });
    expect(seen.checked).toEqual([]);
  });
});
