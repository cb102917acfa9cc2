import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiGateway } from '#integrations/apigateway.ts';
import { createHttp } from '#integrations/http.ts';
import type { TaskCall, TaskOutcome } from '#integrations/integration.ts';
import type { FindOperation } from '#integrations/sdk-client.ts';
import { urlEncode } from '#integrations/url-encode.ts';
import { taskCall } from './task-call.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let seen: Seen[];
let reply: { status: number; body: string | Buffer; headers?: Record<string, string | string[]> };
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  seen.push({ method: request.method, url: request.url, headers: request.headers, body });
  if (request.url === '/token') return void response.end('{"access_token":"t0ken"}');
  response
    .writeHead(reply.status, { 'Content-Type': 'application/json', 'X-Thing': ['1', '2'], ...reply.headers })
    .end(reply.body);
});
let host = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  seen = [];
  reply = { status: 200, body: '{"ok":true}' };
});

/** The output of a success, parsed. */
async function output(outcome: Promise<TaskOutcome>): Promise<Record<string, unknown>> {
  const { kind, ...rest } = await outcome;
  if (!('output' in rest)) throw new Error(`${kind}: ${JSON.stringify(rest)}`);
  return JSON.parse(rest.output);
}

const gateway = (parameters: object, suffix: '' | '.waitForTaskToken' = ''): Promise<TaskOutcome> =>
  createApiGateway().call(taskCall({ parameters: JSON.stringify({ ApiEndpoint: host, Method: 'POST', ...parameters }) }), {
    kind: 'service',
    service: 'apigateway',
    action: 'invoke',
    suffix,
  });

describe('apigateway:invoke', () => {
  it('calls path, query and headers, and answers like AWS', async () => {
    const called = gateway({
      Stage: 'prod',
      Path: '/a/ä b',
      QueryParameters: { one: ['1', 'x y'], two: '2' },
      Headers: { 'X-List': ['a', 'b'] },
      RequestBody: { a: [1, null], b: null },
    });
    expect(await output(called)).toMatchObject({
      Headers: { 'Content-Type': ['application/json'], 'X-Thing': ['1', '2'] },
      ResponseBody: { ok: true },
      StatusCode: 200,
      StatusText: 'OK',
    });
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/prod/a/%C3%A4%20b?one=1&one=x+y&two=2',
        headers: { 'x-list': 'a, b', 'content-type': 'application/json' },
        body: '{"a":[1]}',
      },
    ]);
  });

  it('sends nulls where they are allowed, and a text with its quotes', async () => {
    await gateway({ RequestBody: { b: null }, AllowNullValues: true });
    await gateway({ RequestBody: '' });
    await gateway({ RequestBody: null });
    expect(seen.map(({ body }) => body)).toEqual(['{"b":null}', '""', '']);
  });

  it('fails by the status, with the body as the cause', async () => {
    reply = { status: 403, body: '{"message":"Forbidden"}' };
    expect(await gateway({})).toEqual({ kind: 'failed', error: 'ApiGateway.403', cause: '{"message":"Forbidden"}' });
  });

  it('has a body that is no JSON as a text', async () => {
    reply = { status: 200, body: 'plain' };
    expect(await output(gateway({}))).toMatchObject({ ResponseBody: 'plain' });
  });

  it('is submitted where a token is out', async () => {
    expect(await gateway({}, '.waitForTaskToken')).toMatchObject({ kind: 'submitted' });
  });

  it.each([
    [{ Method: 'FETCH' }, 'Method'],
    [{ ApiEndpoint: 1 }, 'ApiEndpoint'],
    [{ Body: 1 }, '"Body" is not supported'],
    [{ AuthType: 'IAM_ROLE' }, 'AuthType IAM_ROLE is not supported by this fake'],
  ])('refuses %j', async (parameters, reason) => {
    expect(await gateway(parameters)).toMatchObject({
      kind: 'failed',
      error: 'States.Runtime',
      cause: expect.stringContaining(reason),
    });
    expect(seen).toEqual([]);
  });

  it('fails where nobody listens', async () => {
    expect(await gateway({ ApiEndpoint: '127.0.0.1:1' })).toMatchObject({
      error: 'ApiGateway.SdkClientException',
      cause: expect.stringContaining('127.0.0.1:1'),
    });
  });
});

const ARN = 'arn:aws:events:eu-west-1:123456789012:connection/mine/0000';

/** EventBridge and Secrets Manager with one connection. */
const connections =
  (connection: object, secret: object): FindOperation =>
  async (_, action) => ({
    kind: 'operation',
    serviceId: 'EventBridge',
    input: { kind: 'document' },
    output: { kind: 'document' },
    send: async () => ({
      kind: 'answer',
      output:
        action === 'describeConnection'
          ? { ConnectionState: 'AUTHORIZED', SecretArn: 's', ...connection }
          : { SecretString: JSON.stringify(secret) },
      http: { statusCode: 200, headers: {} },
      requestId: undefined,
      endpoint: undefined,
    }),
  });
const basic = connections({ AuthorizationType: 'BASIC' }, { username: 'me', password: 'pässword' });

const http = (parameters: object, find: FindOperation = basic, given: Partial<TaskCall> = {}): Promise<TaskOutcome> =>
  createHttp(find).call(
    taskCall({
      parameters: JSON.stringify({
        ApiEndpoint: `http://${host}/api`,
        Method: 'POST',
        Authentication: { ConnectionArn: ARN },
        ...parameters,
      }),
      ...given,
    }),
    { kind: 'service', service: 'http', action: 'invoke', suffix: '' },
  );

describe('http:invoke', () => {
  it('sends JSON with the password of its connection', async () => {
    expect(
      await output(http({ RequestBody: { a: 1 }, QueryParameters: { q: ['1', '2'] }, Headers: { 'X-Mine': 'yes' } })),
    ).toMatchObject({
      ResponseBody: { ok: true },
      StatusCode: 200,
      StatusText: 'OK',
    });
    expect(seen).toMatchObject([
      {
        url: '/api?q=1&q=2',
        headers: {
          authorization: `Basic ${Buffer.from('me:pässword').toString('base64')}`,
          'content-type': 'application/json; charset=UTF-8',
          range: 'bytes=0-262144',
          'user-agent': 'Amazon|StepFunctions|HttpInvoke|eu-west-1',
          'x-mine': 'yes',
        },
        body: '{"a":1}',
      },
    ]);
  });

  it.each(['GET', 'DELETE', 'OPTIONS', 'PATCH'])('sends the body of a %s', async (Method) => {
    await http({ Method, RequestBody: { a: 'ä' } });
    expect(seen).toMatchObject([{ method: Method, headers: { 'content-length': '10' }, body: '{"a":"ä"}' }]);
  });

  it('adds what the connection has for every call', async () => {
    const find = connections(
      {
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          InvocationHttpParameters: {
            HeaderParameters: [{ Key: 'X-Tenant', Value: 't' }],
            BodyParameters: [{ Key: 'b', Value: '2' }],
          },
        },
      },
      { api_key_name: 'X-Key', api_key_value: 'k' },
    );
    await http({ RequestBody: { a: 1 } }, find);
    expect(seen).toMatchObject([{ headers: { 'x-key': 'k', 'x-tenant': 't' }, body: '{"a":1,"b":"2"}' }]);
  });

  it('gives way to its connection where both name a header, whatever the case, or a query parameter', async () => {
    const find = connections(
      {
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          InvocationHttpParameters: {
            HeaderParameters: [{ Key: 'content-type', Value: 'text/theirs' }],
            QueryStringParameters: [{ Key: 'q', Value: 'theirs' }],
          },
        },
      },
      { api_key_name: 'X-Key', api_key_value: 'k' },
    );
    const own = { Headers: { 'Content-Type': 'text/mine', 'X-KEY': 'mine' }, QueryParameters: { q: ['mine', 'too'], r: 'mine' } };
    await http({ ...own, RequestBody: 'hi' }, find);
    expect(seen).toMatchObject([
      { url: '/api?q=theirs&r=mine', headers: { 'content-type': 'text/theirs', 'x-key': 'k' }, body: 'hi' },
    ]);
  });

  it.each(['a text', ['a list'], 7])('fails where its connection adds to the body %j', async (RequestBody) => {
    const BodyParameters = [{ Key: 'b', Value: '2' }];
    const find = connections(
      { AuthorizationType: 'BASIC', AuthParameters: { InvocationHttpParameters: { BodyParameters } } },
      { username: 'me', password: 'p' },
    );
    expect(await http({ RequestBody }, find)).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining("The field 'RequestBody' must be an object"),
    });
    expect(seen).toEqual([]);
  });

  it('fetches a token first', async () => {
    const find = connections(
      {
        AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
        AuthParameters: {
          OAuthParameters: {
            AuthorizationEndpoint: `http://${host}/token`,
            HttpMethod: 'POST',
            ClientParameters: { ClientID: 'id' },
          },
        },
      },
      { client_id: 'id', client_secret: 'shh' },
    );
    await http({}, find);
    expect(seen).toMatchObject([
      { url: '/token', body: 'grant_type=client_credentials&client_id=id&client_secret=shh' },
      { url: '/api', headers: { authorization: 'Bearer t0ken' } },
    ]);
  });

  it('writes forms', async () => {
    const Transform = { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat: 'BRACKETS' } };
    await http({ RequestBody: { a: ['x', 'y z'] }, Transform });
    expect(seen).toMatchObject([
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a%5B%5D=x&a%5B%5D=y%20z' },
    ]);
  });

  it.each([301, 404, 500])('fails by the status %i', async (status) => {
    reply = { status, body: 'gone', headers: { location: '/elsewhere' } };
    expect(await http({})).toEqual({ kind: 'failed', error: `States.Http.StatusCode.${status}`, cause: 'gone' });
  });

  it.each(['Authorization', 'host', 'X-Amz-Date', 'x-forwarded-for', 'TE'])('does not take the header %s', async (name) => {
    expect(await http({ Headers: { [name]: 'x' } })).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining(`The header '${name}' cannot be used`),
    });
    expect(seen).toEqual([]);
  });

  it.each(['application/octet-stream', 'image/png', 'Audio/mpeg; x=y'])('cannot read an answer of the type %s', async (type) => {
    reply = { status: 200, body: 'x', headers: { 'Content-Type': type } };
    expect(await http({})).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining(`'${type}'`) });
  });

  it('cannot read an answer that is no text', async () => {
    reply = { status: 200, body: Buffer.from([0xff, 0xfe]) };
    expect(await http({})).toMatchObject({ error: 'States.Runtime', cause: 'The response is not a valid string.' });
  });

  it('fails where nobody listens', async () => {
    expect(await http({ ApiEndpoint: 'http://127.0.0.1:1/' })).toMatchObject({ error: 'States.Http.Socket' });
  });

  it('fails by the state of the connection', async () => {
    expect(await http({}, connections({ ConnectionState: 'DEAUTHORIZED' }, {}))).toMatchObject({
      error: 'Events.ConnectionResource.InvalidConnectionState',
    });
  });

  it('wants a connection', async () => {
    expect(await http({ Authentication: null })).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('ConnectionArn'),
    });
  });

  it('ends with its call', async () => {
    expect(await http({}, basic, { signal: AbortSignal.abort() })).toMatchObject({ kind: 'failed', error: 'States.Http.Socket' });
  });
});

describe('a form', () => {
  it.each([
    ['INDICES', 'a[0]=1&a[1]=b&c[d]=e'],
    ['REPEAT', 'a=1&a=b&c[d]=e'],
    ['BRACKETS', 'a[]=1&a[]=b&c[d]=e'],
    ['COMMAS', 'a=1,b&c[d]=e'],
    ['NONE', 'a=1&a=b&c[d]=e'],
  ])('has lists as %s', (format, expected) => {
    expect(decodeURIComponent(urlEncode({ a: [1, 'b'], c: { d: 'e' }, none: null }, format))).toBe(expected);
  });
});
