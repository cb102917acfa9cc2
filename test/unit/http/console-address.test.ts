import { describe, expect, it } from 'vitest';
import { type HttpRequest, readProxyEvent } from '#http/api-gateway.ts';
import { consoleAsked } from '#http/console-address.ts';
import { type EventRequest, functionUrlEvent, httpApiEvent, restApiEvent } from '#test/support/proxy-events.ts';

const requestOf = (event: object): HttpRequest => readProxyEvent(event)?.request ?? expect.unreachable();

const asked = (path: string, more: EventRequest = {}, eventOf: (request: EventRequest) => object = functionUrlEvent) =>
  consoleAsked(requestOf(eventOf({ method: 'GET', path, headers: { accept: 'text/html,*/*' }, ...more })));

describe('what a browser asks for', () => {
  it.each([
    ['/console/', ''],
    ['/console/console-ABC.js', 'console-ABC.js'],
    ['/k/00000000000000000000000000000000/console/style.css', 'style.css'],
  ])('%s is a file of the console', (path, file) => {
    expect(asked(path, { headers: {} })).toEqual({ file });
  });

  it('is found behind a stage, which a REST API keeps to itself', () => {
    const more = { stage: 'prod' };
    expect(asked('/prod/console/a.js', more, httpApiEvent)).toEqual({ file: 'a.js' });
    expect(asked('/prod/console/a.js', more, restApiEvent)).toEqual({ file: 'a.js' });
    expect(asked('/prod/', more, httpApiEvent)).toEqual({ leadTo: './console/' });
    expect(asked('/prod/', more, restApiEvent)).toEqual({ leadTo: './console/' });
    expect(asked('/prod', more, restApiEvent)).toEqual({ leadTo: './prod/console/' });
  });

  it.each([
    ['/', './console/'],
    ['/prod', './prod/console/'],
    ['/console', './console/'],
    ['/prod/console', './console/'],
    ['/https:evil.example', './https:evil.example/console/'],
    ['//evil.example', './evil.example/console/'],
  ])('%s leads to the console of this fake', (path, leadTo) => {
    expect(asked(path)).toEqual({ leadTo });
    expect(new URL(leadTo, `https://fake.example${path}`).host).toBe('fake.example');
  });

  it.each([
    ['what no browser looks at', '/', { headers: { accept: '*/*' } }],
    ['a call of the API', '/', { method: 'POST' }],
    ['the workbench', '/_fake/health', {}],
    ['an execution of that name', '/_fake/executions/arn:aws:states:us-east-1:1:execution:m:e/console/x', {}],
  ] as const)('is not the console: %s', (_, path, more) => {
    expect(asked(path, more)).toBeUndefined();
  });
});
