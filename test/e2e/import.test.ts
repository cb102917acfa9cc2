import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  SFNClient,
  StartSyncExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, expect, it } from 'vitest';
import { piped } from '#test/support/on-a-terminal.ts';
import { type Served, serveBuilt } from '#test/support/served.ts';

const running: Served[] = [];
const closing: (() => void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) close();
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

/** A gateway in front of a server that says of one state machine that a stack has made it: nobody but CloudFormation may set such tags. */
async function withStack(url: string, machine: string, stack: string): Promise<string> {
  const gateway = createServer(async (request, response) => {
    const body = await text(request);
    const target = String(request.headers['x-amz-target']);
    if (target.endsWith('ListTagsForResource') && body.includes(`:${machine}"`)) {
      response.end(JSON.stringify({ tags: [{ key: 'aws:cloudformation:stack-name', value: stack }] }));
      return;
    }
    const { authorization = '' } = request.headers;
    const answer = await fetch(url, { method: 'POST', headers: { 'x-amz-target': target, authorization }, body });
    response.writeHead(answer.status).end(await answer.text());
  });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => gateway.close());
  const address = gateway.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

it('seed --from-aws registers what another Step Functions has, or one of its stacks, under the same ARNs', async () => {
  const real = await serve();
  const fake = await serve();
  for (const [name, type] of [
    ['orders', 'EXPRESS'],
    ['other', 'STANDARD'],
  ] as const)
    await clientOf(real).send(
      new CreateStateMachineCommand({ name, type, definition: passing(name), roleArn: 'arn:aws:iam::123456789012:role/any' }),
    );
  const seed = async (...flags: readonly string[]) =>
    piped(['seed', '--from-aws', '--endpoint', fake.url, ...flags], {
      FAKE_SFN_IMPORT_ENDPOINT: await withStack(real.url, 'orders', 'shop'),
      AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: '123456789012',
      AWS_SECRET_ACCESS_KEY: 'any',
    });
  const arnOf = (name: string) => `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`;
  expect(await seed('--stack', 'shop')).toEqual({ code: 0, out: `${arnOf('orders')}\n`, err: '' });
  expect(await seed()).toMatchObject({ code: 0, out: `${arnOf('orders')}\n${arnOf('other')}\n` });
  expect(await seed('--stack', 'none')).toMatchObject({ code: 2, err: expect.stringContaining('stack none in eu-west-1') });
  const orders = await clientOf(fake).send(new DescribeStateMachineCommand({ stateMachineArn: arnOf('orders') }));
  expect(orders).toMatchObject({ type: 'EXPRESS', definition: passing('orders') });
  const unreachable = { FAKE_SFN_IMPORT_ENDPOINT: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  expect(await piped(['seed', '--from-aws', '--endpoint', fake.url], unreachable)).toMatchObject({
    code: 3,
    err: expect.stringContaining('The real Step Functions cannot be asked'),
  });
});

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
