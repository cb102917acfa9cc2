import { beforeEach, describe, expect, it } from 'vitest';
import type { TaskCall } from '#integrations/integration.ts';
import { type Answer, anApi, arnOf, CALLER, type TestApi } from '../an-api.ts';

const activityArn = arnOf('activity:pack');

/** The members of a Task that hands out its token and waits for it. */
const CALLBACK = {
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'https://sqs.example/orders', MessageBody: { 'token.$': '$$.Task.Token' } },
};

const machineOf = (state: object) => JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Task', End: true, ...state } } });

let api: TestApi;
let calls: TaskCall[];
let machines = 0;
beforeEach(async () => {
  calls = [];
  api = anApi({
    integration: async (call) => {
      if (call.resource === activityArn) return { kind: 'pending' };
      calls.push(call);
      return { kind: 'submitted', output: '{}' };
    },
  });
  await api.call('CreateActivity', { name: 'pack' });
});

/** Starts an execution of one Task of the activity, or of what else the state says. */
async function startTask(state: object = {}, input = '{}'): Promise<string> {
  return await api.start(await api.create(`machine-${++machines}`, machineOf({ Resource: activityArn, ...state })), { input });
}

const poll = (more: object = {}, remainingMillis?: number) =>
  api.call('GetActivityTask', { activityArn, ...more }, CALLER, remainingMillis);

async function describeExecution(executionArn: string): Promise<Answer> {
  await api.settle();
  return await api.call('DescribeExecution', { executionArn });
}

async function eventsOf(executionArn: string): Promise<readonly Answer[]> {
  await api.settle();
  const { events } = await api.call('GetExecutionHistory', { executionArn });
  return Array.isArray(events) ? events : [];
}

describe('GetActivityTask', () => {
  it('refuses a worker’s name that is no text', async () => {
    await expect(poll({ workerName: {} })).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it('refuses a worker’s name without characters', async () => {
    await expect(poll({ workerName: '' })).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('answers InvalidArn for what is no ARN, and for the ARN of something else', async () => {
    await expect(poll({ activityArn: 'pack' })).rejects.toMatchObject({ code: 'InvalidArn' });
    await expect(poll({ activityArn: arnOf('stateMachine:pack') })).rejects.toMatchObject({ code: 'InvalidArn' });
  });

  it('answers ActivityDoesNotExist for an activity that is not there', async () => {
    await expect(poll({ activityArn: arnOf('activity:other') })).rejects.toMatchObject({ code: 'ActivityDoesNotExist' });
  });

  it('lets 1,000 workers wait for tasks of an activity', async () => {
    await api.call('CreateActivity', { name: 'ship' });
    const waiting = Array.from({ length: 1_000 }, () => poll());
    await api.settle();
    await expect(poll()).rejects.toMatchObject({ code: 'ActivityWorkerLimitExceeded' });
    const other = poll({ activityArn: arnOf('activity:ship') });
    await startTask();
    await api.pass(60_000);
    await expect(other).resolves.toEqual({ taskToken: null });
    const answers = await Promise.all(waiting);
    expect(answers.filter(({ taskToken }) => taskToken !== null)).toHaveLength(1);
  });

  it('gives a task to a worker, whose name the history shows', async () => {
    const executionArn = await startTask({ InputPath: '$.box' }, '{"box":{"size":3}}');
    const answer = await poll({ workerName: 'ada' });
    expect(answer).toEqual({ taskToken: expect.any(String), input: '{"size":3}' });
    const events = await eventsOf(executionArn);
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ActivityScheduled',
      'ActivityStarted',
    ]);
    expect(events[3]).toMatchObject({ activityStartedEventDetails: { workerName: 'ada' } });
  });

  it('gives the oldest task first, and each to one worker', async () => {
    for (const number of [1, 2, 3]) {
      await startTask({}, String(number));
      await api.pass(1);
    }
    await expect(poll()).resolves.toMatchObject({ input: '1' });
    const both = await Promise.all([poll(), poll()]);
    expect(both.map(({ input }) => input).sort()).toEqual(['2', '3']);
  });

  it('waits for a task that is not there yet', async () => {
    const polled = poll();
    await startTask({}, '"late"');
    await expect(polled).resolves.toMatchObject({ input: '"late"' });
  });

  it('answers with a null token when there is no task for 60 seconds', async () => {
    const begin = api.parts.now();
    await expect(passUntil(poll())).resolves.toEqual({ taskToken: null });
    expect(api.parts.now() - begin).toBe(60_000);
  });

  it('answers before the time of its request is over', async () => {
    const begin = api.parts.now();
    await expect(passUntil(poll({}, 10_000))).resolves.toEqual({ taskToken: null });
    expect(api.parts.now() - begin).toBeLessThan(10_000);
    await expect(poll({}, 100)).resolves.toEqual({ taskToken: null });
  });

  it('passes over tasks of executions that have been stopped', async () => {
    const stopped = await startTask({}, '"stopped"');
    await startTask({ TimeoutSeconds: 5 }, '"open"');
    await api.call('StopExecution', { executionArn: stopped });
    await api.pass(6);
    await expect(poll()).resolves.toMatchObject({ input: '"open"' });
    await expect(poll({}, 0)).resolves.toEqual({ taskToken: null });
  });

  it('gives a task that is retried to a worker again, with another token', async () => {
    const executionArn = await startTask({ Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1 }] });
    const first = await poll();
    await api.call('SendTaskFailure', { taskToken: first['taskToken'], error: 'Again' });
    await api.pass(2);
    const second = await poll();
    expect(second['taskToken']).not.toBe(first['taskToken']);
    await api.call('SendTaskSuccess', { taskToken: second['taskToken'], output: '"done"' });
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
  });

  it('gives tasks to the workers of another process', async () => {
    const executionArn = await startTask({}, '"kept"');
    const other = anApi({ storage: api.parts.storage });
    const { taskToken, input } = await other.call('GetActivityTask', { activityArn });
    expect(input).toBe('"kept"');
    await api.call('SendTaskSuccess', { taskToken, output: '1' });
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'SUCCEEDED' });
  });
});

/** Moves the clock second by second until the call has answered. */
async function passUntil(call: Promise<Answer>): Promise<Answer> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  call.then(over, over);
  for (let second = 0; second < 100 && !isOver; second++) {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (!isOver) await api.pass(1);
  }
  return await call;
}

describe('SendTaskSuccess', () => {
  it('wants an output, which it does not show', async () => {
    await expect(api.call('SendTaskSuccess', { taskToken: 't' })).rejects.toMatchObject({
      code: 'ValidationException',
      message: "1 validation error detected: Value at 'output' failed to satisfy constraint: Member must not be null",
    });
  });

  it('answers InvalidOutput for what is no JSON, and leaves the task open', async () => {
    const executionArn = await startTask();
    const { taskToken } = await poll();
    await expect(api.call('SendTaskSuccess', { taskToken, output: '{"a"' })).rejects.toMatchObject({ code: 'InvalidOutput' });
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'RUNNING' });
  });

  it('lets a task of an activity succeed', async () => {
    const executionArn = await startTask();
    const { taskToken } = await poll();
    await expect(api.call('SendTaskSuccess', { taskToken, output: '{"boxes":2}' })).resolves.toEqual({});
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'SUCCEEDED', output: '{"boxes":2}' });
    const events = await eventsOf(executionArn);
    expect(events.map(({ type }) => type)).toContain('ActivitySucceeded');
  });

  it('lets a task that waits for its token succeed', async () => {
    const executionArn = await startTask(CALLBACK);
    const taskToken = calls[0]?.token;
    await api.call('SendTaskSuccess', { taskToken, output: '[1]' });
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'SUCCEEDED', output: '[1]' });
  });
});

describe('SendTaskFailure', () => {
  it('lets a task fail with an error and a cause', async () => {
    const executionArn = await startTask();
    const { taskToken } = await poll();
    await expect(api.call('SendTaskFailure', { taskToken, error: 'Broken', cause: 'glass' })).resolves.toEqual({});
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'glass' });
  });

  it('needs neither', async () => {
    const executionArn = await startTask(CALLBACK);
    await api.call('SendTaskFailure', { taskToken: calls[0]?.token });
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'FAILED' });
  });

  it('refuses a cause of more than 32,768 characters', async () => {
    const call = api.call('SendTaskFailure', { taskToken: 't', cause: 'x'.repeat(32_769) });
    await expect(call).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

describe('SendTaskHeartbeat', () => {
  it('keeps a task from timing out, as long as it goes on', async () => {
    const executionArn = await startTask({ HeartbeatSeconds: 10 });
    const { taskToken } = await poll();
    for (let beat = 0; beat < 4; beat++) {
      await api.pass(8);
      await expect(api.call('SendTaskHeartbeat', { taskToken })).resolves.toEqual({});
    }
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'RUNNING' });
    await api.pass(11);
    await expect(describeExecution(executionArn)).resolves.toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });
});

describe.each([
  ['SendTaskSuccess', { output: '{}' }],
  ['SendTaskFailure', {}],
  ['SendTaskHeartbeat', {}],
])('%s', (action, more) => {
  const send = (taskToken: unknown) => api.call(action, { ...more, taskToken });

  it('refuses a token that is no text', async () => {
    await expect(send(1)).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it.each(['nonsense', 'bnVsbA==', 'W10='])('answers InvalidToken for %s', async (taskToken) => {
    await expect(send(taskToken)).rejects.toMatchObject({ code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" });
  });

  it('answers TaskDoesNotExist for the token of an execution that nobody knows', async () => {
    await startTask();
    const { taskToken } = await poll();
    await api.parts.storage.clear();
    await expect(send(taskToken)).rejects.toMatchObject({ code: 'TaskDoesNotExist' });
  });

  it('answers TaskDoesNotExist for a task that no worker has taken', async () => {
    await startTask();
    const taskToken = (await api.parts.activityQueue.take(activityArn)) ?? '';
    await expect(send(taskToken)).rejects.toMatchObject({ code: 'TaskDoesNotExist' });
  });

  it('answers TaskTimedOut for a task that has been answered', async () => {
    await startTask();
    const { taskToken } = await poll();
    await api.call('SendTaskSuccess', { taskToken, output: '{}' });
    await expect(send(taskToken)).rejects.toMatchObject({
      code: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  it('answers TaskTimedOut for a task of an execution that has been stopped', async () => {
    const executionArn = await startTask(CALLBACK);
    await api.call('StopExecution', { executionArn });
    await expect(send(calls[0]?.token)).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });

  it('answers TaskTimedOut for an attempt that has been retried', async () => {
    await startTask({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }] });
    const { taskToken } = await poll();
    await api.call('SendTaskFailure', { taskToken });
    await api.pass(2);
    await expect(send(taskToken)).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });

  it('answers TaskTimedOut for a made-up token of an attempt that is open', async () => {
    await startTask(CALLBACK);
    const [executionArn, frame] = JSON.parse(Buffer.from(calls[0]?.token ?? '', 'base64').toString());
    const taskToken = Buffer.from(JSON.stringify([executionArn, frame, 'guessed'])).toString('base64');
    await expect(send(taskToken)).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });
});

describe.each([
  ['SendTaskSuccess', { output: '"second"' }],
  ['SendTaskFailure', {}],
])('SendTaskSuccess and %s at the same time', (action, more) => {
  it.each([
    ['one process', () => api],
    ['two processes', () => anApi({ storage: api.parts.storage })],
  ])('count once in %s, and the other is told TaskTimedOut', async (_, other) => {
    const executionArn = await startTask();
    const { taskToken } = await poll();
    const answers = [api.call('SendTaskSuccess', { taskToken, output: '"first"' }), other().call(action, { ...more, taskToken })];
    const refused = (await Promise.allSettled(answers)).filter((answer) => answer.status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'TaskTimedOut' } }]);
    const ends = (await eventsOf(executionArn)).filter(({ type }) => type === 'ActivitySucceeded' || type === 'ActivityFailed');
    expect(ends).toHaveLength(1);
  });
});

describe('a timeout that nobody has noticed yet', () => {
  it('has happened for those who answer after it', async () => {
    const executionArn = await startTask({ ...CALLBACK, TimeoutSeconds: 30 });
    const { storage } = api.parts;
    // The clock goes on, and the timer that would tell is lost: so it is where nothing runs between requests.
    const late = anApi({ storage, startsAt: api.parts.now() + 31_000 });
    const call = late.call('SendTaskSuccess', { taskToken: calls[0]?.token, output: '{}' });
    await expect(call).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await late.settle();
    await expect(late.call('DescribeExecution', { executionArn })).resolves.toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
    });
  });
});
