import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProxyEvent } from '#http/api-gateway.ts';
import {
  albEvent,
  albMultiValueEvent,
  functionUrlEvent,
  httpApiEvent,
  PROXY_EVENTS,
  restApiEvent,
} from '#test/support/proxy-events.ts';

const response = { status: 404, headers: { 'x-one': '1' }, body: 'gone' };

const read = (event: unknown) => {
  const exchange = readProxyEvent(event);
  if (exchange === undefined) throw new Error('not read as an HTTP event');
  return exchange;
};

describe.each(Object.entries(PROXY_EVENTS))('an event of a %s', (_name, eventOf) => {
  it('gives its method, headers in lower case, and text body', () => {
    const { request } = read(eventOf({ method: 'PUT', headers: { 'X-AMZ-Target': 'T' }, body: '{"ä":"☃"}' }));
    expect(request.method).toBe('PUT');
    expect(request.headers.get('x-amz-target')).toBe('T');
    expect(request.body).toBe('{"ä":"☃"}');
  });

  it('has its base64 body decoded', () => {
    expect(read(eventOf({ body: '{"ä":"☃"}', base64: true })).request.body).toBe('{"ä":"☃"}');
  });

  it('has no body where the bytes are not UTF-8', () => {
    const event = { ...eventOf({ body: 'x' }), body: Buffer.from([0xff, 0xfe]).toString('base64'), isBase64Encoded: true };
    expect(read(event).request.body).toBeUndefined();
  });

  it('has an empty body where there is none', () => {
    expect(read({ ...eventOf(), body: null }).request.body).toBe('');
  });

  it('gives its query encoded', () => {
    const { query } = read(eventOf({ query: { 'X-Amz-Credential': 'a/b', other: 'c d' } })).request;
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ 'X-Amz-Credential': 'a/b', other: 'c d' });
  });
});

describe('paths', () => {
  it.each(['/prod', '/prod/', '/'])('of %s are readable from every event', (path) => {
    for (const eventOf of Object.values(PROXY_EVENTS)) expect(read(eventOf({ path })).request.path).toMatch(/^\/(prod\/?)?$/);
  });
});

describe('a response', () => {
  it('goes to the gateways and the Function URL with plain headers', () => {
    for (const event of [restApiEvent(), httpApiEvent(), functionUrlEvent()]) {
      expect(read(event).reply(response)).toEqual({
        statusCode: 404,
        headers: { 'x-one': '1' },
        body: 'gone',
        isBase64Encoded: false,
      });
    }
  });

  it('goes to a load balancer with a status description', () => {
    expect(read(albEvent()).reply(response)).toEqual({
      statusCode: 404,
      statusDescription: '404 Not Found',
      headers: { 'x-one': '1' },
      body: 'gone',
      isBase64Encoded: false,
    });
  });

  it('goes to a load balancer with multi-value headers in lists', () => {
    const result = read(albMultiValueEvent()).reply(response);
    expect(result).toMatchObject({ statusDescription: '404 Not Found', multiValueHeaders: { 'x-one': ['1'] } });
    expect(result).not.toHaveProperty('headers');
  });
});

describe('headers', () => {
  it('that are repeated are joined', () => {
    const event = { ...restApiEvent(), headers: { a: '2' }, multiValueHeaders: { A: ['1', '2'] } };
    expect(read(event).request.headers.get('a')).toBe('1,2');
  });

  it('may be in only one of the two members', () => {
    expect(read({ ...restApiEvent(), headers: { A: '1' }, multiValueHeaders: null }).request.headers.get('a')).toBe('1');
    expect(read({ ...restApiEvent(), headers: null, multiValueHeaders: { A: ['1'] } }).request.headers.get('a')).toBe('1');
  });
});

describe('what is no HTTP event', () => {
  it.each([
    ['null', null],
    ['undefined', undefined],
    ['a string', 'POST /'],
    ['a list', [httpApiEvent()]],
    ['an empty object', {}],
    ['a queue event', { Records: [{ eventSource: 'aws:sqs', messageId: '1', body: '{}' }] }],
    ['a schedule', { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }],
    ['a web socket message', { requestContext: { routeKey: '$default', eventType: 'MESSAGE', connectionId: 'c=' }, body: 'hi' }],
  ])('is not read: %s', (_name, event) => {
    expect(readProxyEvent(event)).toBeUndefined();
  });

  it('never makes the reading throw, however its members are mixed up', () => {
    const anything = fc.anything({ withNullPrototype: true });
    const mixed = fc.record(
      {
        httpMethod: fc.oneof(fc.string(), anything),
        path: anything,
        rawPath: anything,
        rawQueryString: anything,
        headers: anything,
        multiValueHeaders: fc.oneof(anything, fc.dictionary(fc.string(), fc.array(anything))),
        queryStringParameters: fc.oneof(anything, fc.dictionary(fc.string({ unit: 'binary' }), anything)),
        multiValueQueryStringParameters: anything,
        requestContext: fc.oneof(
          anything,
          fc.record({ http: fc.record({ method: fc.string() }), elb: anything }, { requiredKeys: [] }),
        ),
        body: anything,
        isBase64Encoded: anything,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(mixed, (event) => {
        readProxyEvent(event)?.reply(response);
      }),
    );
  });
});
