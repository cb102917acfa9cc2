import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TaskOutcome } from '#integrations/integration.ts';
import { createAskSdk } from '#integrations/optimised/ask-sdk.ts';
import { createOptimised } from '#integrations/optimised/optimised.ts';
import { createSdk, type FindOperation } from '#integrations/sdk/sdk-client.ts';
import { operationShapes } from '#integrations/sdk/sdk-schema.ts';
import { bedrock } from '#integrations/services/bedrock.ts';
import { taskCall } from '../task-call.ts';

interface StoredObject {
  readonly body: Buffer;
  readonly type: string | undefined;
}
interface Asked {
  readonly model: string | undefined;
  readonly type: string | undefined;
  readonly accept: string | undefined;
  readonly guardrail: string | undefined;
  readonly body: string;
}

let objects: Map<string, StoredObject>;
let asked: Asked[];
let answer: { readonly status: number; readonly type: string; readonly body: string | Uint8Array };

/** S3 with objects by their path, and a model of Bedrock. */
const server = createServer(async (request, response) => {
  const { url = '', method, headers } = request;
  const body = await buffer(request);
  const [, model] = /^\/model\/(.+)\/invoke$/.exec(url) ?? [];
  const path = url.split('?')[0] ?? '';
  if (model !== undefined) {
    const { accept, 'content-type': type, 'x-amzn-bedrock-guardrailidentifier': guardrail } = headers;
    asked.push({ model, type, accept, guardrail: guardrail?.toString(), body: body.toString() });
    return void response.writeHead(answer.status, { 'Content-Type': answer.type }).end(answer.body);
  }
  if (method === 'PUT' && path.startsWith('/closed/'))
    return void response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
  if (method === 'PUT') {
    objects.set(path, { body, type: headers['content-type'] });
    return void response.end();
  }
  const object = objects.get(path);
  if (object === undefined)
    return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code><Message>There is no such key.</Message></Error>');
  if (path.endsWith('/torn')) {
    response.writeHead(200, { 'Content-Length': 10 }).write('abc');
    return void setImmediate(() => request.socket.destroy());
  }
  response.writeHead(200, object.type === undefined ? {} : { 'Content-Type': object.type }).end(object.body);
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  vi.stubEnv('AWS_ENDPOINT_URL_S3', origin);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
beforeEach(() => {
  objects = new Map();
  asked = [];
  answer = { status: 200, type: 'application/json', body: '{"completion":"hi"}' };
});

// The schemas of client-bedrock-runtime, which is not installed here: what tasks name of InvokeModel.
const NS = 'com.amazonaws.bedrockruntime';
const body = [() => [0, NS, 'Body', 8, 21], 16];
const record = (name: string, members: readonly string[]) => [
  3,
  NS,
  name,
  0,
  [...members, 'body'],
  [...members.map(() => [0, {}]), body],
];
const shapes = operationShapes([
  9,
  NS,
  'InvokeModel',
  0,
  () => record('InvokeModelRequest', ['modelId', 'contentType', 'accept', 'guardrailIdentifier']),
  () => record('InvokeModelResponse', ['contentType']),
]);

class ServiceError extends Error {
  readonly $fault = 'client';
  readonly $metadata: object;
  constructor(httpStatusCode: number) {
    super('Malformed input');
    this.name = 'ValidationException';
    this.$metadata = { httpStatusCode, requestId: 'r-1' };
  }
}

/** S3's own client, and one of Bedrock that sends what InvokeModel sends. */
const sdk = createSdk();
const unasked = () => Promise.reject(new Error('Bedrock is no cluster'));
const find: FindOperation = async (packageName, action) => {
  if (packageName === 's3') return sdk.find(packageName, action);
  if (packageName !== 'bedrock-runtime' || shapes === undefined) return { kind: 'missing', cause: `no ${packageName}` };
  return {
    kind: 'operation',
    serviceId: 'Bedrock Runtime',
    ...shapes,
    async send({ modelId, contentType, accept, guardrailIdentifier, body, ...unknown }) {
      expect([Object.keys(unknown), body]).toEqual([[], expect.any(Uint8Array)]);
      const response = await fetch(`${origin}/model/${modelId}/invoke`, {
        method: 'POST',
        headers: {
          'Content-Type': String(contentType),
          Accept: String(accept),
          ...(guardrailIdentifier === undefined ? {} : { 'X-Amzn-Bedrock-GuardrailIdentifier': String(guardrailIdentifier) }),
        },
        body: body instanceof Uint8Array ? Buffer.from(body) : null,
      });
      const seen = { http: { statusCode: response.status, headers: {} }, requestId: 'r-1', endpoint: origin };
      if (!response.ok) return { kind: 'error', error: new ServiceError(response.status), isModelled: true, endpoint: origin };
      const output = { body: new Uint8Array(await response.arrayBuffer()), contentType: response.headers.get('content-type') };
      return { kind: 'answer', output, ...seen };
    },
  };
};

const invoke = (parameters: object, finder = find): Promise<TaskOutcome> =>
  createOptimised(bedrock, { sdk: createAskSdk(finder, bedrock), kubernetes: unasked }).call(
    taskCall({ resource: 'arn:aws:states:::bedrock:invokeModel', parameters: JSON.stringify({ ModelId: 'm', ...parameters }) }),
    { kind: 'service', service: 'bedrock', action: 'invokeModel', suffix: '' },
  );
const succeeded = (output: object) => ({ kind: 'succeeded', output: JSON.stringify(output) });
const runtimeFailure = (cause: string) => ({ kind: 'failed', error: 'States.Runtime', cause: expect.stringContaining(cause) });

describe('bedrock:invokeModel', () => {
  it('sends a body as JSON, with what else its API has, and answers with the parsed body', async () => {
    const outcome = await invoke({ Body: { prompt: 'hello' }, GuardrailIdentifier: 'g' });
    expect(outcome).toEqual(succeeded({ Body: { completion: 'hi' }, ContentType: 'application/json' }));
    const JSON_TYPE = 'application/json';
    expect(asked).toEqual([{ model: 'm', type: JSON_TYPE, accept: JSON_TYPE, guardrail: 'g', body: '{"prompt":"hello"}' }]);
  });

  it('takes its input out of S3, byte by byte, in the content type of the object', async () => {
    const long = `{"prompt":"${'ä'.repeat(300_000)}"}`;
    objects.set('/in/a/b%20c.json', { body: Buffer.from(long), type: 'application/x-prompt' });
    expect(await invoke({ Input: { S3Uri: 's3://in/a/b c.json' } })).toMatchObject({ kind: 'succeeded' });
    expect(asked).toMatchObject([{ type: 'application/x-prompt', body: long }]);
  });

  it('takes it in the content type that the task names, and accepts what it names', async () => {
    objects.set('/in/k', { body: Buffer.from('{}'), type: 'text/plain' });
    await invoke({ Input: { S3Uri: 's3://in/k' }, ContentType: 'application/json', Accept: 'image/png' });
    expect(asked).toMatchObject([{ type: 'application/json', accept: 'image/png', body: '{}' }]);
  });

  it('puts its output into S3 as it is, and answers with where it is', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
    answer = { status: 200, type: 'image/png', body: bytes };
    const outcome = await invoke({ Body: {}, Output: { S3Uri: 's3://out/deep/key.png' } });
    expect(outcome).toEqual(succeeded({ Body: 's3://out/deep/key.png', ContentType: 'image/png' }));
    expect(objects.get('/out/deep/key.png')).toEqual({ body: bytes, type: 'image/png' });
  });

  it('goes from S3 to S3', async () => {
    objects.set('/in/k', { body: Buffer.from('{"prompt":1}'), type: undefined });
    answer = { ...answer, body: '{ "spelled":  "as it was" }' };
    await invoke({ Input: { S3Uri: 's3://in/k' }, Output: { S3Uri: 's3://out/k' } });
    expect(asked).toMatchObject([{ body: '{"prompt":1}' }]);
    expect(objects.get('/out/k')?.body.toString()).toBe('{ "spelled":  "as it was" }');
  });

  it.each([
    [{ Body: {}, Input: { S3Uri: 's3://in/k' } }, "The fields 'Body' and 'Input' cannot be used together"],
    [{}, "The field 'Body' or 'Input' is required but was missing"],
    [{ ModelId: null, Body: {} }, "The field 'ModelId' is required but was missing"],
    [{ Input: { S3Uri: 'https://in/k' } }, "The value for the field 'Input.S3Uri' must be an S3 URI"],
    [{ Body: {}, Output: { S3Uri: 's3://bucket' } }, "The value for the field 'Output.S3Uri' must be an S3 URI"],
    [{ Body: {}, Output: {} }, "The value for the field 'Output.S3Uri' must be an S3 URI"],
    [{ Body: {}, Output: 's3://out/k' }, "The value for the field 'Output' must be a STRUCTURE"],
    [{ Body: {}, Output: { S3Uri: 's3://out/k', Kind: 1 } }, 'The field "Kind" is not supported by Step Functions'],
  ])('refuses %j and calls nobody', async (parameters, problem) => {
    expect(await invoke(parameters)).toEqual({ ...runtimeFailure(problem), isUnstarted: true });
    expect(asked).toEqual([]);
  });

  it('fails as S3 does where there is no input, and does not call the model', async () => {
    expect(await invoke({ Input: { S3Uri: 's3://in/nothing' } })).toEqual({
      kind: 'failed',
      error: 'S3.NoSuchKeyException',
      cause: expect.stringMatching(/^There is no such key\. \(Service: S3, Status Code: 404, /),
    });
    expect(asked).toEqual([]);
  });

  it('fails where the input breaks off', async () => {
    objects.set('/in/torn', { body: Buffer.of(), type: undefined });
    expect(await invoke({ Input: { S3Uri: 's3://in/torn' } })).toMatchObject({ error: 'S3.SdkClientException' });
  });

  it('fails where the output cannot be written', async () => {
    expect(await invoke({ Body: {}, Output: { S3Uri: 's3://closed/k' } })).toMatchObject({
      error: 'S3.AccessDeniedException',
      cause: expect.stringContaining('Access Denied'),
    });
  });

  it('fails as the model does, and writes nothing', async () => {
    answer = { status: 400, type: 'application/json', body: '{}' };
    expect(await invoke({ Body: {}, Output: { S3Uri: 's3://out/k' } })).toMatchObject({
      error: 'Bedrock.ValidationException',
      cause: expect.stringContaining('Malformed input'),
    });
    expect(objects.size).toBe(0);
  });

  it.each(['bedrock-runtime', 's3'])('says what is missing where that is client-%s', async (missing) => {
    const cause = `The package '@aws-sdk/client-${missing}' cannot be loaded: install it`;
    const finder: FindOperation = async (packageName, action) =>
      packageName === missing ? { kind: 'missing', cause } : find(packageName, action);
    expect(await invoke({ Input: { S3Uri: 's3://in/k' } }, finder)).toEqual(runtimeFailure(cause));
  });
});
