import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256, signatureOf } from '#http/sigv4.ts';
import type { TaskCall, TaskOutcome } from '#integrations/integration.ts';
import { OPEN_REACH } from '#integrations/reach.ts';
import { createSdk, type FindOperation } from '#integrations/sdk/sdk-client.ts';
import { createApiGateway } from '#integrations/web/apigateway.ts';
import { createHttp } from '#integrations/web/http.ts';
import { createSigning, regionOfHost } from '#integrations/web/signing.ts';
import { urlEncode } from '#integrations/web/url-encode.ts';
import { anSts } from '#test/support/an-sts.ts';
import { taskCall } from '../task-call.ts';

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

const gateway = (
  parameters: object,
  suffix: '' | '.waitForTaskToken' = '',
  given: Partial<TaskCall> = {},
): Promise<TaskOutcome> =>
  createApiGateway(createSigning(createSdk().credentialsOf), OPEN_REACH).call(
    taskCall({ parameters: JSON.stringify({ ApiEndpoint: host, Method: 'POST', ...parameters }), ...given }),
    { kind: 'service', service: 'apigateway', action: 'invoke', suffix },
  );

describe('apigateway:invoke', () => {
  it('calls path, query and headers, and answers like AWS', async () => {
    const called = gateway({
      Stage: 'prod',
      Path: '/a/ä b',
      QueryParameters: { one: ['1', 'x y'], two: ['2'] },
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
        url: '/prod/a/%C3%A4%20b?one=1&one=x%20y&two=2',
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

  it('fails by a redirect, which it does not follow', async () => {
    reply = { status: 302, body: '', headers: { location: '/elsewhere' } };
    expect(await gateway({})).toEqual({ kind: 'failed', error: 'ApiGateway.302', cause: '' });
    expect(seen).toHaveLength(1);
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
    [{ ApiEndpoint: 'example.com' }, "The value for the field 'ApiEndpoint' must be of the form"],
    [{ ApiEndpoint: 'no host' }, "The value for the field 'ApiEndpoint' must be a host name"],
    [{ AuthType: 'IAM_AUTH' }, "The value for the field 'AuthType' must be one of NO_AUTH, IAM_ROLE, RESOURCE_POLICY"],
    [{ Headers: { Authorization: 'x', Via: 'y' } }, "The 'Headers' field contains unsupported values: [authorization, via]"],
    [{ Headers: { 'X-Amzn-Trace-Id': '1' } }, '[x-amzn-trace-id]'],
    [{ Headers: { 'x-forwarded-for': '1' } }, '[x-forwarded-for]'],
    [{ Headers: { mine: 'plain' } }, "[The value of the field 'Headers' has an invalid format]"],
    [{ Headers: 'plain' }, "[The value of the field 'Headers' has an invalid format]"],
    [{ QueryParameters: { q: 'plain' } }, "[The value of the field 'QueryParameters' has an invalid format]"],
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

/** What the signature of the last request is, and what it would have to be. */
function lastSignature(secret: string) {
  const { method = '', url = '', headers = {}, body = '' } = seen.at(-1) ?? {};
  const claim =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d+)\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;
  const [, accessKeyId, date = '', region = '', service = '', signed = '', signature] =
    claim.exec(String(headers.authorization)) ?? [];
  const { pathname, searchParams } = new URL(url, 'http://api');
  const expected = signatureOf(
    secret,
    { timestamp: String(headers['x-amz-date']), date, region, service },
    {
      method,
      path: pathname,
      query: [...searchParams],
      headers: signed.split(';').map((name) => [name, String(headers[name])]),
      bodyHash: sha256(body),
    },
  );
  return { accessKeyId, region, service, signed: signed.split(';'), signature, expected };
}

describe('apigateway:invoke with authorization', () => {
  const SECRET = 'a secret';
  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATASK');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET);
    vi.stubEnv('AWS_SESSION_TOKEN', '');
    return () => vi.unstubAllEnvs();
  });
  const request = {
    Stage: 'prod',
    Path: '/a/ä b',
    QueryParameters: { one: ['x y', '+/*~'], none: [''] },
    Headers: { 'X-List': ['a', 'b'], 'X-Spaces': ['  a   b '] },
    RequestBody: { ä: 1 },
  };

  it('signs nothing where that is not asked for', async () => {
    await gateway({ ...request, AuthType: 'NO_AUTH' });
    await gateway({ ...request, AuthType: null });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it('signs with the credentials of the process', async () => {
    expect(await output(gateway({ ...request, AuthType: 'IAM_ROLE' }))).toMatchObject({ StatusCode: 200 });
    const { signature, expected, ...rest } = lastSignature(SECRET);
    expect(rest).toMatchObject({ accessKeyId: 'AKIATASK', region: 'eu-west-1', service: 'execute-api' });
    expect(rest.signed).toEqual(expect.arrayContaining(['content-type', 'host', 'x-amz-date', 'x-list', 'x-spaces']));
    expect(signature).toBe(expected);
    expect(seen).toMatchObject([{ headers: { 'x-list': 'a,b' }, body: '{"ä":1}' }]);
  });

  it('signs a call without a body', async () => {
    await gateway({ Method: 'GET', AuthType: 'IAM_ROLE' });
    const { signature, expected } = lastSignature(SECRET);
    expect(signature).toBe(expected);
  });

  it('signs in the role of the state', async () => {
    const sts = await anSts();
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.endpoint);
    const roleArn = 'arn:aws:iam::210987654321:role/caller';
    await gateway({ ...request, AuthType: 'IAM_ROLE' }, '.waitForTaskToken', { roleArn });
    await sts.close();
    expect(sts.assumed).toEqual([roleArn]);
    const { signature, expected, ...rest } = lastSignature(sts.credentials.secretAccessKey);
    expect(rest).toMatchObject({ accessKeyId: 'ASIAROLE', signed: expect.arrayContaining(['x-amz-security-token']) });
    expect(signature).toBe(expected);
    expect(seen).toMatchObject([{ headers: { 'x-amz-security-token': sts.credentials.sessionToken } }]);
  });

  it('fails without the role', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    expect(await gateway({ AuthType: 'IAM_ROLE' }, '', { roleArn: 'arn:of:a:role' })).toMatchObject({
      error: 'States.TaskFailed',
      cause: expect.stringContaining("The role 'arn:of:a:role' (Credentials) could not be assumed"),
    });
    expect(seen).toEqual([]);
  });

  it('fails without credentials, and says what to set', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    for (const file of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(file, '/dev/null');
    expect(await gateway({ AuthType: 'IAM_ROLE' })).toMatchObject({
      error: 'ApiGateway.SdkClientException',
      cause: expect.stringMatching(/^Unable to load AWS credentials: .*Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/),
    });
    expect(seen).toEqual([]);
  });

  it('tells which state machine calls where a resource policy decides', async () => {
    const machine = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders';
    await gateway({ ...request, AuthType: 'RESOURCE_POLICY' }, '', { stateMachineArn: `${machine}:7` });
    expect(seen).toMatchObject([{ headers: { 'x-amz-source-arn': machine, 'x-amz-source-account': '123456789012' } }]);
    const { signature, expected, signed } = lastSignature(SECRET);
    expect(signature).toBe(expected);
    expect(signed).toEqual(expect.arrayContaining(['x-amz-source-account', 'x-amz-source-arn']));
  });

  it.each([
    ['a1b2c3.execute-api.ap-southeast-2.amazonaws.com', 'ap-southeast-2'],
    ['a1b2c3.execute-api.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['ABCDEF.gr7.us-gov-west-1.eks.amazonaws.com', 'us-gov-west-1'],
    ['my-host-1.example.com', undefined],
    ['127.0.0.1', undefined],
  ])('signs for the region of %s: %s', (hostname, region) => {
    expect(regionOfHost(hostname)).toBe(region);
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
  createHttp(find, OPEN_REACH).call(
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
