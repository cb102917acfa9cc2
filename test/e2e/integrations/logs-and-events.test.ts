import { setTimeout } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateEventBusCommand, EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateStateMachineCommand,
  type LoggingConfiguration,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  type StateMachineType,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LambdaWorld, startLambdaWorld } from '#test/support/lambda-world.ts';
import { serveBuilt } from '#test/support/served.ts';
import { type MotoServer, startMotoServer } from './moto-server.ts';

const moto: MotoServer | undefined = await startMotoServer();
const why = moto === undefined ? ' (skipped: moto_server is not installed; MOTO_SERVER can name it)' : '';

const BUS = 'orders';
const roleArn = 'arn:aws:iam::123456789012:role/orders';
const definition = JSON.stringify({
  StartAt: 'Count',
  States: { Count: { Type: 'Pass', Next: 'Check' }, Check: { Type: 'Fail', Error: 'Refused', Cause: 'not ok' } },
});

const connection = {
  endpoint: moto?.endpoint ?? 'http://127.0.0.1:1',
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const logs = new CloudWatchLogsClient(connection);
const events = new EventBridgeClient(connection);
const sqs = new SQSClient(connection);

const loggingTo = (group: string, different: Partial<LoggingConfiguration> = {}): LoggingConfiguration => {
  const logGroupArn = `arn:aws:logs:us-east-1:123456789012:log-group:${group}:*`;
  return { level: 'ALL', destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }], ...different };
};

async function createMachine(
  client: SFNClient,
  name: string,
  loggingConfiguration: LoggingConfiguration,
  type: StateMachineType = 'STANDARD',
): Promise<string> {
  const command = new CreateStateMachineCommand({ name, definition, roleArn, type, loggingConfiguration });
  return (await client.send(command)).stateMachineArn ?? '';
}

async function loggedIn(logGroupName: string): Promise<{ stream: string; event: Record<string, unknown> }[]> {
  const { events: found = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  return found.map(({ logStreamName = '', message = '' }) => ({ stream: logStreamName, event: JSON.parse(message) }));
}

describe.skipIf(moto === undefined)(`a function in Lambda${why}`, () => {
  let world: LambdaWorld;

  beforeAll(async () => {
    world = await startLambdaWorld({
      wake: 'poll',
      env: {
        AWS_ENDPOINT_URL: connection.endpoint,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
        FAKE_SFN_EVENT_BUS: BUS,
      },
    });
  });

  afterAll(async () => {
    await world?.close();
    for (const client of [logs, events, sqs]) client.destroy();
    await moto?.close();
  });

  it('has logged a synchronous execution when it answers', async () => {
    const group = '/states/quotes';
    await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
    const logging = loggingTo(group, { includeExecutionData: true });
    const stateMachineArn = await createMachine(world.client, 'quotes', logging, 'EXPRESS');
    const { executionArn, status } = await world.client.send(
      new StartSyncExecutionCommand({ stateMachineArn, input: '{"n":1}' }),
    );
    expect(status).toBe('FAILED');
    const logged = await loggedIn(group);
    expect(logged.map(({ event }) => event['type'])).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
    expect(logged[0]?.stream).toMatch(/^states\/quotes\/\d{4}-\d\d-\d\d-\d\d\/[0-9a-f]{8}$/);
    expect(logged[1]?.event).toEqual({
      id: '2',
      type: 'PassStateEntered',
      details: { name: 'Count', input: '{"n":1}', inputDetails: { truncated: false } },
      previous_event_id: '0',
      event_timestamp: expect.stringMatching(/^\d{13}$/),
      execution_arn: executionArn,
      redrive_count: '0',
    });
  });

  it('logs STANDARD executions at their level, one after another in the same stream', async () => {
    const group = '/states/orders';
    await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
    const stateMachineArn = await createMachine(world.client, 'orders', loggingTo(group, { level: 'FATAL' }));
    for (const name of ['one', 'two']) await world.client.send(new StartExecutionCommand({ stateMachineArn, name }));
    const logged = await loggedIn(group);
    expect(logged.map(({ event }) => [String(event['execution_arn']).split(':')[7], event['type'], event['details']])).toEqual([
      ['one', 'ExecutionFailed', { error: 'Refused', cause: 'not ok' }],
      ['two', 'ExecutionFailed', { error: 'Refused', cause: 'not ok' }],
    ]);
    expect(new Set(logged.map(({ stream }) => stream)).size).toBe(1);
  });

  it('runs executions whose log group is missing, and says so', async () => {
    const group = '/states/nowhere';
    await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
    const stateMachineArn = await createMachine(world.client, 'nowhere', loggingTo(group), 'EXPRESS');
    await logs.send(new DeleteLogGroupCommand({ logGroupName: group }));
    const { status } = await world.client.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(status).toBe('FAILED');
    expect(world.lambda.log()).toContain('log events for /states/nowhere: not sent');
  });

  it('tells the event bus about changes of status before it answers', async () => {
    await events.send(new CreateEventBusCommand({ Name: BUS }));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'changes' }));
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const EventPattern = JSON.stringify({ source: ['fake.states'], 'detail-type': ['Step Functions Execution Status Change'] });
    await events.send(new PutRuleCommand({ Name: 'changes', EventBusName: BUS, EventPattern }));
    const Targets = [{ Id: 'queue', Arn: Attributes['QueueArn'] }];
    await events.send(new PutTargetsCommand({ Rule: 'changes', EventBusName: BUS, Targets }));

    const stateMachineArn = await createMachine(world.client, 'told', { level: 'OFF' });
    const { executionArn } = await world.client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'run', input: '{"n":1}' }),
    );
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
    );
    const received = Messages.map(({ Body = '' }) => JSON.parse(Body));
    expect(received.map(({ detail }) => detail.status).sort()).toEqual(['FAILED', 'RUNNING']);
    expect(received.find(({ detail }) => detail.status === 'FAILED')).toMatchObject({
      source: 'fake.states',
      resources: [executionArn],
      detail: {
        executionArn,
        stateMachineArn,
        name: 'run',
        input: '{"n":1}',
        output: null,
        error: 'Refused',
        redriveStatus: 'REDRIVABLE',
        redriveStatusReason: null,
      },
    });
  });
});

describe('fake-sfn serve', () => {
  it('writes log events on its standard output when it is to', async () => {
    const served = await serveBuilt({}, ['--logs', 'stdout']);
    let output = '';
    served.child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const client = new SFNClient({ ...connection, endpoint: served.url, disableHostPrefix: true });
    const stateMachineArn = await createMachine(client, 'lines', loggingTo('/any'), 'EXPRESS');
    await client.send(new StartSyncExecutionCommand({ stateMachineArn }));
    while (!output.includes('ExecutionFailed')) await setTimeout(20);
    client.destroy();
    await served.stop();
    const types = output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line).type] : []));
    expect(types).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'FailStateEntered', 'ExecutionFailed']);
  });
});
