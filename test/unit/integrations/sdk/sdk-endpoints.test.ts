import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import { createReach, type Reach } from '#integrations/reach.ts';
import { taskCall } from '../task-call.ts';

const seen: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
let answer: { readonly status: number; readonly body: string } = { status: 200, body: '{}' };
const server = createServer((request, response) => {
  seen.push(request);
  response.writeHead(answer.status, { 'x-amz-request-id': 'R', 'x-amz-id-2': 'E' }).end(answer.body);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen.length = 0;
  answer = { status: 200, body: '{}' };
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  return () => vi.unstubAllEnvs();
});

const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const call = (resource: string, parameters: object, tasks: Reach['tasks'] = 'aws') =>
  createIntegrations({ reach: createReach({ inLambda: false, endpoints: [], allowedHosts: [], tasks }) })(
    taskCall({ resource: `arn:aws:states:::${resource}`, parameters: JSON.stringify(parameters), state: 'Send' }),
  );

const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/000000000000/orders';

describe('the endpoint that is set', () => {
  it.each([
    ['AWS_ENDPOINT_URL_SQS', 'sqs:sendMessage', { MessageBody: 'hi' }],
    ['AWS_ENDPOINT_URL', 'sqs:sendMessage.waitForTaskToken', { MessageBody: 'hi' }],
    ['AWS_ENDPOINT_URL_SQS', 'aws-sdk:sqs:purgeQueue', {}],
  ])('%s is not beaten by the host of a queue: %s', async (variable, resource, parameters) => {
    vi.stubEnv(variable, endpoint());
    await call(resource, { QueueUrl, ...parameters });
    expect(seen).toMatchObject([{ method: 'POST', url: '/' }]);
  });
});

describe('where tasks may go', () => {
  it('is not AWS where only endpoints may be called', async () => {
    expect(await call('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'hi' }, 'endpoints')).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining("No endpoint is set for 'sqs': set AWS_ENDPOINT_URL_SQS or AWS_ENDPOINT_URL"),
    });
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', endpoint());
    expect(await call('aws-sdk:sqs:purgeQueue', { QueueUrl }, 'endpoints')).toMatchObject({ kind: 'succeeded' });
  });

  it.each(['sqs:sendMessage', 'aws-sdk:sqs:purgeQueue', 'lambda:invoke', 'http:invoke', 'apigateway:invoke'])(
    'is nowhere where that is said: %s',
    async (resource) => {
      vi.stubEnv('AWS_ENDPOINT_URL', endpoint());
      expect(await call(resource, { QueueUrl: 'q', MessageBody: 'hi' }, 'none')).toMatchObject({
        error: 'States.Runtime',
        cause: expect.stringContaining('FAKE_SFN_TASKS=none'),
      });
      expect(seen).toEqual([]);
    },
  );
});

describe('aws-sdk:s3', () => {
  beforeEach(() => void vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint()));

  it('does not ask for checksums', async () => {
    expect(await call('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k' })).toMatchObject({ kind: 'succeeded' });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers).not.toHaveProperty('x-amz-checksum-mode');
  });

  it.each([
    ['headBucket', { Bucket: 'b' }, 'S3.NoSuchBucketException'],
    ['headObject', { Bucket: 'b', Key: 'k' }, 'S3.NoSuchKeyException'],
  ])('says what %s misses, whose answer has no body', async (action, parameters, error) => {
    answer = { status: 404, body: '' };
    expect(await call(`aws-sdk:s3:${action}`, parameters)).toEqual({
      kind: 'failed',
      error,
      cause:
        '(Service: S3, Status Code: 404, Request ID: R, Extended Request ID: E) (SDK Attempt Count: 1) ' +
        '(Service: S3, Status Code: 404, Request ID: R) (SDK Attempt Count: 1)',
    });
  });

  it('says nothing of its own where the service gives no reason', async () => {
    answer = { status: 403, body: '' };
    expect(await call('aws-sdk:s3:headBucket', { Bucket: 'b' })).toMatchObject({
      error: 'S3.S3Exception',
      cause: '(Service: S3, Status Code: 403, Request ID: R, Extended Request ID: E) (SDK Attempt Count: 1)',
    });
  });
});
