import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveBuilt } from '#test/support/served.ts';
import { type MotoServer, startMotoServer } from './moto-server.ts';

const MOCKS = JSON.stringify({
  StateMachines: { orders: { TestCases: { paid: { Charge: 'Charged' } } } },
  MockedResponses: { Charged: { 0: { Return: { charged: true } } } },
});
const DEFINITION = JSON.stringify({
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge', End: true } },
});
const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };

const moto: MotoServer | undefined = await startMotoServer();

describe.skipIf(!moto)(`a mock file that is kept in AWS${moto ? '' : ' (skipped: moto_server is not here)'}`, () => {
  const endpoint = moto?.endpoint ?? '';
  const config = { endpoint, region: 'us-east-1', credentials };
  const env = { AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

  beforeAll(async () => {
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'team' }));
    await s3.send(new PutObjectCommand({ Bucket: 'team', Key: 'a/mocks.json', Body: MOCKS }));
    const ssm = new SSMClient(config);
    await ssm.send(new PutParameterCommand({ Name: '/team/mocks', Type: 'String', Value: MOCKS }));
  });
  afterAll(() => moto?.close());

  test.each(['s3://team/a/mocks.json', 'ssm:/team/mocks'])('answers the calls of a test case: %s', async (place) => {
    const { url, stop } = await serveBuilt({ ...env, SFN_MOCK_CONFIG: place });
    try {
      const client = new SFNClient({ endpoint: url, region: 'us-east-1', credentials });
      const machine = { name: 'orders', definition: DEFINITION, roleArn: 'arn:aws:iam::123456789012:role/any' };
      const { stateMachineArn } = await client.send(new CreateStateMachineCommand(machine));
      const started = new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}#paid` });
      const { executionArn } = await client.send(started);
      let described: DescribeExecutionOutput;
      do described = await client.send(new DescribeExecutionCommand({ executionArn }));
      while (described.status === 'RUNNING');
      expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"charged":true}' });
    } finally {
      await stop();
    }
  });

  test.each(['s3://team/nowhere.json', 'ssm:/nowhere'])(
    'ends the start, with what is wrong, where there is none: %s',
    async (place) => {
      await expect(serveBuilt({ ...env, SFN_MOCK_CONFIG: place })).rejects.toThrow(
        `The mock configuration ${place} cannot be read`,
      );
    },
  );
});
