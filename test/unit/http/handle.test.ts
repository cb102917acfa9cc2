import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { Api, ApiCall } from '#api/call.ts';
import { SfnError } from '#api/errors.ts';
import { MAX_BODY_BYTES } from '#http/aws-json.ts';
import { createHandler, type HandlerParts } from '#http/handle.ts';
import { apiCall } from '#test/support/api-call.ts';
import { type EventRequest, functionUrlEvent, PROXY_EVENTS } from '#test/support/proxy-events.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A handler over an API, with what it logs and a way to send it requests. */
const handlerOf = (api: Api, parts: Partial<HandlerParts> = {}) => {
  const logged: object[] = [];
  const handle = createHandler({
    api,
    account: '000000000000',
    region: 'us-east-1',
    log: (entry) => logged.push(entry),
    ...parts,
  });
  const send = async (request: EventRequest, context?: Context) => {
    const result = (await handle(functionUrlEvent(request), context)) as {
      statusCode: number;
      headers: Record<string, string>;
      body: string;
    };
    return { status: result.statusCode, headers: result.headers, body: result.body, json: () => JSON.parse(result.body) };
  };
  return { handle, send, logged };
};

const echo: Api = async ({ action, input }) => ({ action, input });
const failing =
  (error: unknown): Api =>
  () =>
    Promise.reject(error);

describe('an action', () => {
  it('is told of a trace header, but not of those that the front doors of AWS give to every request', async () => {
    const traced: (string | undefined)[] = [];
    const api: Api = async ({ traceHeader }) => {
      traced.push(traceHeader);
      return {};
    };
    for (const [header, inLambda] of [
      ['Root=1-2', false],
      ['Root=1-2', true],
      ['ä'.repeat(3), false],
    ] as const) {
      const request = apiCall('ListActivities', {});
      const headers = { ...request.headers, 'X-Amzn-Trace-Id': header };
      await handlerOf(api, { inLambda }).send({ ...request, headers });
    }
    expect(traced).toEqual(['Root=1-2', undefined, undefined]);
  });

  it.each(Object.entries(PROXY_EVENTS))('answers through a %s', async (_name, eventOf) => {
    const { handle } = handlerOf(echo);
    for (const path of ['/', '/prod', '/prod/']) {
      for (const base64 of [true, false]) {
        const result = await handle(eventOf({ ...apiCall('ListActivities', { maxResults: 5 }), path, base64 }));
        expect(result).toMatchObject({
          statusCode: 200,
          isBase64Encoded: false,
          body: '{"action":"ListActivities","input":{"maxResults":5}}',
        });
      }
    }
  });

  it('is told who calls, the id of its answer, and a time without end', async () => {
    const calls: ApiCall[] = [];
    const { send } = handlerOf(async (call) => {
      calls.push(call);
      return {};
    });
    const { headers } = await send(apiCall('ListActivities'));
    expect(headers['x-amzn-RequestId']).toMatch(UUID);
    expect(calls[0]).toMatchObject({
      caller: { account: '000000000000', region: 'us-east-1', partition: 'aws' },
      requestId: headers['x-amzn-RequestId'],
    });
    expect(calls[0]?.remainingMillis()).toBe(Number.POSITIVE_INFINITY);
  });

  it('has the time that Lambda leaves it, counting down', async () => {
    let left = 3000;
    const { send } = handlerOf(async ({ remainingMillis }) => {
      const before = remainingMillis();
      left = 1000;
      return { before, after: remainingMillis() };
    });
    const context = { getRemainingTimeInMillis: () => left } as Context;
    expect((await send(apiCall('StartSyncExecution'), context)).json()).toEqual({ before: 3000, after: 1000 });
  });

  it('answers dates as epoch seconds with milliseconds, at any depth, and leaves undefined out', async () => {
    const date = new Date(1_763_800_000_123);
    const { send } = handlerOf(async () => ({
      date,
      gone: undefined,
      events: [{ timestamp: date, type: 'PassStateEntered' }],
      kept: { a: null },
    }));
    const { body, headers } = await send(apiCall('GetExecutionHistory'));
    expect(body).toBe(
      '{"date":1763800000.123,"events":[{"timestamp":1763800000.123,"type":"PassStateEntered"}],"kept":{"a":null}}',
    );
    expect(headers['content-type']).toBe('application/x-amz-json-1.0');
  });

  it('gets an empty object where there is no body', async () => {
    const { send } = handlerOf(echo);
    const { headers = {} } = apiCall('ListActivities');
    expect((await send({ headers })).json()).toEqual({ action: 'ListActivities', input: {} });
  });

  it('gets lone surrogates and members named like prototypes unharmed', async () => {
    const { send } = handlerOf(echo);
    const body = '{"name":"\\ud800","__proto__":{"a":1},"constructor":2}';
    expect((await send({ ...apiCall('X'), body })).body).toBe(`{"action":"X","input":${body}}`);
  });
});

describe('an error of the API', () => {
  it('is answered with its code, message, members and status', async () => {
    const { send, logged } = handlerOf(failing(new SfnError('ValidationException', 'No.', { reason: 'MISSING' })));
    const { status, headers, json } = await send(apiCall('CreateStateMachine'));
    expect(status).toBe(400);
    expect(json()).toEqual({ __type: 'ValidationException', message: 'No.', reason: 'MISSING' });
    expect(headers).toMatchObject({ 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': 'ValidationException' });
    expect(headers['x-amzn-RequestId']).toMatch(UUID);
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('x-amzn-query-error');
    expect(logged).toEqual([]);
  });

  it('may have a status of its own', async () => {
    expect((await handlerOf(failing(new SfnError('ServiceUnavailable', 'Later.', {}, 503))).send(apiCall('X'))).status).toBe(503);
  });
});

describe('a bug', () => {
  it('is a 500 without internals, and a log entry with them', async () => {
    const { send, logged } = handlerOf(failing(new TypeError('secret table is undefined')));
    const { status, body, headers } = await send(apiCall('ListActivities'));
    expect(status).toBe(500);
    expect(JSON.parse(body).__type).toBe('InternalFailure');
    expect(body).not.toContain('secret');
    expect(logged).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        requestId: headers['x-amzn-RequestId'],
        target: 'AWSStepFunctions.ListActivities',
        errorType: 'TypeError',
        errorMessage: 'secret table is undefined',
        stack: expect.stringContaining('handle.test'),
      }),
    ]);
  });

  it.each([['text'], [null], [undefined], [Object.create(null)], [Symbol('s')]])('may throw anything: %o', async (thrown) => {
    const { send, logged } = handlerOf(failing(thrown));
    expect((await send(apiCall('X'))).status).toBe(500);
    expect(() => JSON.stringify(logged)).not.toThrow();
  });

  it('may lie in an output that cannot be written', async () => {
    const loop: Record<string, unknown> = {};
    loop['loop'] = loop;
    expect((await handlerOf(async () => loop).send(apiCall('X'))).status).toBe(500);
  });
});

describe('a request that is no action', () => {
  const refused = async (request: EventRequest) => {
    const { send, logged } = handlerOf(() => Promise.reject(new Error('reached the API')));
    const answer = await send(request);
    expect(logged).toEqual([]);
    return {
      status: answer.status,
      type: answer.json().__type,
      header: answer.headers['x-amzn-errortype'],
      message: answer.json().message,
    };
  };

  it.each([
    'AWSStepFunctions',
    'AWSStepFunctions.',
    '.',
    '',
    'DynamoDB_20120810.ListTables',
    'awsstepfunctions.ListActivities',
    'AWSStepFunctions.List.Activities',
    'AWSStepFunctions.__proto__',
  ])('with the target %j is an unknown operation', async (target) => {
    const { status, type, header } = await refused({ headers: { 'x-amz-target': target }, body: '{}' });
    expect([status, type, header]).toEqual([400, 'UnknownOperationException', 'UnknownOperationException']);
  });

  it('without a target is an unknown operation', async () => {
    expect(await refused({ body: '{}' })).toMatchObject({ status: 400, type: 'UnknownOperationException' });
  });

  it.each([
    '{',
    '{"a":1}x',
    "{'a':1}",
    ' ',
    '\ufeff{}',
    'null',
    '"x"',
    '5',
    'true',
    '[]',
    '[{}]',
    '['.repeat(100_000),
    '[1'.repeat(10),
  ])('with the body %.20s cannot be deserialized', async (body) => {
    expect(await refused({ ...apiCall('ListActivities'), body })).toMatchObject({ status: 400, type: 'SerializationException' });
  });

  it('with a body of 100,000 levels cannot be deserialized', async () => {
    const body = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await refused({ ...apiCall('ListActivities'), body })).toMatchObject({ status: 400, type: 'SerializationException' });
  });

  it('with bytes that are not UTF-8 cannot be deserialized', async () => {
    const { handle } = handlerOf(echo);
    const event = {
      ...functionUrlEvent(apiCall('X')),
      body: Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'),
      isBase64Encoded: true,
    };
    expect(await handle(event)).toMatchObject({ statusCode: 400, body: expect.stringContaining('SerializationException') });
  });

  it('with too long a body is told so', async () => {
    const body = JSON.stringify({ a: 'x'.repeat(MAX_BODY_BYTES) });
    expect(await refused({ ...apiCall('X'), body })).toMatchObject({ status: 413, type: 'RequestEntityTooLargeException' });
    expect(await refused({ ...apiCall('X'), body, base64: true })).toMatchObject({ status: 413 });
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('with the method %s is not found', async (method) => {
    const { status, body } = await handlerOf(echo).send({ ...apiCall('ListActivities'), method });
    expect([status, body]).toEqual([404, '<UnknownOperationException/>\n']);
  });
});

describe('an event that is not HTTP', () => {
  const sqs = { Records: [{ eventSource: 'aws:sqs', body: '{}' }] };

  it.each([[null], [undefined], ['text'], [sqs], [{}]])('gets a clear error value: %o', async (event) => {
    expect(await handlerOf(echo).handle(event)).toEqual({
      errorType: 'UnsupportedEvent',
      errorMessage: expect.stringContaining('API Gateway'),
    });
  });

  it('goes to the other handler, with its context, where there is one', async () => {
    const { handle } = handlerOf(echo, { other: async (event, context) => ({ event, context }) });
    const context = { awsRequestId: 'r' } as Context;
    expect(await handle(sqs, context)).toEqual({ event: sqs, context });
  });
});
