import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MotoServer, startMotoServer } from '#test/e2e/integrations/moto-server.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { clientThrough, SENDERS, type Sender } from './event-client.ts';
import { createRealQueue, type RealQueue } from './real-queue.ts';

const ACCOUNT = { accessKeyId: '123456789012', secretAccessKey: 'secret' };
const STRANGER = { accessKeyId: '123456789012', secretAccessKey: 'guessed' };
/** For a cold start on a busy machine. A poll that finds nothing takes as long. */
const TIMEOUT_SECONDS = 10;
const SCHEDULED = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };

const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } };

/** Fails, waits for its retry, fails again, and is caught. */
const RETRY = {
  StartAt: 'P',
  States: {
    P: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Again' } } }],
      Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Again'], Next: 'Caught' }],
      End: true,
    },
    Caught: { Type: 'Pass', Result: 'caught', End: true },
  },
};

let count = 0;

/** Makes a state machine of its own, for many tests share a function. */
async function create(client: SFNClient, definition: object, type: 'EXPRESS' | 'STANDARD'): Promise<string> {
  const roleArn = 'arn:aws:iam::123456789012:role/any';
  const name = `machine-${++count}`;
  const input = { name, type, roleArn, definition: JSON.stringify(definition) };
  const { stateMachineArn = '' } = await client.send(new CreateStateMachineCommand(input));
  return stateMachineArn;
}

async function runSync(client: SFNClient, definition: object): Promise<object> {
  const stateMachineArn = await create(client, definition, 'EXPRESS');
  const { status, output } = await client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{}' }));
  return { status, output };
}

let database: DynamoDbLocal;
let moto: MotoServer | undefined;

beforeAll(async () => {
  [database, moto] = await Promise.all([startDynamoDbLocal(), startMotoServer()]);
});
afterAll(() => Promise.all([database?.stop(), moto?.close()]));

/** Everything that a client may ask of the function, whoever delivers it; those who poll in vain wait for all of the invocation's time. */
function callsOf(emulatorOf: () => Emulator, polls: readonly Sender[]): void {
  describe.each(SENDERS)('through a %s', (sender) => {
    const client = () => clientThrough(sender, emulatorOf().invoke, ACCOUNT);

    test('runs a sync execution that waits', async () => {
      expect(await runSync(client(), WAIT)).toEqual({ status: 'SUCCEEDED', output: '{}' });
    });

    test('runs a sync execution that waits for a retry', async () => {
      expect(await runSync(client(), RETRY)).toEqual({ status: 'SUCCEEDED', output: '"caught"' });
    });

    test('starts an Express execution that waits', async () => {
      const stateMachineArn = await create(client(), WAIT, 'EXPRESS');
      const { executionArn } = await client().send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
      expect(executionArn).toContain(':express:');
    });

    if (polls.includes(sender))
      test('holds the poll of a worker for whom there is nothing, and answers within the time of the invocation', async () => {
        const { activityArn } = await client().send(new CreateActivityCommand({ name: `activity-${++count}` }));
        const { taskToken } = await client().send(new GetActivityTaskCommand({ activityArn }));
        expect(taskToken).toBeUndefined();
      });
  });
}

describe('in memory, open to everyone', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ FAKE_SFN_AUTH: 'none' }, TIMEOUT_SECONDS);
  });
  afterAll(() => emulator?.stop());

  callsOf(() => emulator, SENDERS);

  test("answers CloudFormation's custom resource at the URL that it names", async () => {
    const told: unknown[] = [];
    const server = createServer(async (request, response) => {
      told.push(await json(request));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const event = {
      RequestType: 'Create',
      ResourceType: 'Custom::FakeStateMachine',
      ResponseURL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
      StackId: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/team/51af3dc0-da77-11e4-872e-1234567db123',
      RequestId: '0c1d2e3f-0000-4000-8000-000000000000',
      LogicalResourceId: 'Orders',
      ResourceProperties: {
        DefinitionString: JSON.stringify(WAIT),
        RoleArn: 'arn:aws:iam::123456789012:role/any',
        StateMachineName: 'o',
      },
    };
    expect(await emulator.invoke(event)).toEqual({});
    server.close().closeAllConnections();
    const PhysicalResourceId = 'arn:aws:states:eu-west-1:123456789012:stateMachine:o';
    expect(told).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId }]);
  });

  test('is one process from its first to its last request', () => {
    expect(emulator.log()).not.toMatch(/Runtime\.ExitError|Runtime exited/);
  });
});

describe('with a table and a queue, for those who sign', () => {
  let emulator: Emulator;
  let queue: RealQueue;

  beforeAll(async () => {
    if (!moto) throw new Error('moto is not installed');
    queue = await createRealQueue(moto.endpoint);
    const env = {
      FAKE_SFN_STORAGE: 'dynamodb',
      FAKE_SFN_TABLE: 'fake-sfn-homes',
      AWS_SAM_LOCAL: 'true',
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      FAKE_SFN_WAKE: 'sqs',
      FAKE_SFN_QUEUE_URL: queue.url,
      AWS_ENDPOINT_URL_SQS: moto.endpoint,
      FAKE_SFN_AUTH: 'sigv4',
      FAKE_SFN_CREDENTIALS: `${ACCOUNT.accessKeyId}:${ACCOUNT.secretAccessKey}`,
    };
    emulator = await startEmulator(env, TIMEOUT_SECONDS);
  });
  afterAll(() => Promise.all([queue?.close(), emulator?.stop()]));

  callsOf(() => emulator, ['Function URL']);

  test.each(SENDERS)('lets nobody in who signs with another key: %s', async (sender) => {
    const sent = create(clientThrough(sender, emulator.invoke, STRANGER), WAIT, 'STANDARD');
    await expect(sent).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  test('goes on with a Standard execution when its queue delivers its wake', async () => {
    const client = clientThrough('Function URL', emulator.invoke, ACCOUNT);
    const stateMachineArn = await create(client, WAIT, 'STANDARD');
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    const describeIt = () => client.send(new DescribeExecutionCommand({ executionArn }));
    expect(await describeIt()).toMatchObject({ status: 'RUNNING' });
    while ((await describeIt()).status === 'RUNNING') await queue.deliver(emulator.invoke);
    expect(await describeIt()).toMatchObject({ status: 'SUCCEEDED', output: '{}' });
    expect(await queue.left()).toBe(0);
  });

  test("goes on with it when its schedule's event comes, where the message is lost", async () => {
    const client = clientThrough('HTTP API', emulator.invoke, ACCOUNT);
    const stateMachineArn = await create(client, WAIT, 'STANDARD');
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    const describeIt = () => client.send(new DescribeExecutionCommand({ executionArn }));
    while ((await describeIt()).status === 'RUNNING') expect(await emulator.invoke(SCHEDULED)).toEqual({});
    expect(await describeIt()).toMatchObject({ status: 'SUCCEEDED' });
  });
});
