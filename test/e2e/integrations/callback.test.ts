import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveBuilt } from '#test/support/served.ts';
import { type MotoServer, startMotoServer } from './moto-server.ts';

const moto: MotoServer | undefined = await startMotoServer();
const why = moto === undefined ? ' (skipped: moto_server is not installed; MOTO_SERVER can name it)' : '';
const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };

let served: Served;
let sfn: SFNClient;
let sqs: SQSClient;

beforeAll(async () => {
  if (moto === undefined) return;
  const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
  served = await serveBuilt({ AWS_ENDPOINT_URL_SQS: moto.endpoint, ...keys });
  sfn = new SFNClient({ endpoint: served.url, region: 'us-east-1', credentials });
  sqs = new SQSClient({ endpoint: moto.endpoint, region: 'us-east-1', credentials });
});

afterAll(async () => {
  sfn?.destroy();
  sqs?.destroy();
  await served?.stop();
  await moto?.close();
});

/** Starts an execution that puts its token on a queue of that name; resolves with its ARN and the token that a consumer finds there. */
async function askOnQueue(name: string, heartbeat: object = {}): Promise<{ executionArn: string; taskToken: string }> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const Ask = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl, MessageBody: { 'token.$': '$$.Task.Token', 'question.$': '$.question' } },
    ...heartbeat,
    End: true,
  };
  const definition = JSON.stringify({ StartAt: 'Ask', States: { Ask } });
  const roleArn = 'arn:aws:iam::123456789012:role/any';
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"question":"really?"}' }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
  const { token, question } = JSON.parse(Messages[0]?.Body ?? '{}');
  expect(question).toBe('really?');
  return { executionArn, taskToken: token };
}

async function untilSubmitted(executionArn: string): Promise<void> {
  for (let types: unknown[] = []; !types.includes('TaskSubmitted'); ) {
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    types = events.map(({ type }) => type);
  }
}

async function untilClosed(executionArn: string) {
  for (;;) {
    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (described.status !== 'RUNNING') return described;
  }
}

describe.skipIf(moto === undefined)(`a task token on a queue${why}`, () => {
  test('comes back with the answer of whoever found it there', async () => {
    const { executionArn, taskToken } = await askOnQueue('answered');
    // A consumer may be quicker than the queue's answer to the call, and then there is no TaskSubmitted.
    await untilSubmitted(executionArn);
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"answer":"yes"}' }));
    expect(await untilClosed(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"answer":"yes"}' });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('times out when its heartbeats stop coming', async () => {
    const { executionArn, taskToken } = await askOnQueue('silent', { HeartbeatSeconds: 1, TimeoutSeconds: 60 });
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    expect(await untilClosed(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });
});
