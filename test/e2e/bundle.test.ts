import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { albEvent, functionUrlEvent, httpApiEvent, restApiEvent } from '#test/support/proxy-events.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const DEFINITION = JSON.stringify({
  StartAt: 'Greet',
  States: { Greet: { Type: 'Pass', Parameters: { 'greeting.$': "States.Format('Hello {}', $.name)" }, End: true } },
});
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:greet';

const call = (action: string, input: object) => ({
  path: '/prod/',
  stage: 'prod',
  base64: true,
  body: JSON.stringify(input),
  headers: {
    'X-AMZ-Target': `AWSStepFunctions.${action}`,
    'content-type': 'application/x-amz-json-1.0',
    Authorization:
      'AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0',
  },
});

interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly statusDescription?: string;
  readonly isBase64Encoded?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Runs the built Lambda bundle in a bare `node`, hands it the events one after the other, and returns what it answered. */
async function invokeBundle(
  events: readonly object[],
  settings: Readonly<Record<string, string>> = { FAKE_SFN_AUTH: 'none' },
  cwd = root,
): Promise<Answer[]> {
  const script = `
    const { handler } = await import('./dist/function/index.mjs');
    const answers = [];
    for (const event of ${JSON.stringify(events)}) answers.push(await handler(event, { getRemainingTimeInMillis: () => 10_000 }));
    process.stdout.write(JSON.stringify(answers));`;
  const env = { PATH: process.env['PATH'], AWS_LAMBDA_FUNCTION_NAME: 'fake-sfn', AWS_REGION: 'us-east-1', ...settings };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd, env });
  return JSON.parse(stdout);
}

describe('the built bundle, in a bare node process', () => {
  test.each([
    ['REST API', restApiEvent],
    ['HTTP API', httpApiEvent],
    ['Function URL', functionUrlEvent],
    ['load balancer', albEvent],
  ])('runs a workflow from events of a %s', async (_, eventOf) => {
    const answers = await invokeBundle([
      eventOf(
        call('CreateStateMachine', {
          name: 'greet',
          definition: DEFINITION,
          roleArn: 'arn:aws:iam::123456789012:role/r',
          type: 'EXPRESS',
        }),
      ),
      eventOf(call('StartSyncExecution', { stateMachineArn: MACHINE, input: '{"name":"Ada"}' })),
      eventOf(call('DescribeStateMachine', { stateMachineArn: `${MACHINE}x` })),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 400]);
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ stateMachineArn: MACHINE, creationDate: expect.any(Number) });
    expect(JSON.parse(answers[1]?.body ?? '')).toMatchObject({ status: 'SUCCEEDED', output: '{"greeting":"Hello Ada"}' });
    expect(JSON.parse(answers[2]?.body ?? '')).toMatchObject({ __type: 'StateMachineDoesNotExist' });
  });

  test('has moved a standard execution on as far as it gets when it answers', async () => {
    const answers = await invokeBundle([
      httpApiEvent(
        call('CreateStateMachine', { name: 'greet', definition: DEFINITION, roleArn: 'arn:aws:iam::123456789012:role/r' }),
      ),
      httpApiEvent(call('StartExecution', { stateMachineArn: MACHINE, name: 'one', input: '{"name":"Ada"}' })),
      httpApiEvent(call('DescribeExecution', { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:greet:one' })),
    ]);
    expect(JSON.parse(answers[2]?.body ?? '')).toMatchObject({ status: 'SUCCEEDED', output: '{"greeting":"Hello Ada"}' });
  });

  describe('has the console', () => {
    const page = (path: string, acceptEncoding = 'gzip, br') => ({
      method: 'GET',
      path: `/prod/console/${path}`,
      stage: 'prod',
      headers: { accept: '*/*', 'accept-encoding': acceptEncoding },
    });
    const textOf = ({ body, isBase64Encoded }: { body: string; isBase64Encoded?: boolean }) =>
      isBase64Encoded ? gunzipSync(Buffer.from(body, 'base64')).toString() : body;

    test.each([
      ['REST API', restApiEvent, false],
      ['HTTP API', httpApiEvent, true],
      ['Function URL', functionUrlEvent, true],
      ['load balancer', albEvent, true],
    ])('behind a %s, though nobody is let in', async (_, eventOf, isCompressed) => {
      const [first] = await invokeBundle([eventOf(page(''))], {});
      if (!first) return expect.unreachable();
      expect(first.statusCode).toBe(200);
      expect(first.isBase64Encoded).toBe(isCompressed);
      const [, script = ''] = /src="([^"]+)"/.exec(textOf(first)) ?? [];
      const [second, plain, missing] = await invokeBundle(
        [eventOf(page(script)), eventOf(page(script, 'identity')), eventOf(page('index.mjs.js'))],
        {},
      );
      expect(second && textOf(second)).toBe(plain?.body);
      expect(plain?.body).toContain('GET health');
      expect(missing?.statusCode).toBe(404);
    });

    test('with headers that keep everything else out, and keep what never changes', async () => {
      const [first, asset] = await invokeBundle([functionUrlEvent(page('')), functionUrlEvent(page('icon.svg'))], {});
      expect(first?.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-encoding': 'gzip',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'; connect-src 'self'"),
      });
      expect(asset?.headers).toMatchObject({
        'content-type': 'image/svg+xml',
        'cache-control': expect.stringContaining('immutable'),
      });
    });

    test('where a browser is led to', async () => {
      const [answer] = await invokeBundle([httpApiEvent({ ...page(''), path: '/prod/', headers: { accept: 'text/html' } })], {});
      expect(answer).toMatchObject({ statusCode: 302, headers: { location: './console/' } });
    });
  });

  test('refuses everything, and says why, when it is deployed without credentials', async () => {
    const health = { ...httpApiEvent({ method: 'GET', path: '/_fake/health' }) };
    for (const { statusCode, body } of await invokeBundle([httpApiEvent(call('ListActivities', {})), health], {})) {
      expect(statusCode).toBe(403);
      expect(JSON.parse(body)).toEqual({
        __type: 'AccessDeniedException',
        message: expect.stringMatching(/^FAKE_SFN_CREDENTIALS is not set.*FAKE_SFN_AUTH=none would let everyone in\.$/),
      });
    }
  });

  test.each(['arn:aws:secretsmanager:us-east-1:123456789012:secret:fake-sfn', 'ssm:/fake-sfn/credentials'])(
    'refuses everything while it cannot read %s',
    async (reference) => {
      const settings = {
        FAKE_SFN_CREDENTIALS: reference,
        AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
        AWS_MAX_ATTEMPTS: '1',
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 'b',
      };
      const [answer] = await invokeBundle([httpApiEvent(call('ListActivities', {}))], settings);
      expect(answer).toMatchObject({ statusCode: 503, body: expect.stringContaining('cannot be read') });
    },
  );

  test('needs no package beside it to keep everything in DynamoDB and be woken by SQS', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fake-sfn-alone-'));
    try {
      await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
      const env = { FAKE_SFN_STORAGE: 'dynamodb', FAKE_SFN_WAKE: 'sqs', FAKE_SFN_QUEUE_URL: 'http://127.0.0.1:1/1/q' };
      const database = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
      const started = invokeBundle([], { FAKE_SFN_AUTH: 'none', ...env, ...database }, folder);
      await expect(started).rejects.toThrow('nothing answers there');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('lets in only who signs, when it is deployed with credentials', async () => {
    const [answer] = await invokeBundle([httpApiEvent(call('ListActivities', {}))], {
      FAKE_SFN_CREDENTIALS: '123456789012:secret',
    });
    expect(answer).toMatchObject({ statusCode: 400, body: expect.stringContaining('IncompleteSignatureException') });
  });
});
