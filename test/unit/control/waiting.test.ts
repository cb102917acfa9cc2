import { expect, it } from 'vitest';
import { waiting } from '#control/waiting.ts';
import { aNest, SANDBOX } from '#test/support/a-nest.ts';

const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:work';

const one = (state: object) => ({ StartAt: 'S', States: { S: { End: true, ...state } } });

const machines = {
  timer: one({ Type: 'Wait', Seconds: 30 }),
  token: one({
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl: 'https://queue', MessageBody: 'please' },
    TimeoutSeconds: 600,
    HeartbeatSeconds: 20,
  }),
  activity: one({ Type: 'Task', Resource: ACTIVITY }),
  children: {
    ...one({
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'C',
        States: { C: { Type: 'Wait', Seconds: 40, End: true } },
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      },
    }),
    TimeoutSeconds: 900,
  },
  job: one({
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync',
    Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:timer' },
  }),
};

it('shows what waits, soonest first, page by page', async () => {
  const nest = await aNest(machines, { mode: 'manual' });
  const { startTime } = await nest.run('timer', { at: 1 });
  await nest.call('CreateActivity', { name: 'work' });
  for (const machine of ['token', 'activity', 'children']) await nest.run(machine, [1]);
  const after = (seconds: number) => new Date(startTime + seconds * 1000);

  const first = await waiting(nest, SANDBOX, { limit: 3 });
  const rest = await waiting(nest, SANDBOX, { limit: 3, after: first.next ?? '' });

  const since = new Date(startTime);
  expect(first.items).toEqual([
    {
      executionArn: expect.stringContaining(':token:'),
      state: 'S',
      kind: 'token',
      token: expect.any(String),
      payload: { QueueUrl: 'https://queue', MessageBody: 'please' },
      since,
      timeoutAt: after(600),
      heartbeatAt: after(20),
    },
    { executionArn: expect.stringContaining(':timer:'), state: 'S', kind: 'timer', payload: { at: 1 }, since, dueAt: after(30) },
    { executionArn: expect.stringContaining(':children/'), state: 'C', kind: 'timer', payload: 1, since, dueAt: after(40) },
  ]);
  expect(rest.items).toMatchObject([
    { kind: 'children', timeoutAt: after(900) },
    { kind: 'activity', payload: [1] },
  ]);
  expect(rest.next).toBeUndefined();
});

it('shows the token of an activity to those who might have it, once a worker has', async () => {
  const nest = await aNest(machines, { mode: 'manual' });
  await nest.call('CreateActivity', { name: 'work' });
  await nest.run('activity');

  const task = await nest.call('GetActivityTask', { activityArn: ACTIVITY });
  const { items } = await waiting(nest, SANDBOX, { limit: 10 });

  expect(items).toMatchObject([{ kind: 'activity', token: Reflect.get(task, 'taskToken') }]);
});

it('shows who looks after a job, and what the job waits for', async () => {
  const nest = await aNest(machines, { mode: 'manual' });
  await nest.run('job');

  const { items } = await waiting(nest, SANDBOX, { limit: 10 });

  expect(items.map(({ kind }) => kind)).toEqual(['timer', 'job']);
});

it('shows nothing to other accounts, and nothing of what has ended', async () => {
  const nest = await aNest(machines, { mode: 'manual' });
  await nest.run('timer');

  expect((await waiting(nest, { ...SANDBOX, account: '999999999999' }, { limit: 10 })).items).toEqual([]);
  await nest.time.advance(SANDBOX, 30_000);
  expect((await waiting(nest, SANDBOX, { limit: 10 })).items).toEqual([]);
});
