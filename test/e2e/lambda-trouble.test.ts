import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { prepareTable } from '#storage/dynamodb.ts';
import { type DynamoDbLocal, LOCAL_CLIENT, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from '#test/support/faulty-proxy.ts';
import { type LambdaWorld, startLambdaWorld } from '#test/support/lambda-world.ts';

const missing = whyNoDynamoDbLocal();

/** How long a client waits at most before it is told to try again. */
const MAX_MILLIS = 5_000;

const throttled = { name: 'ThrottlingException', status: 400, says: 'has more requests than it takes' };
const unavailable = (says: string) => ({ name: 'ServiceUnavailable', status: 503, says });

const troubles: (readonly [Fault, { readonly name: string; readonly status: number; readonly says: string }])[] = [
  [{ refusal: 'ThrottlingException' }, throttled],
  [{ refusal: 'ProvisionedThroughputExceededException' }, throttled],
  [{ refusal: 'InternalServerError', status: 500 }, unavailable('is in trouble (InternalServerError)')],
  ['lost-answer', unavailable('cannot be reached')],
  ['silence', unavailable('does not answer')],
  [{ refusal: 'AccessDeniedException' }, unavailable('cannot be used: the role of this process must be allowed to use it')],
];

describe.skipIf(missing)(`a database in trouble${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let local: DynamoDbLocal;
  let proxy: FaultyProxy;
  let world: LambdaWorld;
  let fault: Fault;
  const clients: SFNClient[] = [];

  beforeAll(async () => {
    local = await startDynamoDbLocal();
    await prepareTable({ table: 'states', create: true, client: { ...LOCAL_CLIENT, endpoint: local.endpoint } });
    proxy = await startFaultyProxy(local.endpoint, () => fault);
  });
  afterEach(async () => {
    fault = undefined;
    for (const client of clients.splice(0)) client.destroy();
    await world.close();
  });
  afterAll(async () => {
    await proxy?.close();
    await local?.stop();
  });

  async function deploy(wake: 'sqs' | 'poll', timeoutMillis = 30_000): Promise<SFNClient> {
    const env = { FAKE_SFN_STORAGE: 'dynamodb', FAKE_SFN_TABLE: 'states', AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint };
    world = await startLambdaWorld({ wake, env, timeoutMillis, concurrency: 4 });
    const endpoint = (await world.client.config.endpoint?.()) ?? { hostname: '', protocol: '', path: '' };
    const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
    const client = new SFNClient({ endpoint, region: 'us-east-1', credentials, disableHostPrefix: true, maxAttempts: 1 });
    clients.push(client);
    return client;
  }

  async function aMachine(): Promise<string> {
    const definition = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } });
    const roleArn = 'arn:aws:iam::123456789012:role/any';
    const { stateMachineArn = '' } = await world.client.send(
      new CreateStateMachineCommand({ name: crypto.randomUUID(), definition, roleArn }),
    );
    return stateMachineArn;
  }

  /** What the client was told, and after how many milliseconds. */
  async function refusalOf(call: Promise<unknown>): Promise<{ readonly error: unknown; readonly millis: number }> {
    const begun = performance.now();
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { error, millis: performance.now() - begun };
  }

  test.each(troubles)(
    'is told to the client in time, as AWS tells it, and nothing is lost: %j',
    async (wrong, told) => {
      const client = await deploy('sqs');
      const stateMachineArn = await aMachine();
      const { executionArn: before = '' } = await client.send(new StartExecutionCommand({ stateMachineArn }));
      fault = wrong;
      const start = new StartExecutionCommand({ stateMachineArn, name: 'again' });
      const describeOne = new DescribeExecutionCommand({ executionArn: before });
      for (const send of [
        () => client.send(start),
        () => client.send(describeOne),
        () => client.send(new ListStateMachinesCommand()),
      ]) {
        const { error, millis } = await refusalOf(send());
        expect(error).toMatchObject({ name: told.name, message: expect.stringContaining(told.says) });
        expect(error).toMatchObject({ $metadata: { httpStatusCode: told.status } });
        expect(String(error)).toContain('The DynamoDB table "states"');
        expect(millis).toBeLessThan(MAX_MILLIS);
      }
      fault = undefined;
      const { executionArn = '' } = await client.send(start);
      expect(await world.untilClosed(before)).toMatchObject({ status: 'SUCCEEDED' });
      expect(await world.untilClosed(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    },
    60_000,
  );

  test('is told in time where every request looks at what is due', async () => {
    const client = await deploy('poll');
    const stateMachineArn = await aMachine();
    fault = 'silence';
    const { error, millis } = await refusalOf(client.send(new StartExecutionCommand({ stateMachineArn })));
    expect(error).toMatchObject({ name: 'ServiceUnavailable' });
    expect(millis).toBeLessThan(MAX_MILLIS);
  });

  test('is told before the end of an invocation that has little time', async () => {
    const client = await deploy('sqs', 2_000);
    const stateMachineArn = await aMachine();
    fault = 'silence';
    const { error, millis } = await refusalOf(client.send(new StartExecutionCommand({ stateMachineArn })));
    expect(error).toMatchObject({ name: 'ServiceUnavailable', message: expect.stringContaining('is over: try again') });
    expect(millis).toBeLessThan(2_000);
  });
});
