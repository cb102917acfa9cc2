import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  SFNClient,
  StartSyncExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, expect, it } from 'vitest';
import { type Served, serveBuilt } from '#test/support/served.ts';

const running: Served[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
});

const serve = async (env: Readonly<Record<string, string>> = {}): Promise<Served> => {
  const served = await serveBuilt(env);
  running.push(served);
  return served;
};

const clientOf = ({ url }: Served) =>
  new SFNClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'any' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });

const passing = (result: string) =>
  JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Pass', Result: result, End: true } } });

it('the built server starts what another Step Functions has, by the credentials of its own environment', async () => {
  const real = await serve();
  const fake = await serve({
    FAKE_SFN_IMPORT: 'aws',
    FAKE_SFN_IMPORT_ENDPOINT: real.url,
    // Where the functions of a team are led: to the fake, not to where definitions come from.
    AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:9',
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'any',
  });
  const { stateMachineArn } = await clientOf(real).send(
    new CreateStateMachineCommand({
      name: 'orders',
      type: 'EXPRESS',
      definition: passing('one'),
      roleArn: 'arn:aws:iam::123456789012:role/any',
    }),
  );
  const start = (from: Served) => clientOf(from).send(new StartSyncExecutionCommand({ stateMachineArn }));
  expect(await start(fake)).toMatchObject({ status: 'SUCCEEDED', output: '"one"' });
  await clientOf(real).send(new UpdateStateMachineCommand({ stateMachineArn, definition: passing('two') }));
  expect(await start(fake)).toMatchObject({ output: '"one"' });
  const { roleArn } = await clientOf(fake).send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(roleArn).toBe('arn:aws:iam::123456789012:role/any');
  const other = new StartSyncExecutionCommand({ stateMachineArn: `${stateMachineArn}-gone` });
  await expect(clientOf(fake).send(other)).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: expect.stringContaining('and said StateMachineDoesNotExist'),
  });
});
