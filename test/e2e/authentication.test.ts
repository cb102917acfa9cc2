import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ListActivitiesCommand, SFNClient, type SFNClientConfig, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiCall } from '#api/call.ts';
import { createAuthenticate } from '#http/authenticate.ts';
import { readCredentialSetting } from '#http/credentials.ts';
import { createHandler } from '#http/handle.ts';
import { type NodeServer, startNodeServer } from '#http/node-server.ts';
import { awsCliMissing, boto3Missing } from '#test/support/programs.ts';

const run = promisify(execFile);
const signing = fileURLToPath(new URL('python/signing.py', import.meta.url));

const SECRET = 'right+secret/with=signs';
const SETTING = JSON.stringify([
  { accessKeyId: 'AKIARIGHT', secretAccessKey: SECRET, account: '111111111111' },
  { accessKeyId: '222222222222', secretAccessKey: 'second' },
  { accessKeyId: 'AKIAPLAIN', secretAccessKey: 'third' },
  { accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'fourth', sessionToken: 'the token' },
]);

const MINUTE = 60_000;
const MISMATCH =
  /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret Access Key/;

let server: NodeServer;
let clockOffset = 0;
let calls: ApiCall[] = [];

beforeAll(async () => {
  const now = () => Date.now() + clockOffset;
  const authenticate = await createAuthenticate(
    { mode: 'sigv4', credentials: readCredentialSetting(SETTING) },
    { log: () => undefined, now },
  );
  const handler = createHandler({
    api: async (call) => {
      calls.push(call);
      return { activities: [], executionArn: 'arn:e', startDate: new Date(0) };
    },
    authenticate,
    account: '000000000000',
    region: 'us-east-1',
    log: (entry) => {
      throw new Error(JSON.stringify(entry));
    },
  });
  server = await startNodeServer(handler, { host: '127.0.0.1', port: 0 });
});

afterAll(() => server.close());

afterEach(() => {
  clockOffset = 0;
  calls = [];
});

const clientOf = (accessKeyId = 'AKIARIGHT', secretAccessKey = SECRET, config: SFNClientConfig = {}) =>
  new SFNClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
    ...config,
  });

/** The request between the signature and the wire. */
interface Sent {
  headers: Record<string, string>;
  query: Record<string, string>;
  body: Uint8Array | string;
}

const tampering = (client: SFNClient, tamper: (request: Sent) => void): SFNClient => {
  client.middlewareStack.add(
    (next) => async (args) => {
      tamper(args.request as Sent);
      return next(args);
    },
    { step: 'deserialize' },
  );
  return client;
};

const refusal = (client: SFNClient): Promise<unknown> =>
  client.send(new StartExecutionCommand({ stateMachineArn: 'arn:s', input: '{"a":1}' })).then(
    () => 'let in',
    (error: unknown) => error,
  );

describe("AWS's own client gets in", () => {
  it('as the account of its credential, in the region that it signed for', async () => {
    await clientOf().send(new ListActivitiesCommand({}));
    expect(calls).toMatchObject([{ caller: { account: '111111111111', region: 'eu-west-1' } }]);
  });

  it('as the account that its access key id is, or the default one', async () => {
    await clientOf('222222222222', 'second').send(new ListActivitiesCommand({}));
    await clientOf('AKIAPLAIN', 'third').send(new ListActivitiesCommand({}));
    expect(calls.map(({ caller }) => caller.account)).toEqual(['222222222222', '000000000000']);
  });

  it.each(['/prod', '/prod/', '/a/b', '/with%20space', '//twice/./and/../dots'])('at the path %s', async (path) => {
    const client = clientOf('AKIARIGHT', SECRET, { endpoint: server.url + path });
    await client.send(new ListActivitiesCommand({ maxResults: 3 }));
    expect(calls).toMatchObject([{ input: { maxResults: 3 } }]);
  });

  it('with text beyond ASCII and header values with spaces', async () => {
    const client = clientOf('AKIARIGHT', SECRET, { customUserAgent: 'my   app' });
    await client.send(new StartExecutionCommand({ stateMachineArn: 'arn:s', input: '{"name":"Ä ☃ 🙂"}' }));
    expect(calls).toHaveLength(1);
  });

  it('with a session token that only it knows the meaning of', async () => {
    const credentials = { accessKeyId: 'AKIARIGHT', secretAccessKey: SECRET, sessionToken: 'made+up/token==' };
    await clientOf('', '', { credentials }).send(new ListActivitiesCommand({}));
    expect(calls).toHaveLength(1);
  });

  it('with the session token of a temporary credential', async () => {
    const credentials = { accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'fourth', sessionToken: 'the token' };
    await clientOf('', '', { credentials }).send(new ListActivitiesCommand({}));
    expect(calls).toHaveLength(1);
  });

  it.each([-4 * MINUTE, 4 * MINUTE])('with a clock that is %d ms off', async (systemClockOffset) => {
    await clientOf('AKIARIGHT', SECRET, { systemClockOffset }).send(new ListActivitiesCommand({}));
    expect(calls).toHaveLength(1);
  });
});

describe("AWS's own client is refused", () => {
  afterEach(() => expect(calls).toEqual([]));

  const unrecognized = {
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
    $metadata: { httpStatusCode: 400 },
  };
  const mismatch = {
    name: 'InvalidSignatureException',
    message: expect.stringMatching(MISMATCH),
    $metadata: { httpStatusCode: 400 },
  };

  it('with a key that no one knows', async () => {
    expect(await refusal(clientOf('AKIAWRONG'))).toMatchObject(unrecognized);
    expect(await refusal(clientOf('__proto__'))).toMatchObject(unrecognized);
  });

  it('with a wrong secret, and with that of another key', async () => {
    expect(await refusal(clientOf('AKIARIGHT', 'wrong'))).toMatchObject(mismatch);
    expect(await refusal(clientOf('AKIARIGHT', 'second'))).toMatchObject(mismatch);
  });

  it('without or with a wrong session token of a temporary credential', async () => {
    expect(await refusal(clientOf('ASIATEMPORARY', 'fourth'))).toMatchObject(unrecognized);
    const credentials = { accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'fourth', sessionToken: 'another' };
    expect(await refusal(clientOf('', '', { credentials }))).toMatchObject(unrecognized);
  });

  it.each<[string, (request: Sent) => void]>([
    [
      'body',
      (request) => {
        request.body = (typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body)).replace(
          '\\"a\\":1',
          '\\"a\\":2',
        );
      },
    ],
    [
      'body, and a hash that fits it not',
      (request) => {
        request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      },
    ],
    [
      'action',
      (request) => {
        request.headers['x-amz-target'] = 'AWSStepFunctions.StopExecution';
      },
    ],
    [
      'date',
      (request) => {
        request.headers['x-amz-date'] = (request.headers['x-amz-date'] ?? '').replace(/.Z$/, (end) =>
          end === '0Z' ? '1Z' : '0Z',
        );
      },
    ],
    [
      'query',
      (request) => {
        request.query['extra'] = '1';
      },
    ],
    [
      'signature',
      (request) => {
        request.headers['authorization'] = (request.headers['authorization'] ?? '').replace(/.{4}$/, '0x0x');
      },
    ],
    [
      'region',
      (request) => {
        request.headers['authorization'] = (request.headers['authorization'] ?? '').replace('eu-west-1', 'eu-west-2');
      },
    ],
  ])('when its %s was tampered with', async (_what, tamper) => {
    expect(await refusal(tampering(clientOf(), tamper))).toMatchObject(mismatch);
  });

  it('when a header that decides was added behind the signature', async () => {
    const withoutToken = tampering(clientOf(), (request) => {
      request.headers['x-amz-security-token'] = 'added';
    });
    expect(await refusal(withoutToken)).toMatchObject({
      name: 'InvalidSignatureException',
      message: "'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.",
    });
  });

  it('when it is replayed after 15 minutes', async () => {
    let first: Sent | undefined;
    const recorder = tampering(clientOf(), (request) => {
      first ??= structuredClone({ headers: request.headers, query: request.query, body: request.body });
    });
    await recorder.send(new ListActivitiesCommand({}));
    calls = [];
    const replay = tampering(clientOf(), (request) => Object.assign(request, first));
    clockOffset = 15 * MINUTE;
    expect(await refusal(replay)).toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(
        /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
      ),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('when it signs for the future', async () => {
    expect(await refusal(clientOf('AKIARIGHT', SECRET, { systemClockOffset: 6 * MINUTE }))).toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(
        /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
      ),
    });
  });

  it('when it does not sign', async () => {
    const client = tampering(clientOf(), ({ headers }) => delete headers['authorization']);
    expect(await refusal(client)).toMatchObject({
      name: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('when it signs for another service', async () => {
    const client = tampering(clientOf(), (request) => {
      request.headers['authorization'] = (request.headers['authorization'] ?? '').replace('/states/', '/sqs/');
    });
    expect(await refusal(client)).toMatchObject({
      name: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'states'. ",
    });
  });
});

const noBoto3 = boto3Missing();
const noCli = awsCliMissing();

describe.skipIf(noBoto3)(`boto3${noBoto3 ? ` (skipped: ${noBoto3})` : ''}`, () => {
  it('gets in with a header and with a presigned URL, and is refused otherwise', async () => {
    const { stdout } = await run('python3', [signing, server.url, 'AKIARIGHT', SECRET]);
    expect(JSON.parse(stdout)).toEqual({
      right: 'let in',
      token: 'let in',
      'wrong key': 'UnrecognizedClientException',
      'wrong secret': 'InvalidSignatureException',
      unsigned: 'MissingAuthenticationTokenException',
      presigned: [200, null],
      'presigned with a token': [200, null],
      'presigned with a wrong secret': [400, 'InvalidSignatureException'],
      'presigned, then changed': [400, 'InvalidSignatureException'],
      'presigned, with a body': [400, 'InvalidSignatureException'],
    });
  });
});

describe.skipIf(noCli)(`the AWS CLI${noCli ? ` (skipped: ${noCli})` : ''}`, () => {
  const aws = (secret: string, ...more: readonly string[]) =>
    run('aws', ['stepfunctions', 'list-activities', '--endpoint-url', server.url, '--region', 'us-east-2', ...more], {
      env: { PATH: process.env['PATH'], AWS_ACCESS_KEY_ID: 'AKIARIGHT', AWS_SECRET_ACCESS_KEY: secret, AWS_MAX_ATTEMPTS: '1' },
    });

  it('gets in with its key, and is refused otherwise', async () => {
    await aws(SECRET);
    expect(calls).toMatchObject([{ caller: { account: '111111111111', region: 'us-east-2' } }]);
    await expect(aws('wrong')).rejects.toThrow('(InvalidSignatureException) when calling the ListActivities operation');
    await expect(aws(SECRET, '--no-sign-request')).rejects.toThrow('(MissingAuthenticationTokenException)');
    expect(calls).toHaveLength(1);
  });
});
