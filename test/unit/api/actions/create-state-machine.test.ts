import { describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, ROLE, START } from '../an-api.ts';

const orders = { name: 'orders', definition: passing(), roleArn: ROLE };
const create = (...inputs: object[]) => {
  const api = anApi();
  return inputs.reduce<Promise<unknown>>(
    (before, input) => before.then(() => api.call('CreateStateMachine', input)),
    Promise.resolve(),
  );
};
const destination = { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:sfn:*' } };

describe('CreateStateMachine: serialization', () => {
  it('refuses a name that is no text', async () => {
    await expect(create({ ...orders, name: 7 })).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('CreateStateMachine: validation', () => {
  it('names every member that is missing', async () => {
    await expect(create({ name: 'orders' })).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(/^2 validation errors detected: .*definition.*roleArn/),
    });
  });

  it('refuses a name with characters that no name has', async () => {
    await expect(create({ ...orders, name: 'or/ders' })).rejects.toMatchObject({
      code: 'InvalidName',
      message: "Invalid Name: 'or/ders'",
    });
  });

  it('refuses a description of a version that is not published', async () => {
    await expect(create({ ...orders, versionDescription: 'first' })).rejects.toMatchObject({
      code: 'ValidationException',
      message: 'Version description can only be set when publish is true',
    });
  });

  it.each([
    [{ level: 'ERROR' }],
    [{ level: 'ALL', destinations: [] }],
    [{ level: 'ALL', destinations: [destination, destination] }],
  ])('refuses to log without exactly one destination: %j', async (loggingConfiguration) => {
    await expect(create({ ...orders, loggingConfiguration })).rejects.toMatchObject({
      code: 'InvalidLoggingConfiguration',
      message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    });
  });

  it.each([{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:sfn' } }, {}])(
    "refuses to log to anything but a log group whose ARN ends with ':*': %j",
    async (elsewhere) => {
      const loggingConfiguration = { level: 'ALL', destinations: [elsewhere] };
      await expect(create({ ...orders, loggingConfiguration })).rejects.toMatchObject({
        code: 'InvalidLoggingConfiguration',
        message: "Invalid Logging Configuration: Log Group ARN must be provided with '*' qualifier.",
      });
    },
  );

  it('refuses to log to a log group that is not there, and asks where something is logged', async () => {
    const asked: string[] = [];
    const isLogGroupMissing = async (arn: string) => asked.push(arn) > 0;
    const { call, create } = anApi({ isLogGroupMissing });
    const loggingConfiguration = { level: 'ALL', destinations: [destination] };
    const missing = {
      code: 'InvalidLoggingConfiguration',
      message: 'Invalid Logging Configuration: Log Destination not found.',
    };
    await expect(call('CreateStateMachine', { ...orders, loggingConfiguration })).rejects.toMatchObject(missing);
    const stateMachineArn = await create('quiet', passing(), { loggingConfiguration: { ...loggingConfiguration, level: 'OFF' } });
    expect(asked).toEqual([destination.cloudWatchLogsLogGroup.logGroupArn]);
    await expect(call('UpdateStateMachine', { stateMachineArn, loggingConfiguration })).rejects.toMatchObject(missing);
  });

  it("refuses a customer's key without its name", async () => {
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' };
    await expect(create({ ...orders, encryptionConfiguration })).rejects.toMatchObject({
      code: 'InvalidEncryptionConfiguration',
    });
  });

  it('refuses a definition with the words of its diagnostics', async () => {
    await expect(create({ ...orders, definition: '{"StartAt":"A"}' })).rejects.toMatchObject({
      code: 'InvalidDefinition',
      message: "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    });
  });

  it('refuses a definition that its type cannot have', async () => {
    const Resource = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
    const definition = JSON.stringify({
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource, Parameters: { QueueUrl: 'q', MessageBody: { 'T.$': '$$.Task.Token' } }, End: true },
      },
    });
    await expect(create({ ...orders, definition, type: 'EXPRESS' })).rejects.toMatchObject({ code: 'InvalidDefinition' });
    await expect(create({ ...orders, definition })).resolves.toBeDefined();
  });

  it('refuses more than 50 tags', async () => {
    const tags = Array.from({ length: 51 }, (_, index) => ({ key: `key ${index}`, value: '' }));
    await expect(create({ ...orders, tags })).rejects.toMatchObject({ code: 'TooManyTags' });
  });
});

describe('CreateStateMachine', () => {
  it("answers with the ARN in the caller's account and region, and the time", async () => {
    await expect(create(orders)).resolves.toEqual({
      stateMachineArn: arnOf('stateMachine:orders'),
      creationDate: new Date(START),
      stateMachineVersionArn: undefined,
    });
  });

  it('keeps accounts and regions apart', async () => {
    const api = anApi();
    const china = { account: '210987654321', region: 'cn-north-1', partition: 'aws-cn' };
    await api.create('orders');
    const { stateMachineArn } = await api.call('CreateStateMachine', { ...orders, definition: passing('other') }, china);
    expect(stateMachineArn).toBe('arn:aws-cn:states:cn-north-1:210987654321:stateMachine:orders');
    expect((await api.call('ListStateMachines', {}, china))['stateMachines']).toMatchObject([{ stateMachineArn }]);
  });

  it('publishes version 1 on demand', async () => {
    await expect(create({ ...orders, publish: true })).resolves.toMatchObject({
      stateMachineVersionArn: arnOf('stateMachine:orders:1'),
    });
  });

  it('answers the same creation as the first time, whatever its role and tags', async () => {
    const api = anApi();
    const first = await api.call('CreateStateMachine', { ...orders, publish: true, tags: [{ key: 'team', value: 'a' }] });
    await api.pass(60);
    const again = { ...orders, type: 'STANDARD', loggingConfiguration: {}, publish: true, roleArn: `${ROLE}-2`, tags: [] };
    await expect(api.call('CreateStateMachine', again)).resolves.toEqual(first);
    await expect(api.call('DescribeStateMachine', first)).resolves.toMatchObject({ roleArn: ROLE });
  });

  it.each([
    ['definition', { definition: ` ${passing()}` }],
    ['type', { type: 'EXPRESS' }],
    ['logging', { loggingConfiguration: { level: 'OFF', includeExecutionData: true } }],
    ['tracing', { tracingConfiguration: { enabled: true } }],
    ['encryption', { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/key' } }],
    ['publish', { publish: true }],
  ])('refuses a second one of the name with another %s', async (_what, different) => {
    await expect(create(orders, { ...orders, ...different })).rejects.toMatchObject({
      code: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${arnOf('stateMachine:orders')}'`,
    });
  });

  it('creates 100,000 in a region, and one more when one has been deleted', async () => {
    const api = anApi();
    const { storage } = api.parts;
    const first = (await storage.loadResource(await api.create('orders-1')))?.resource;
    if (first?.kind !== 'state-machine') throw new Error('no state machine was created');
    for (let n = 2; n <= 100_000; n++) {
      const name = `orders-${n}`;
      await storage.saveResource({ ...first, arn: arnOf(`stateMachine:${name}`), name, order: name }, 0);
    }
    await expect(api.create('orders')).rejects.toMatchObject({ code: 'StateMachineLimitExceeded' });
    await expect(api.create('orders-7')).resolves.toBe(arnOf('stateMachine:orders-7'));
    await api.call('DeleteStateMachine', { stateMachineArn: arnOf('stateMachine:orders-7') });
    await api.settle();
    await expect(api.create('orders')).resolves.toBe(arnOf('stateMachine:orders'));
  });

  it('creates one of two that come at the same time', async () => {
    const api = anApi();
    const both = await Promise.allSettled([passing(1), passing(2)].map((definition) => api.create('orders', definition)));
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
