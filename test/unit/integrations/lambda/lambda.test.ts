import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import type { Integration, TaskCall, TaskOutcome } from '#integrations/integration.ts';
import {
  type LambdaContext,
  LambdaRefusal,
  type LambdaServer,
  startLambdaServer,
  UntypedEnd,
} from '#test/support/lambda-server.ts';
import { taskCall } from '../task-call.ts';

const ACCOUNT = 'arn:aws:lambda:eu-west-1:123456789012:function';

class OutOfStock extends Error {
  override readonly name = 'OutOfStock';
}

let server: LambdaServer;
let integrate: Integration;
let started: () => void = () => {};
const fail = (error: Error) => () => {
  throw error;
};

beforeEach(async () => {
  server = await startLambdaServer({
    echo: (event) => event,
    nothing: () => undefined,
    seen: (event, { qualifier, clientContext }: LambdaContext) => ({ event, qualifier, clientContext }),
    broken: fail(new OutOfStock('No more "näils"')),
    slow: fail(new UntypedEnd('2030-01-01T00:00:00.000Z 1 Task timed out after 3.00 seconds')),
    busy: fail(new LambdaRefusal(429, 'TooManyRequestsException', 'Rate Exceeded.')),
    down: fail(new LambdaRefusal(500, 'ServiceException', 'Lambda is having a rest')),
    secret: fail(new LambdaRefusal(403, 'AccessDeniedException', 'User: me is not authorized')),
    endless: () => {
      started();
      return new Promise(() => {});
    },
  });
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', server.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  integrate = createIntegrations();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const callFunction = (name: string, parameters: unknown, given: Partial<TaskCall> = {}) =>
  integrate(taskCall({ resource: `${ACCOUNT}:${name}`, parameters: JSON.stringify(parameters), ...given }));
const invoke = (parameters: unknown, given: Partial<TaskCall> = {}) =>
  integrate(taskCall({ parameters: JSON.stringify(parameters), ...given }));

/** The output of a success, parsed. */
function output(outcome: TaskOutcome): Record<string, unknown> {
  if (!('output' in outcome)) throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.output);
}

describe('a function ARN as Resource', () => {
  it.each([{ a: [1, 'ä'] }, [], 0, true, null, 'text'])('sends %j as the event and has the result as output', async (event) => {
    expect(await callFunction('echo', event)).toEqual({ kind: 'succeeded', output: JSON.stringify(event) });
  });

  it('is called with its whole ARN, alias and all', async () => {
    expect(output(await callFunction('seen:live', {}))).toMatchObject({ qualifier: 'live' });
    expect(server.invocations).toEqual([
      { functionName: `${ACCOUNT}:seen:live`, invocationType: 'RequestResponse', payload: '{}' },
    ]);
  });

  it("fails with the function's error type and with what it answered as the cause", async () => {
    const outcome = await callFunction('broken', {});
    expect(outcome).toEqual({
      kind: 'failed',
      error: 'OutOfStock',
      cause: '{"errorType":"OutOfStock","errorMessage":"No more \\"näils\\"","trace":[]}',
    });
  });

  it('is Lambda.Unknown where Lambda gives no error type', async () => {
    expect(await callFunction('slow', {})).toEqual({
      kind: 'failed',
      error: 'Lambda.Unknown',
      cause:
        'The cause could not be determined because Lambda did not return an error type. ' +
        'Returned payload: {"errorMessage":"2030-01-01T00:00:00.000Z 1 Task timed out after 3.00 seconds"}',
    });
  });

  it("calls in the ARN's own region", async () => {
    const resource = 'arn:aws:lambda:ap-south-1:123456789012:function:gone';
    const outcome = await integrate(taskCall({ resource }));
    expect(outcome).toMatchObject({
      cause: expect.stringContaining('Function not found: arn:aws:lambda:ap-south-1:123456789012:function:gone:$LATEST ('),
    });
  });
});

describe('lambda:invoke', () => {
  it("answers with the members and headers that AWS's client has, in its order", async () => {
    const outcome = await invoke({ FunctionName: 'echo', Payload: { b: 1, a: [2] } });
    const answer = output(outcome);
    const { SdkHttpMetadata: http, SdkResponseMetadata: response } = answer;
    expect(answer).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { b: 1, a: [2] },
      SdkHttpMetadata: expect.anything(),
      SdkResponseMetadata: { RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      StatusCode: 200,
    });
    expect(Object.keys(answer)).toEqual(['ExecutedVersion', 'Payload', 'SdkHttpMetadata', 'SdkResponseMetadata', 'StatusCode']);
    expect(JSON.stringify(http)).toMatch(
      /^\{"AllHttpHeaders":\{"X-Amz-Executed-Version":\["\$LATEST"\],.*"Connection":\["keep-alive"\],"x-amzn-RequestId":\["[^"]*"\],.*"Content-Length":\["15"\],"Date":\["[^"]*"\],.*"Content-Type":\["application\/json"\]\},"HttpHeaders":\{"Connection":"keep-alive","Content-Length":"15","Content-Type":"application\/json","Date":"[^"]*",.*"X-Amz-Executed-Version":"\$LATEST","x-amzn-RequestId":"[^"]*"\},"HttpStatusCode":200\}$/,
    );
    expect(http).toMatchObject({ HttpHeaders: { 'x-amzn-RequestId': Object(response).RequestId } });
  });

  it.each([
    [{ a: 1 }, { a: 1 }],
    [[], []],
    ['0', 0],
    ['"text"', 'text'],
    ['{"a": 1}', { a: 1 }],
  ])('sends the Payload %j: a string as it is, other values as JSON', async (payload, event) => {
    expect(output(await invoke({ FunctionName: 'echo', Payload: payload }))).toMatchObject({ Payload: event });
  });

  it('gives the function {} where Payload is null or absent', async () => {
    expect(output(await invoke({ FunctionName: 'echo', Payload: null }))).toMatchObject({ Payload: {} });
    expect(output(await invoke({ FunctionName: 'echo' }))).toMatchObject({ Payload: {} });
  });

  it('has a null Payload from a function that returns nothing', async () => {
    expect(output(await invoke({ FunctionName: 'nothing' }))).toMatchObject({ Payload: null, StatusCode: 200 });
  });

  it.each([
    ['seen', '$LATEST'],
    ['seen:live', 'live'],
    ['123456789012:function:seen', '$LATEST'],
    [`${ACCOUNT}:seen:7`, '7'],
  ])('finds the function by %s', async (functionName, qualifier) => {
    expect(output(await invoke({ FunctionName: functionName }))).toMatchObject({
      ExecutedVersion: qualifier,
      Payload: { qualifier },
    });
  });

  it('passes on Qualifier, ClientContext and LogType', async () => {
    const answer = output(
      await invoke({ FunctionName: 'seen', Qualifier: '3', ClientContext: { custom: { a: 1 } }, LogType: 'Tail' }),
    );
    expect(answer).toMatchObject({ ExecutedVersion: '3', Payload: { qualifier: '3', clientContext: { custom: { a: 1 } } } });
    expect(Object.keys(answer).slice(0, 3)).toEqual(['ExecutedVersion', 'LogResult', 'Payload']);
    expect(answer).toMatchObject({ SdkHttpMetadata: { AllHttpHeaders: { 'X-Amz-Log-Result': [answer['LogResult']] } } });
    const encoded = Buffer.from('{"custom":{"b":2}}').toString('base64');
    expect(output(await invoke({ FunctionName: 'seen', ClientContext: encoded }))).toMatchObject({
      Payload: { clientContext: { custom: { b: 2 } } },
    });
  });

  it.each([
    ['Event', 202],
    ['DryRun', 204],
  ])('of InvocationType %s has the status code and no result', async (invocationType, status) => {
    const answer = output(await invoke({ FunctionName: 'echo', InvocationType: invocationType, Payload: { a: 1 } }));
    expect(answer).toMatchObject({ StatusCode: status, Payload: '', SdkHttpMetadata: { HttpStatusCode: status } });
    expect(server.invocations).toMatchObject([{ invocationType }]);
  });

  it('with a task token is submitted, with the same answer', async () => {
    const outcome = await invoke(
      { FunctionName: 'echo', Payload: { token: 'a token' } },
      { resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' },
    );
    expect(outcome.kind).toBe('submitted');
    expect(output(outcome)).toMatchObject({ Payload: { token: 'a token' }, StatusCode: 200 });
  });

  it('with a task token fails where the function fails', async () => {
    const resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
    expect(await invoke({ FunctionName: 'broken' }, { resource })).toMatchObject({ kind: 'failed', error: 'OutOfStock' });
  });

  it('is not sent with parameters that AWS would not start the task with', async () => {
    expect(await invoke({ FunctionName: 'echo', Payload: 1 })).toMatchObject({ kind: 'failed', error: 'States.Runtime' });
    expect(server.invocations).toEqual([]);
  });
});

describe('what Lambda refuses', () => {
  const refused = (error: string, cause: string) => ({
    kind: 'failed',
    error,
    cause: expect.stringMatching(new RegExp(`^${cause.replace(/[$().]/g, '\\$&')}; Request ID: [0-9a-f-]{36}; Proxy: null\\)$`)),
  });

  it.each([
    [
      'gone',
      'Lambda.ResourceNotFoundException',
      `Function not found: ${ACCOUNT}:gone:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException`,
    ],
    [
      'busy',
      'Lambda.TooManyRequestsException',
      'Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException',
    ],
    [
      'down',
      'Lambda.ServiceException',
      'Lambda is having a rest (Service: AWSLambda; Status Code: 500; Error Code: ServiceException',
    ],
    [
      'secret',
      'Lambda.AWSLambdaException',
      'User: me is not authorized (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException',
    ],
  ])('is an error of Lambda: %s', async (name, error, cause) => {
    expect(await invoke({ FunctionName: name })).toEqual(refused(error, cause));
    expect(await callFunction(name, {})).toEqual(refused(error, cause));
  });

  it('is called once: retries are for the state machine', async () => {
    await invoke({ FunctionName: 'down' });
    await invoke({ FunctionName: 'busy' });
    expect(server.invocations).toHaveLength(2);
  });

  it('is a Payload that is no JSON', async () => {
    expect(await invoke({ FunctionName: 'echo', Payload: 'no JSON' })).toMatchObject({
      error: 'Lambda.InvalidRequestContentException',
    });
  });
});

describe('a call that Lambda does not answer', () => {
  it('names the endpoint that was tried and the settings that choose it', async () => {
    const nobody = await startLambdaServer({});
    await nobody.close();
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', nobody.endpoint);
    const outcome = await createIntegrations()(taskCall({ parameters: '{"FunctionName":"echo"}' }));
    expect(outcome).toMatchObject({ kind: 'failed', error: 'Lambda.SdkClientException' });
    expect(outcome).toMatchObject({ cause: expect.stringMatching(/^Unable to execute HTTP request: .*ECONNREFUSED/) });
    expect(outcome).toMatchObject({
      cause: expect.stringContaining(`; the endpoint is ${nobody.endpoint}: set AWS_ENDPOINT_URL_LAMBDA`),
    });
  });

  it('is no success when another server answers', async () => {
    const page = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<html>Hello</html>'));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const address = page.address();
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    const outcome = await createIntegrations()(taskCall({ parameters: '{"FunctionName":"echo"}' }));
    page.close();
    page.closeAllConnections();
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: 'Lambda.SdkClientException',
      cause: expect.stringContaining('text/html: <html>'),
    });
  });

  it('keeps the digits and the spelling of numbers on both ways', async () => {
    const numbers = '{"id":9007199254740993,"x":0.0}';
    const bodies: string[] = [];
    const echo = createServer(async (request, response) => {
      for await (const chunk of request) bodies.push(String(chunk));
      response.setHeader('Content-Type', 'application/json').end(numbers);
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const address = echo.address();
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    const outcome = await createIntegrations()(taskCall({ parameters: `{"FunctionName":"echo","Payload":${numbers}}` }));
    echo.close();
    echo.closeAllConnections();
    expect(bodies.join('')).toBe(numbers);
    expect(outcome).toMatchObject({ kind: 'succeeded', output: expect.stringContaining(`"Payload":${numbers}`) });
  });

  it('says that credentials are missing', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_PROFILE', 'no-such-profile');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    const outcome = await createIntegrations()(taskCall({ parameters: '{"FunctionName":"echo"}' }));
    expect(outcome).toMatchObject({
      error: 'Lambda.SdkClientException',
      cause: expect.stringContaining('Set AWS_ACCESS_KEY_ID'),
    });
  });

  it('ends as soon as nobody waits for it', async () => {
    const aborter = new AbortController();
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const outcome = callFunction('endless', {}, { signal: aborter.signal });
    await running;
    aborter.abort();
    expect(await outcome).toMatchObject({ kind: 'failed', error: 'Lambda.AbortedException' });
  });

  it('is not even sent when nobody waits for it', async () => {
    expect(await callFunction('echo', {}, { signal: AbortSignal.abort() })).toMatchObject({ error: 'Lambda.AbortedException' });
    expect(server.invocations).toEqual([]);
  });
});
