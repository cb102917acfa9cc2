import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import { createReach } from '#integrations/reach.ts';
import { taskCall } from './task-call.ts';

const reach = (allowedHosts: readonly string[] = [], inLambda = true) =>
  createReach({
    inLambda,
    endpoints: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/path', AWS_ENDPOINT_URL_LAMBDA: 'http://localhost:3001' },
    allowedHosts,
  });

const OWN = [
  'http://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
  'http://127.1.2.3/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0.0.0.0:9001/',
  'http://localhost:9001/',
  'http://a.localhost/',
  'http://localhost./',
  'http://169.254.169.254/latest/meta-data/',
  'http://169.254.170.2/v2/credentials',
  'http://[::1]:9001/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
];

describe('in Lambda', () => {
  it.each(OWN)('no task calls %s', (url) => {
    expect(() => reach().check(new URL(url))).toThrow('is an address of the machine');
    expect(reach().isApi(new URL(url))).toBe(false);
  });

  it.each([
    'http://127.0.0.1:4566/',
    'http://localhost:3001/',
    'https://example.com/',
    'https://10.0.0.7/',
    'http://127.0.0.9:80/x',
  ])('tasks call %s: an endpoint, an allowed host, another machine', (url) =>
    expect(() => reach(['127.0.0.9']).check(new URL(url))).not.toThrow(),
  );

  it.each([
    ['a name', 'localhost', {}],
    ['all addresses of a name', 'localhost', { all: true }],
  ])('%s that leads to its own addresses leads nowhere', async (_, name, options) => {
    const { lookup } = createReach({ inLambda: true, endpoints: {}, allowedHosts: [] });
    const error = await new Promise((resolve) => lookup?.(name, options, resolve));
    expect(error).toMatchObject({ name: 'HostRefused' });
  });

  it('a name of an endpoint is looked up as it is', async () => {
    const found = await new Promise((resolve) =>
      reach().lookup?.('localhost', {}, (error, address) => resolve([error, address])),
    );
    expect(found).toEqual([null, expect.stringMatching(/^(127\.|::1)/)]);
  });
});

describe('elsewhere', () => {
  it.each(OWN)('tasks call %s', (url) => expect(() => reach([], false).check(new URL(url))).not.toThrow());
});

describe('an API of API Gateway', () => {
  it.each([
    ['https://a1b2c3.execute-api.eu-west-1.amazonaws.com/', true],
    ['https://a1b2c3.execute-api.cn-north-1.amazonaws.com.cn/', true],
    ['https://a1b2c3-vpce-1.execute-api.eu-west-1.amazonaws.com/', true],
    ['https://vpce-1-x.execute-api.eu-west-1.vpce.amazonaws.com/', true],
    ['http://127.0.0.1:4566/restapis/x', true],
    ['https://allowed.example/', true],
    ['https://example.com/', false],
    ['https://execute-api.eu-west-1.amazonaws.com.evil.example/', false],
    ['https://evil.example/.execute-api.eu-west-1.amazonaws.com', false],
  ])('is it %s: %s', (url, expected) => {
    expect(reach(['allowed.example']).isApi(new URL(url))).toBe(expected);
  });
});

describe('tasks of a Lambda function', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  let origin: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'any');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    server.close();
  });

  it.each([
    ['apigateway:invoke', () => ({ ApiEndpoint: origin, Method: 'GET' }), 'States.Runtime'],
    ['sqs:sendMessage', () => ({ QueueUrl: `${origin}/next`, MessageBody: 'x' }), 'SQS.SdkClientException'],
    ['aws-sdk:sqs:sendMessage', () => ({ QueueUrl: `${origin}/next`, MessageBody: 'x' }), 'Sqs.SdkClientException'],
  ])('%s does not reach its own addresses', async (resource, parameters, error) => {
    const call = taskCall({ resource: `arn:aws:states:::${resource}`, parameters: JSON.stringify(parameters()) });
    expect(await createIntegrations({ reach: reach() })(call)).toMatchObject({ kind: 'failed', error });
    expect(asked).toEqual([]);
  });

  it('an endpoint keeps its path before that of the API', async () => {
    const parameters = { ApiEndpoint: `${origin}/restapis/a1b2`, Method: 'GET', Stage: 'prod', Path: '/orders/7' };
    const allowed = reach([new URL(origin).host]);
    const call = taskCall({ resource: 'arn:aws:states:::apigateway:invoke', parameters: JSON.stringify(parameters) });
    expect(await createIntegrations({ reach: allowed })(call)).toMatchObject({ kind: 'succeeded' });
    expect(asked).toEqual(['/restapis/a1b2/prod/orders/7']);
  });
});
