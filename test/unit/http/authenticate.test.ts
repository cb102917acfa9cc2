import { ListActivitiesCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SfnError } from '#api/errors.ts';
import { readProxyEvent } from '#http/api-gateway.ts';
import { type Auth, createAuthenticate } from '#http/authenticate.ts';
import { readCredentialSetting } from '#http/credentials.ts';
import { createHandler } from '#http/handle.ts';
import { sha256, signatureOf } from '#http/sigv4.ts';
import { type EventRequest, functionUrlEvent, httpApiEvent, PROXY_EVENTS, restApiEvent } from '#test/support/proxy-events.ts';
import { signedRequest } from '#test/support/signed-request.ts';

const credentials = { accessKeyId: 'AKIAONE', secretAccessKey: 'one' };
const setting = readCredentialSetting('AKIAONE:one:111111111111, AKIATWO:two');

/** A check over these settings, what it logged, and a clock that stands where it is put. */
const checkOf = async (auth: Auth = { mode: 'sigv4', credentials: setting }, now = Date.now) => {
  const logged: object[] = [];
  const authenticate = await createAuthenticate(auth, { log: (entry) => logged.push(entry), now });
  if (authenticate === undefined) throw new Error('Everyone is let in');
  const check = async (event: unknown) => {
    const exchange = readProxyEvent(event);
    if (exchange === undefined) throw new Error('not read as an HTTP event');
    return authenticate(exchange.request);
  };
  const refusal = (event: unknown): Promise<SfnError> =>
    check(event).then(
      () => {
        throw new Error('let in');
      },
      (error: unknown) => {
        if (error instanceof SfnError) return error;
        throw error;
      },
    );
  return { check, refusal, logged };
};

type EventOf = (typeof PROXY_EVENTS)[keyof typeof PROXY_EVENTS];

const hostOf = (eventOf: EventOf): string => {
  const { headers } = readProxyEvent(eventOf())?.request ?? {};
  return headers?.get('host') ?? '';
};

const signed = (endpoint: string) =>
  signedRequest((client) => client.send(new ListActivitiesCommand({ maxResults: 5 })), { endpoint, credentials });

describe.each(Object.entries(PROXY_EVENTS))("what AWS's client signed for a %s", (_name, eventOf) => {
  it.each(['', '/', '/prod', '/prod/', '/a/b'])('is recognized at the path "%s"', async (path) => {
    const request = await signed(`https://${hostOf(eventOf)}${path}`);
    const { check } = await checkOf();
    for (const base64 of [true, false]) {
      expect(await check(eventOf({ ...request, stage: 'prod', base64 }))).toEqual({
        accessKeyId: 'AKIAONE',
        account: '111111111111',
        region: 'eu-west-1',
      });
    }
  });
});

describe('gateways change requests', () => {
  it('by putting a stage in front of what came to a custom domain', async () => {
    const request = await signed(`https://${hostOf(httpApiEvent)}/`);
    const { check } = await checkOf();
    expect(await check(httpApiEvent({ ...request, path: '/dev/', stage: 'dev' }))).toBeDefined();
    expect(await check(httpApiEvent({ ...request, path: '/dev', stage: 'dev' }))).toBeDefined();
  });

  it('by dropping a stage where they do not tell the full path', async () => {
    const request = await signed(`https://${hostOf(restApiEvent)}/prod/`);
    const event = restApiEvent({ ...request, path: '/' });
    const { check } = await checkOf();
    expect(await check({ ...event, requestContext: { stage: 'prod' } })).toBeDefined();
  });

  it('by keeping the length of the body', async () => {
    const request = await signed(`https://${hostOf(restApiEvent)}`);
    const { 'content-length': length, ...headers } = request.headers;
    expect(length).toBe('16');
    const { check, refusal } = await checkOf();
    expect(await check(restApiEvent({ ...request, headers }))).toBeDefined();
    expect((await refusal(restApiEvent({ ...request, headers: { ...headers, 'content-length': '15' } }))).code).toBe(
      'InvalidSignatureException',
    );
  });

  it('by adding headers of their own', async () => {
    const request = await signed(`https://${hostOf(restApiEvent)}`);
    const added = { 'X-Amzn-Trace-Id': 'Root=1', 'X-Forwarded-For': '203.0.113.7', 'X-Amz-Cf-Id': 'cloudfront==', Via: '2.0 x' };
    const { check } = await checkOf();
    expect(await check(restApiEvent({ ...request, headers: { ...request.headers, ...added } }))).toBeDefined();
  });

  it('but not the host: another one is another request, the prefix that clients put before it is part of it', async () => {
    const { check, refusal } = await checkOf();
    const request = await signedRequest((client) => client.send(new StartSyncExecutionCommand({ stateMachineArn: 'arn:s' })), {
      endpoint: `https://${hostOf(functionUrlEvent)}`,
      credentials,
    });
    expect(request.headers['host']).toBe(`sync-${hostOf(functionUrlEvent)}`);
    const event = functionUrlEvent(request);
    expect((await refusal(event)).code).toBe('InvalidSignatureException');
    const { host = '' } = request.headers;
    expect(await check({ ...event, headers: { ...event.headers, host } })).toBeDefined();
  });
});

const AT = Date.UTC(2026, 0, 1, 12, 0, 0);
const TIMESTAMP = '20260101T120000Z';

/** A presigned request for ListActivities, valid at AT, and what may be different about it. */
const presigned = ({
  query = {},
  headers = {},
  signedHeaders = ['host', 'x-amz-target'],
  expires = '900',
  body = '',
}: {
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  signedHeaders?: readonly string[];
  expires?: string;
  body?: string;
} = {}): EventRequest => {
  const all: Record<string, string> = {
    host: hostOf(functionUrlEvent),
    'x-amz-target': 'AWSStepFunctions.ListActivities',
    ...headers,
  };
  const unsigned = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIATWO/20260101/sa-east-1/states/aws4_request',
    'X-Amz-Date': TIMESTAMP,
    'X-Amz-Expires': expires,
    'X-Amz-SignedHeaders': signedHeaders.join(';'),
    ...query,
  };
  const signature = signatureOf(
    'two',
    { timestamp: TIMESTAMP, date: '20260101', region: 'sa-east-1', service: 'states' },
    {
      method: 'POST',
      path: '/',
      query: Object.entries(unsigned),
      headers: signedHeaders.map((name) => [name, all[name] ?? '']),
      bodyHash: sha256(body),
    },
  );
  return { query: { ...unsigned, 'X-Amz-Signature': signature }, headers: all, body };
};

const at = (epochMillis: number) => checkOf(undefined, () => epochMillis);

describe('a presigned request', () => {
  it.each(Object.entries(PROXY_EVENTS))('gets in through a %s', async (_name, eventOf) => {
    const { check } = await at(AT + 899_000);
    const request = presigned({ headers: { host: hostOf(eventOf) }, query: { 'a b': "ä'(*)!~" } });
    const event = eventOf(request);
    const raw = Object.entries(request.query ?? {}).map((pair) => pair.map(encodeURIComponent).join('='));
    expect(await check({ ...event, ...('rawQueryString' in event ? { rawQueryString: raw.join('&') } : {}) })).toEqual({
      accessKeyId: 'AKIATWO',
      region: 'sa-east-1',
    });
  });

  it('holds as long as it says, and not before its time', async () => {
    const event = functionUrlEvent(presigned());
    expect((await (await at(AT + 901_000)).refusal(event)).message).toBe(
      'Signature expired: 20260101T120000Z is now earlier than 20260101T120001Z (20260101T121501Z - 15 min.)',
    );
    expect((await (await at(AT - 301_000)).refusal(event)).message).toBe(
      'Signature not yet current: 20260101T120000Z is still later than 20260101T115959Z (20260101T115459Z + 5 min.)',
    );
    expect(await (await at(AT - 299_000)).check(event)).toBeDefined();
  });

  it.each([
    ['604801', /less than a week/],
    ['-1', /non-negative/],
    ['soon', /should be a number/],
  ])('cannot hold for %s seconds', async (expires, message) => {
    const { refusal } = await at(AT);
    const error = await refusal(functionUrlEvent(presigned({ expires })));
    expect([error.code, error.status]).toEqual(['IncompleteSignatureException', 400]);
    expect(error.message).toMatch(message);
  });

  it('says all that is missing', async () => {
    const { query, ...request } = presigned();
    const { refusal } = await at(AT);
    const error = await refusal(functionUrlEvent({ ...request, query: { 'X-Amz-Signature': query?.['X-Amz-Signature'] ?? '' } }));
    expect(error.code).toBe('IncompleteSignatureException');
    expect(error.message).toMatch(/'X-Amz-Algorithm'.*'X-Amz-Credential'.*'X-Amz-SignedHeaders'.*'X-Amz-Date'.*Re-examine/);
  });

  it('says how long it holds', async () => {
    const { query, ...request } = presigned();
    const { 'X-Amz-Expires': _, ...endless } = query ?? {};
    const { refusal } = await at(AT);
    expect(await refusal(functionUrlEvent({ ...request, query: endless }))).toMatchObject({
      code: 'IncompleteSignatureException',
      message: "AWS query-string parameters must include 'X-Amz-Expires'. Re-examine the query-string parameters.",
    });
  });

  it.each(['X-Amz-Signature', 'X-Amz-Credential'])('has one %s', async (name) => {
    const request = presigned();
    const event = functionUrlEvent(request);
    const { refusal } = await at(AT);
    const raw = Object.entries({ ...request.query }).map((pair) => pair.map(encodeURIComponent).join('='));
    const rawQueryString = [`${name}=first`, ...raw].join('&');
    expect((await refusal({ ...event, rawQueryString })).code).toBe('IncompleteSignatureException');
  });

  it('names its headers in small letters', async () => {
    const { refusal } = await at(AT);
    const capital = presigned({ signedHeaders: ['Host', 'x-amz-target'], headers: { Host: hostOf(functionUrlEvent) } });
    expect((await refusal(functionUrlEvent(capital))).code).toBe('InvalidSignatureException');
  });

  it('covers its target, by a signed header or in the query', async () => {
    const { check, refusal } = await at(AT);
    expect((await refusal(functionUrlEvent(presigned({ signedHeaders: ['host'] })))).message).toBe(
      "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
    );
    const inQuery = presigned({ signedHeaders: ['host'], query: { 'x-amz-target': 'AWSStepFunctions.ListActivities' } });
    expect(await check(functionUrlEvent(inQuery))).toBeDefined();
    const { headers = {} } = inQuery;
    const changed = { ...inQuery, headers: { ...headers, 'x-amz-target': 'AWSStepFunctions.StopExecution' } };
    expect((await refusal(functionUrlEvent(changed))).code).toBe('InvalidSignatureException');
  });

  it('must sign its host', async () => {
    const { refusal } = await at(AT);
    expect((await refusal(functionUrlEvent(presigned({ signedHeaders: ['x-amz-target'] })))).message).toBe(
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  });

  it('does not get in with a body that it does not cover', async () => {
    const { refusal } = await at(AT);
    expect((await refusal(functionUrlEvent({ ...presigned(), body: '{"maxResults":1}' }))).code).toBe(
      'InvalidSignatureException',
    );
  });

  it('does not get in with a body that is not UTF-8', async () => {
    const { refusal } = await at(AT);
    const event = { ...functionUrlEvent(presigned()), body: '/w==', isBase64Encoded: true };
    expect((await refusal(event)).code).toBe('InvalidSignatureException');
  });
});

describe('a header that is no signature', () => {
  const refused = async (headers: Readonly<Record<string, string>>) => {
    const { code, message, status } = await (await at(AT)).refusal(functionUrlEvent({ headers }));
    expect(status).toBe(400);
    return [code, message] as const;
  };
  const whole = (credential: string) =>
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

  it('is missing', async () => {
    expect(await refused({})).toEqual(['MissingAuthenticationTokenException', 'Missing Authentication Token']);
    expect(await refused({ authorization: '' })).toEqual(['MissingAuthenticationTokenException', 'Missing Authentication Token']);
  });

  it.each(['Bearer secret-token', 'Basic dXNlcjpzZWNyZXQ=', 'AWS4-ECDSA-P256-SHA256 Credential=a/b', 'AWS4-HMAC-SHA256', '%%%'])(
    'is of another kind, and is not repeated: %s',
    async (authorization) => {
      const [code, message] = await refused({ authorization });
      expect(code).toBe('IncompleteSignatureException');
      expect(message).toMatch(
        /^Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. \(Hashed with SHA-256 and encoded with Base64\) Authorization=[\w+/]{43}=$/,
      );
    },
  );

  it.each(['Credential=a/20260101/eu-west-1/states/aws4_request', 'SignedHeaders=host', `Signature=${'1'.repeat(64)}`])(
    'has a field twice: %s',
    async (field) => {
      const authorization = `${whole('AKIATWO/20260101/eu-west-1/states/aws4_request')}, ${field}`;
      const [code, message] = await refused({ authorization, 'x-amz-date': TIMESTAMP });
      expect(code).toBe('IncompleteSignatureException');
      expect(message).toMatch(/more than one/);
    },
  );

  it('has a pair that is none', async () => {
    const [code, message] = await refused({ authorization: 'AWS4-HMAC-SHA256 Credential', 'x-amz-date': TIMESTAMP });
    expect(code).toBe('IncompleteSignatureException');
    expect(message).toMatch(/^Invalid key=value pair \(missing equal-sign\)/);
  });

  it.each(['AKIAONE', 'AKIA/ONE/20260101/us-east-1/states/aws4_request', '/20260101/us-east-1/states/aws4_request'])(
    'has the credential %s',
    async (credential) => {
      expect(await refused({ authorization: whole(credential), 'x-amz-date': TIMESTAMP })).toEqual([
        'IncompleteSignatureException',
        `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
      ]);
    },
  );

  it.each(['2026-01-01T12:00:00Z', '20261301T120000Z', 'now'])('has the date %s', async (date) => {
    const [code, message] = await refused({
      authorization: whole('AKIAONE/20260101/us-east-1/states/aws4_request'),
      'x-amz-date': date,
    });
    expect(code).toBe('IncompleteSignatureException');
    expect(message).toContain(`Date must be in ISO-8601 'basic format'. Got '${date}'.`);
  });

  it('has a scope in which all is wrong', async () => {
    expect(
      await refused({ authorization: whole('AKIAONE/20251231/<b>/sns/aws5'), date: 'Thu, 01 Jan 2026 12:00:00 GMT' }),
    ).toEqual([
      'InvalidSignatureException',
      "Credential should be scoped to a valid region, not '<b>'. Credential should be scoped to correct service: 'states'. " +
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. Date in Credential scope does not match " +
        "YYYYMMDD from ISO-8601 version of date from HTTP: '20251231' != '20260101', from '20260101T120000Z'. ",
    ]);
  });
});

describe('whatever a stranger sends', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'AWS4-HMAC-SHA256 ',
      'Credential=',
      'AKIAONE/20260101/us-east-1/states/aws4_request',
      ', ',
      'SignedHeaders=',
      'host',
    ),
    fc.constantFrom(
      'Signature=',
      '__proto__',
      'constructor/20260101/r/states/aws4_request',
      TIMESTAMP,
      '%E0%A4%A',
      '=',
      ';',
      '\u0000',
    ),
  );
  const words = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
  const name = fc.oneof(
    words,
    fc.constantFrom(
      'authorization',
      'x-amz-date',
      'date',
      'host',
      'x-amz-content-sha256',
      'x-amz-security-token',
      'x-amz-target',
    ),
    fc.constantFrom(
      'X-Amz-Algorithm',
      'X-Amz-Credential',
      'X-Amz-Signature',
      'X-Amz-SignedHeaders',
      'X-Amz-Date',
      'X-Amz-Expires',
    ),
  );

  it("is refused with one of AWS's errors", async () => {
    const { refusal } = await at(AT);
    const request = fc.record({
      headers: fc.dictionary(name, words),
      query: fc.dictionary(name, words),
      path: words,
      body: words,
    });
    await fc.assert(
      fc.asyncProperty(request, fc.constantFrom(...Object.values(PROXY_EVENTS)), async (given, eventOf) => {
        const headers = Object.fromEntries(Object.entries(given.headers));
        const error = await refusal({
          ...eventOf({ headers, body: given.body }),
          path: given.path,
          rawPath: given.path,
          queryStringParameters: given.query,
          rawQueryString: Object.entries(given.query)
            .map((pair) => pair.join('='))
            .join('&'),
        });
        expect(error.code).toMatch(
          /^(MissingAuthenticationToken|IncompleteSignature|UnrecognizedClient|InvalidSignature)Exception$/,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is refused even where only one character of a valid request is different', async () => {
    const { check, refusal } = await at(AT);
    const { query = {}, ...request } = presigned();
    expect(await check(functionUrlEvent({ ...request, query }))).toBeDefined();
    const change = fc.record({ name: fc.constantFrom(...Object.keys(query)), at: fc.nat(), to: fc.constantFrom('0', 'a', 'Z') });
    await fc.assert(
      fc.asyncProperty(change, async ({ name: changed, at: place, to }) => {
        const value = query[changed] ?? '';
        const index = place % value.length;
        fc.pre(value[index] !== to);
        const tampered = { ...query, [changed]: value.slice(0, index) + to + value.slice(index + 1) };
        await refusal(functionUrlEvent({ ...request, query: tampered }));
      }),
    );
  });
});

describe('a handler that checks signatures', () => {
  const handlerOf = async (auth: Auth) => {
    const logged: object[] = [];
    const log = (entry: object) => logged.push(entry);
    const handle = createHandler({
      api: async () => ({}),
      control: ({ path }) =>
        path.endsWith('/_fake/health') ? Promise.resolve({ status: 200, headers: {}, body: '{}' }) : undefined,
      authenticate: await createAuthenticate(auth, { log, now: Date.now }),
      account: '000000000000',
      region: 'us-east-1',
      log,
    });
    const status = async (method: string, path: string) => {
      const answer = await handle(
        functionUrlEvent({ method, path, headers: { 'x-amz-target': 'AWSStepFunctions.ListActivities' } }),
      );
      return answer;
    };
    return { status, logged };
  };

  it('protects the control paths, but for the health check', async () => {
    const { status } = await handlerOf({ mode: 'sigv4', credentials: setting });
    for (const path of ['/_fake/reset', '/_fake/', '/prod/_fake/mocks', '/_fake/health/', '/_fake/reset/_fake/health', '/']) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        expect(await status(method, path)).toMatchObject({
          statusCode: 400,
          body: expect.stringContaining('MissingAuthenticationToken'),
        });
      }
    }
    expect(await status('GET', '/_fake/health')).toMatchObject({ statusCode: 200 });
    expect(await status('GET', '/my_stage/_fake/health')).toMatchObject({ statusCode: 200 });
    expect(await status('POST', '/_fake/health')).toMatchObject({ statusCode: 400 });
  });

  it('refuses everything when it is closed, and says why in its log and its answers', async () => {
    const { status, logged } = await handlerOf({ mode: 'closed', reason: 'No credentials are set.' });
    expect(logged).toEqual([{ level: 'ERROR', message: 'Every request is refused. No credentials are set.' }]);
    for (const path of ['/', '/_fake/reset', '/_fake/health']) {
      expect(await status('GET', path)).toMatchObject({
        statusCode: 403,
        body: '{"__type":"AccessDeniedException","message":"No credentials are set."}',
      });
    }
  });

  it('warns where it is open to strangers', async () => {
    const { status, logged } = await handlerOf({ mode: 'none', exposed: true });
    expect(logged).toEqual([{ level: 'WARN', message: expect.stringContaining('FAKE_SFN_AUTH is "none"') }]);
    expect(await status('POST', '/')).toMatchObject({ statusCode: 200 });
    expect((await handlerOf({ mode: 'none', exposed: false })).logged).toEqual([]);
  });
});
