import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient } from '#test/bench/http-client.ts';
import { type EndlessServer, startEndlessServer } from '#test/support/endless-server.ts';
import type { Served } from '#test/support/served.ts';
import { attackServed, expectHarmless, type Harm } from '#test/support/victim.ts';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
const JSON_TEXT = { contentType: 'application/json', start: '["', chunk: 'x'.repeat(65_536) };

let server: EndlessServer;

beforeAll(async () => {
  server = await startEndlessServer((request) => {
    if (request.url?.includes('/failing')) return { ...JSON_TEXT, status: 500 };
    if (request.url?.includes('/functions/')) return { ...JSON_TEXT };
    return request.headers['x-amz-target'] === undefined
      ? { contentType: 'text/plain', start: '', chunk: 'x'.repeat(65_536) }
      : { contentType: 'application/x-amz-json-1.0', start: '{"x":"', chunk: 'x'.repeat(65_536) };
  });
});

afterAll(() => server.close());

/** Tests a task alone, three times at once, on a server whose tasks all go to the endless one. */
async function ask(resource: string, parameters: object): Promise<{ answer: Record<string, unknown>; harm: Harm }> {
  const definition = JSON.stringify({ Type: 'Task', Resource: resource, Parameters: parameters, End: true });
  const input = { definition, roleArn: 'arn:aws:iam::123456789012:role/any', input: '{}' };
  const test = async ({ url }: { readonly url: string }) => {
    const client = createHttpClient(url);
    const answers = await Promise.all(Array.from({ length: 3 }, () => client.call('TestState', input)));
    client.close();
    return answers[0] ?? {};
  };
  let answer: Record<string, unknown> = {};
  const attack = async (served: Served) => {
    answer = await test(served);
  };
  const harm = await attackServed(attack, { env: { AWS_ENDPOINT_URL: server.url, ...CREDENTIALS }, warmUp: test });
  return { answer, harm };
}

describe('an answer without an end', () => {
  it.each([
    ['arn:aws:states:::apigateway:invoke', () => ({ ApiEndpoint: server.url, Method: 'GET', Path: 'endless' }), 'apigateway'],
    ['arn:aws:states:::aws-sdk:s3:getObject', () => ({ Bucket: 'b', Key: 'k' }), 'aws-sdk:s3'],
    ['arn:aws:states:::lambda:invoke', () => ({ FunctionName: 'f' }), 'lambda'],
    ['arn:aws:states:::sqs:sendMessage', () => ({ QueueUrl: server.url, MessageBody: 'm' }), 'sqs'],
    ['arn:aws:states:::dynamodb:getItem', () => ({ TableName: 't', Key: {} }), 'dynamodb'],
  ])('of %s is a result that is too large', async (resource, parameters, what) => {
    const { answer, harm } = await ask(resource, parameters());
    expect(answer).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
    expectHarmless(harm);
    expect(harm.peakBytes ?? 0).toBeLessThan(400 * 2 ** 20);
  });

  it('that tells of a failure is that failure, as far as it was read', async () => {
    const { answer, harm } = await ask('arn:aws:states:::apigateway:invoke', {
      ApiEndpoint: server.url,
      Method: 'GET',
      Path: 'failing',
    });
    expect(answer).toMatchObject({ status: 'FAILED', error: 'ApiGateway.500' });
    expectHarmless(harm);
  });
});
