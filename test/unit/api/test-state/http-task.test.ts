import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import { task, tryState } from './try.ts';

const ARN = 'arn:aws:events:eu-west-1:123456789012:connection/mine/0000';
const SECRET = {
  username: 'me',
  password: 'pässword',
  invocation_http_parameters: {
    header_parameters: [{ key: 'X-Tenant', value: 'secret-tenant' }],
    query_string_parameters: [{ key: 'key', value: 'secret-key' }],
    body_parameters: [{ key: 'pin', value: 'secret-pin' }],
  },
};
const BASIC = `Basic ${Buffer.from('me:pässword').toString('base64')}`;

let reply: { readonly status: number; readonly body: string } | 'none';
let seen: { readonly url: string | undefined; readonly body: string }[];

/** EventBridge and Secrets Manager with one connection, and the API that tasks call. */
const server = createServer(async (request, response) => {
  const body = await text(request);
  switch (request.headers['x-amz-target']) {
    case 'AWSEvents.DescribeConnection':
      return void response.end(
        JSON.stringify({ ConnectionState: 'AUTHORIZED', AuthorizationType: 'BASIC', SecretArn: 'the-secret' }),
      );
    case 'secretsmanager.GetSecretValue':
      return void response.end(JSON.stringify({ SecretString: JSON.stringify(SECRET) }));
  }
  seen.push({ url: request.url, body });
  if (reply === 'none') return void request.socket.destroy();
  response.sendDate = false;
  response.writeHead(reply.status, ['x-b', '1', 'x-a', '2', 'x-a', '3', 'connection', 'close']).end(reply.body);
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  vi.stubEnv('AWS_ENDPOINT_URL', origin);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
beforeEach(() => {
  reply = { status: 200, body: '{ "ok": true }' };
  seen = [];
});

const callTask = createIntegrations();
const parameters = (more: object = {}) => ({
  Method: 'GET',
  Authentication: { ConnectionArn: ARN },
  ApiEndpoint: `${origin}/orders`,
  Headers: { 'X-Mine': ['a', 'b'] },
  QueryParameters: { page: '1' },
  RequestBody: { message: 'hello' },
  ...more,
});
const tryHttp = (request: object, more: object = {}, fields: object = {}) =>
  tryState(task('http:invoke', { Parameters: parameters(more), ...fields }), request, { callTask });
const inspect = async (request: object, more: object = {}) =>
  (await tryHttp({ inspectionLevel: 'TRACE', ...request }, more)).inspectionData ?? {};

const RESPONSE = {
  protocol: 'http',
  statusCode: '200',
  statusMessage: 'OK',
  headers: '[x-b: 1, x-a: 2, x-a: 3, connection: close, Transfer-Encoding: chunked]',
  body: '{ "ok": true }',
};

describe('TestState of an HTTP task with TRACE', () => {
  it('shows what was sent with what the connection added, and what came back, where secrets are revealed', async () => {
    const { request, response } = await inspect({ revealSecrets: true });
    expect(request).toEqual({
      protocol: 'http',
      method: 'GET',
      url: `${origin}/orders?page=1&key=secret-key`,
      headers:
        `[X-Mine: a, X-Mine: b, Authorization: ${BASIC}, X-Tenant: secret-tenant, ` +
        'User-Agent: Amazon|StepFunctions|HttpInvoke|eu-west-1, Range: bytes=0-262144]',
      body: '{"message":"hello","pin":"secret-pin"}',
    });
    expect(response).toEqual(RESPONSE);
    expect(seen).toEqual([{ url: '/orders?page=1&key=secret-key', body: '{"message":"hello","pin":"secret-pin"}' }]);
  });

  it('leaves out what the connection added otherwise, but sends it', async () => {
    const { request, response } = await inspect({});
    expect(request).toEqual({
      protocol: 'http',
      method: 'GET',
      url: `${origin}/orders?page=1`,
      headers: '[X-Mine: a, X-Mine: b, User-Agent: Amazon|StepFunctions|HttpInvoke|eu-west-1, Range: bytes=0-262144]',
      body: '{"message":"hello"}',
    });
    expect(response).toEqual(RESPONSE);
    expect(seen).toEqual([{ url: '/orders?page=1&key=secret-key', body: '{"message":"hello","pin":"secret-pin"}' }]);
  });

  it('shows what the definition says where the connection says something else', async () => {
    const own = { Headers: { 'x-tenant': 'own' }, QueryParameters: { key: 'own' }, RequestBody: { pin: 'own' } };
    const shown = {
      headers: expect.stringContaining('[x-tenant: own, '),
      url: `${origin}/orders?key=own`,
      body: '{"pin":"own"}',
    };
    expect((await inspect({}, own))['request']).toMatchObject(shown);
    expect((await inspect({ revealSecrets: true }, own))['request']).toMatchObject({
      headers: expect.stringContaining(`[Authorization: ${BASIC}, X-Tenant: secret-tenant, `),
      url: `${origin}/orders?key=secret-key`,
      body: '{"pin":"secret-pin"}',
    });
  });

  it('has no body to show where the definition has none', async () => {
    expect((await inspect({}, { RequestBody: null }))['request']).not.toHaveProperty('body');
  });

  it('shows the way of the data as well', async () => {
    const { input, afterParameters, result } = await inspect({ revealSecrets: true });
    expect(input).toBe('{}');
    expect(JSON.parse(String(afterParameters))).toEqual(parameters());
    expect(JSON.parse(String(result))).toMatchObject({ ResponseBody: { ok: true }, StatusCode: 200, StatusText: 'OK' });
  });

  it('shows the exchange of a task that fails, is tried again or is caught', async () => {
    reply = { status: 404, body: 'gone' };
    const error = 'States.Http.StatusCode.404';
    const handlers = [
      ['FAILED', {}],
      ['RETRIABLE', { Retry: [{ ErrorEquals: [error] }] }],
      ['CAUGHT_ERROR', { Catch: [{ ErrorEquals: [error], Next: 'Repair' }] }],
    ] as const;
    for (const [status, fields] of handlers) {
      const answer = await tryHttp({ inspectionLevel: 'TRACE' }, {}, fields);
      expect(answer).toMatchObject({ status, error, cause: 'gone' });
      expect(answer.inspectionData).toMatchObject({
        request: { url: `${origin}/orders?page=1` },
        response: { statusCode: '404', statusMessage: 'Not Found', body: 'gone' },
      });
    }
  });

  it('shows a request that got no answer', async () => {
    reply = 'none';
    const answer = await tryHttp({ inspectionLevel: 'TRACE' });
    expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Http.Socket' });
    expect(answer.inspectionData).toHaveProperty('request.method', 'GET');
    expect(answer.inspectionData).not.toHaveProperty('response');
  });

  it('shows nothing where nothing was sent: with a mock, or a body to which the connection cannot add', async () => {
    const mocked = await tryHttp({ inspectionLevel: 'TRACE', mock: { result: '{}' } });
    expect(mocked.inspectionData).not.toHaveProperty('request');
    const answer = await tryHttp({ inspectionLevel: 'TRACE' }, { RequestBody: 'a text' });
    expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause: expect.stringContaining("'RequestBody'") });
    expect(answer.inspectionData).not.toHaveProperty('request');
    expect(seen).toEqual([]);
  });
});

describe('TestState of an HTTP task with less than TRACE', () => {
  it.each([true, false])('does not show the exchange (revealSecrets %s)', async (revealSecrets) => {
    const { inspectionData } = await tryHttp({ inspectionLevel: 'DEBUG', revealSecrets });
    expect(inspectionData).toHaveProperty('result');
    expect(inspectionData).not.toHaveProperty('request');
    expect(inspectionData).not.toHaveProperty('response');
    expect(await tryHttp({ revealSecrets })).not.toHaveProperty('inspectionData');
  });
});

describe('revealSecrets', () => {
  it('is refused together with a mock', async () => {
    await expect(tryHttp({ inspectionLevel: 'TRACE', revealSecrets: true, mock: { result: '{}' } })).rejects.toMatchObject({
      code: 'ValidationException',
      message: 'TestState does not support RevealSecrets when a mock is specified.',
    });
  });

  it('changes nothing for a state that is no HTTP task', async () => {
    const state = { Type: 'Pass', End: true };
    await expect(tryState(state, { inspectionLevel: 'TRACE', revealSecrets: true })).resolves.toEqual(
      await tryState(state, { inspectionLevel: 'TRACE' }),
    );
  });
});
