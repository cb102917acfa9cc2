import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  GetActivityTaskCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import { prepareTable } from '#storage/dynamodb.ts';
import { LOCAL_CLIENT, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { startFaultyProxy } from '#test/support/faulty-proxy.ts';
import { type LambdaServer, startLambdaServer } from '#test/support/lambda-server.ts';
import { type LambdaWorld, startLambdaWorld, type WorldSettings } from '#test/support/lambda-world.ts';

const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } };

const callOf = (name: string) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }],
  End: true,
});

/** Behind AWS's client nothing but what a request waits for itself keeps the process alive. */
describe('the process stays until the answer, whatever a request waits for', () => {
  let world: LambdaWorld;
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await world.close();
    for (const end of ends.splice(0)) await end();
  });

  async function deploy(settings: Partial<WorldSettings> = {}): Promise<void> {
    world = await startLambdaWorld({ wake: 'poll', ...settings });
  }

  async function create(definition: object, type: 'STANDARD' | 'EXPRESS'): Promise<string> {
    const roleArn = 'arn:aws:iam::123456789012:role/any';
    const input = { name: crypto.randomUUID(), definition: JSON.stringify(definition), roleArn, type };
    const { stateMachineArn = '' } = await world.client.send(new CreateStateMachineCommand(input));
    return stateMachineArn;
  }

  /** A function that fails at first. */
  async function startFlaky(): Promise<LambdaServer> {
    let calls = 0;
    const server = await startLambdaServer({
      flaky: () => {
        if (calls++ === 0) throw new Error('not yet');
        return 'done';
      },
    });
    ends.push(server.close);
    return server;
  }

  const runSync = async (definition: object) => {
    const stateMachineArn = await create(definition, 'EXPRESS');
    return await world.client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{}' }));
  };

  /** It lives as long as what it keeps in memory does. */
  const survived = () => expect(world.lambda.coldStarts()).toBe(1);

  test('StartSyncExecution, for a Wait', async () => {
    await deploy();
    expect(await runSync(WAIT)).toMatchObject({ status: 'SUCCEEDED' });
    survived();
  });

  test('StartSyncExecution, for the thread that does what takes long', async () => {
    await deploy();
    const heavy = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $count([1..300000].($ + 1)) %}', End: true };
    const definition = { StartAt: 'H', States: { H: heavy } };
    expect(await runSync(definition)).toMatchObject({ status: 'SUCCEEDED', output: '300000' });
    expect(await runSync(definition)).toMatchObject({ status: 'SUCCEEDED', output: '300000' });
    survived();
  });

  test('StartSyncExecution, for the interval of a Retry', async () => {
    const { endpoint } = await startFlaky();
    await deploy({ env: { AWS_ENDPOINT_URL_LAMBDA: endpoint } });
    expect(await runSync({ StartAt: 'T', States: { T: callOf('flaky') } })).toMatchObject({ status: 'SUCCEEDED' });
    survived();
  });

  test.each(['sqs', 'poll'] as const)('StartExecution of an EXPRESS machine, for a Wait: %s', async (wake) => {
    await deploy({ wake });
    const stateMachineArn = await create(WAIT, 'EXPRESS');
    const { executionArn } = await world.client.send(new StartExecutionCommand({ stateMachineArn }));
    expect(executionArn).toContain(':express:');
    survived();
  });

  test('StartExecution of a STANDARD machine, for a Wait beside a call', async () => {
    const { endpoint } = await startFlaky();
    await deploy({ env: { AWS_ENDPOINT_URL_LAMBDA: endpoint } });
    const branches = [WAIT, { StartAt: 'T', States: { T: callOf('flaky') } }];
    const stateMachineArn = await create(
      { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: branches, End: true } } },
      'STANDARD',
    );
    const { executionArn = '' } = await world.client.send(new StartExecutionCommand({ stateMachineArn }));
    expect(await world.untilClosed(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[{},"done"]' });
    survived();
  });

  test('GetActivityTask, for a task that never comes', async () => {
    await deploy({ timeoutMillis: 3_000 });
    const { activityArn } = await world.client.send(new CreateActivityCommand({ name: 'work' }));
    const task = await world.client.send(new GetActivityTaskCommand({ activityArn }));
    expect(task.taskToken ?? '').toBe('');
    survived();
  });

  test('whoever is told of executions, and does not listen', async () => {
    const deaf = await startLambdaServer({});
    ends.push(deaf.close);
    await deploy({ env: { FAKE_SFN_EVENT_BUS: 'bus', AWS_ENDPOINT_URL_EVENTBRIDGE: deaf.endpoint } });
    const stateMachineArn = await create(WAIT, 'STANDARD');
    const { executionArn = '' } = await world.client.send(new StartExecutionCommand({ stateMachineArn }));
    expect(await world.untilClosed(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(world.lambda.coldStarts()).toBe(1);
  });

  test.skipIf(whyNoDynamoDbLocal())(
    'a result that the database refuses at first, and that is told again',
    async () => {
      const database = await startDynamoDbLocal();
      ends.push(database.stop);
      let commits = Number.NEGATIVE_INFINITY;
      const proxy = await startFaultyProxy(database.endpoint, (command) =>
        command === 'TransactWriteItems' && ++commits === 2 ? { refusal: 'ValidationException' } : undefined,
      );
      ends.push(proxy.close);
      const table = 'fake-sfn';
      await prepareTable({ table, create: true, client: { ...LOCAL_CLIENT, endpoint: database.endpoint } });
      const { endpoint } = await startFlaky();
      const env = { AWS_ENDPOINT_URL_LAMBDA: endpoint, AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint, FAKE_SFN_STORAGE: 'dynamodb' };
      await deploy({ env });
      const stateMachineArn = await create({ StartAt: 'T', States: { T: callOf('flaky') } }, 'STANDARD');
      commits = 0;
      const { executionArn = '' } = await world.client.send(new StartExecutionCommand({ stateMachineArn }));
      expect(await world.untilClosed(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
      expect([commits > 2, world.lambda.coldStarts()]).toEqual([true, 1]);
      expect(world.lambda.log()).toContain('task-failed could not be delivered');
    },
    60_000,
  );
});
