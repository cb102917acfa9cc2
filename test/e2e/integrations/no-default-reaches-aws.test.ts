import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aFake, type Fake } from '#test/support/a-fake.ts';

const task = (resource: string, Parameters: object = {}, more: object = {}) => ({
  Type: 'Task',
  Resource: resource.startsWith('arn:') ? resource : `arn:aws:states:::${resource}`,
  Parameters,
  ...more,
  End: true,
});
const connection = { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/c/1' };
const reader = {
  Type: 'Map',
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: 'b', Key: 'k' },
  },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'One',
    States: { One: { Type: 'Pass', End: true } },
  },
  End: true,
};

const STATES: Readonly<Record<string, readonly [state: object, cause: string]>> = {
  lambda: [task('lambda:invoke', { FunctionName: 'f' }), 'AWS_ENDPOINT_URL_LAMBDA'],
  function: [task('arn:aws:lambda:us-east-1:123456789012:function:f'), 'AWS_ENDPOINT_URL_LAMBDA'],
  role: [
    task('lambda:invoke', { FunctionName: 'f' }, { Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' } }),
    'AWS_ENDPOINT_URL_LAMBDA',
  ],
  queue: [
    task('sqs:sendMessage', { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q', MessageBody: 'm' }),
    'AWS_ENDPOINT_URL_SQS',
  ],
  sdk: [task('aws-sdk:dynamodb:listTables'), 'AWS_ENDPOINT_URL_DYNAMODB'],
  job: [task('glue:startJobRun.sync', { JobName: 'j' }), 'AWS_ENDPOINT_URL_GLUE'],
  web: [
    task('http:invoke', { ApiEndpoint: 'https://api.example.com', Method: 'GET', Authentication: connection }),
    'FAKE_SFN_ALLOWED_HOSTS=api.example.com',
  ],
  gateway: [
    task('apigateway:invoke', { ApiEndpoint: 'a1b2.execute-api.us-east-1.amazonaws.com', Method: 'GET' }),
    'FAKE_SFN_TASKS=aws',
  ],
  reader: [reader, 'AWS_ENDPOINT_URL_S3'],
};

describe('with credentials, and no endpoint that is set', () => {
  let fake: Fake;
  let sockets = 0;
  const count = () => {
    sockets++;
  };

  beforeAll(async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAREAL');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    subscribe('net.client.socket', count);
    fake = await aFake();
  });
  afterAll(async () => {
    await fake.close();
    unsubscribe('net.client.socket', count);
    vi.unstubAllEnvs();
  });

  it.each(Object.entries(STATES))('%s calls nobody, and says what would let it', async (name, [state, setting]) => {
    const { stateMachineArn } = await fake.call('CreateStateMachine', {
      name,
      roleArn: 'arn:aws:iam::000000000000:role/r',
      definition: JSON.stringify({ StartAt: 'S', States: { S: state } }),
      loggingConfiguration: {
        level: 'ALL',
        destinations: [
          { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/vendedlogs/states/l:*' } },
        ],
      },
    });
    const { executionArn } = await fake.call('StartExecution', { stateMachineArn });
    const describeIt = () => fake.call('DescribeExecution', { executionArn });
    await expect.poll(async () => (await describeIt())['status'], { timeout: 20_000 }).not.toBe('RUNNING');
    expect(await describeIt()).toMatchObject({ status: 'FAILED', cause: expect.stringContaining(setting) });
    expect(sockets).toBe(0);
  });
});
