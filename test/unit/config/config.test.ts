import { describe, expect, it } from 'vitest';
import { ConfigError, type FlagValue, readConfig } from '#config';

const problemsOf = (env: Record<string, string>, flags: Record<string, FlagValue> = {}): readonly string[] => {
  try {
    readConfig(env, flags);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('the settings', () => {
  it('have defaults', () => {
    expect(readConfig({})).toEqual({
      storage: 'memory',
      data: 'fake-sfn.sqlite',
      maxExecutions: 100_000,
      allowedHosts: [],
      table: 'fake-sfn',
      createsTable: true,
      retentionDays: 90,
      wake: 'timer',
      time: 'real',
      leaseSeconds: 960,
      logs: 'off',
      executionLines: true,
      verbose: false,
      hostNames: [],
      eventSource: 'fake.states',
      auth: { mode: 'none', exposed: false },
      account: '000000000000',
      region: 'us-east-1',
      tasks: 'endpoints',
      taskEndpoints: {},
      coverage: false,
      import: 'none',
      port: 8083,
      host: '127.0.0.1',
      inLambda: false,
    });
  });

  it('come from the environment', () => {
    const env = {
      FAKE_SFN_STORAGE: 'dynamodb',
      FAKE_SFN_DATA: 'my.db',
      FAKE_SFN_TABLE: 'my.table-1',
      FAKE_SFN_TABLE_ENDPOINT: 'http://localhost:8000',
      FAKE_SFN_RETENTION_DAYS: '7',
      FAKE_SFN_MAX_EXECUTIONS: '5',
      FAKE_SFN_ALLOWED_HOSTS: 'API.internal, [::1]:80',
      FAKE_SFN_WAKE: 'sqs',
      FAKE_SFN_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/q',
      FAKE_SFN_SWEEP_SECONDS: '120',
      FAKE_SFN_TIME: 'skip',
      FAKE_SFN_LEASE_SECONDS: '20',
      FAKE_SFN_LOGS: 'stdout',
      FAKE_SFN_EVENT_BUS: 'orders',
      FAKE_SFN_EVENT_SOURCE: 'aws.states',
      FAKE_SFN_AUTH: 'none',
      FAKE_SFN_ACCOUNT_ID: '123456789012',
      AWS_REGION: 'eu-central-1',
      SFN_MOCK_CONFIG: './mocks.json',
      AWS_ENDPOINT_URL: 'http://localhost:4566',
      AWS_ENDPOINT_URL_LAMBDA: 'http://localhost:3001',
      PORT: '0',
      HOST: '::',
      FAKE_SFN_COVERAGE: './coverage',
      FAKE_SFN_IMPORT: 'aws',
      FAKE_SFN_IMPORT_ENDPOINT: 'https://states.internal',
      AWS_LAMBDA_FUNCTION_NAME: 'fake',
    };
    expect(readConfig(env)).toEqual({
      storage: 'dynamodb',
      data: 'my.db',
      maxExecutions: 5,
      allowedHosts: ['api.internal', '[::1]:80'],
      table: 'my.table-1',
      tableEndpoint: 'http://localhost:8000',
      createsTable: false,
      retentionDays: 7,
      wake: 'sqs',
      queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q',
      sweepSeconds: 120,
      time: 'skip',
      leaseSeconds: 20,
      executionLines: false,
      verbose: false,
      logs: 'stdout',
      eventBus: 'orders',
      eventSource: 'aws.states',
      auth: { mode: 'none', exposed: true },
      account: '123456789012',
      region: 'eu-central-1',
      mockConfigPath: './mocks.json',
      tasks: 'aws',
      taskEndpoints: { AWS_ENDPOINT_URL: 'http://localhost:4566', AWS_ENDPOINT_URL_LAMBDA: 'http://localhost:3001' },
      coverage: true,
      coverageFolder: './coverage',
      import: 'aws',
      importEndpoint: 'https://states.internal',
      port: 0,
      host: '::',
      inLambda: true,
    });
  });

  it('take an event bus by its ARN too', () => {
    const eventBus = 'arn:aws-cn:events:cn-north-1:123456789012:event-bus/orders';
    expect(readConfig({ FAKE_SFN_EVENT_BUS: eventBus })).toMatchObject({ eventBus });
  });

  it('mean a file where one is named', () => {
    expect(readConfig({ FAKE_SFN_DATA: 'my.db' })).toMatchObject({ storage: 'sqlite', data: 'my.db' });
    expect(readConfig({ FAKE_SFN_DATA: 'my.db', FAKE_SFN_STORAGE: 'memory' }).storage).toBe('memory');
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('count as not set when they are empty', () => {
    expect(readConfig({ PORT: '', HOST: '', FAKE_SFN_STORAGE: '', SFN_MOCK_CONFIG: '', AWS_ENDPOINT_URL: '' })).toEqual(
      readConfig({}),
    );
  });

  it('poll in Lambda, where no timer runs between requests', () => {
    expect(readConfig({ AWS_LAMBDA_FUNCTION_NAME: 'fake' }).wake).toBe('poll');
    expect(problemsOf({ AWS_LAMBDA_FUNCTION_NAME: 'fake', FAKE_SFN_WAKE: 'timer' })).toEqual([
      'FAKE_SFN_WAKE is "timer", but timers stop with a Lambda function: use sqs or poll.',
    ]);
  });

  it('keep nothing in a file in Lambda, where it does not stay', () => {
    expect(problemsOf({ AWS_LAMBDA_FUNCTION_NAME: 'fake', FAKE_SFN_STORAGE: 'sqlite' })).toEqual([
      'FAKE_SFN_STORAGE is "sqlite", but the files of a Lambda function do not stay: use dynamodb.',
    ]);
  });

  it('have timers in a process that stays', () => {
    expect(problemsOf({ FAKE_SFN_WAKE: 'poll' })).toEqual([
      'FAKE_SFN_WAKE is "poll", which is for Lambda: a process that stays has timers.',
    ]);
  });

  it('come from flags first', () => {
    const flags = { PORT: { flag: '--port', value: '9000' } };
    expect(readConfig({ PORT: '1' }, flags).port).toBe(9000);
  });
});

describe('a wrong setting', () => {
  it.each([
    ['FAKE_SFN_STORAGE', 'redis', 'FAKE_SFN_STORAGE is "redis", but must be memory or dynamodb or sqlite.'],
    ['FAKE_SFN_TABLE', 'a b', 'FAKE_SFN_TABLE is "a b", but must be 3 to 255 of the characters a-z, A-Z, 0-9, "_", "-" and ".".'],
    ['FAKE_SFN_WAKE', 'push', 'FAKE_SFN_WAKE is "push", but must be timer or sqs or poll.'],
    ['FAKE_SFN_QUEUE_URL', 'queue', 'FAKE_SFN_QUEUE_URL is "queue", but must be the http(s) URL of a queue.'],
    ['FAKE_SFN_SWEEP_SECONDS', '59', 'FAKE_SFN_SWEEP_SECONDS is "59", but must be a whole number of seconds from 60 to 600.'],
    ['FAKE_SFN_TIME', 'fast', 'FAKE_SFN_TIME is "fast", but must be real or skip or manual.'],
    ['FAKE_SFN_LEASE_SECONDS', '0', 'FAKE_SFN_LEASE_SECONDS is "0", but must be a whole number of seconds from 1 to 86400.'],
    ['FAKE_SFN_LOGS', 'stderr', 'FAKE_SFN_LOGS is "stderr", but must be cloudwatch or stdout or off.'],
    ['FAKE_SFN_EVENT_BUS', 'my bus', 'FAKE_SFN_EVENT_BUS is "my bus", but must be the name or the ARN of an event bus.'],
    [
      'FAKE_SFN_EVENT_BUS',
      'arn:aws:sqs:us-east-1:123456789012:queue',
      'FAKE_SFN_EVENT_BUS is "arn:aws:sqs:us-east-1:123456789012:queue", but must be the name or the ARN of an event bus.',
    ],
    [
      'FAKE_SFN_EVENT_SOURCE',
      'a\nb',
      'FAKE_SFN_EVENT_SOURCE is "a\\nb", but must be at most 256 characters without control characters.',
    ],
    ['FAKE_SFN_AUTH', 'basic', 'FAKE_SFN_AUTH is "basic", but must be none, sigv4, url or sigv4,url.'],
    ['FAKE_SFN_ACCOUNT_ID', '12', 'FAKE_SFN_ACCOUNT_ID is "12", but must be 12 digits.'],
    ['AWS_REGION', 'US East', 'AWS_REGION is "US East", but must be the name of a region, such as us-east-1.'],
    ['AWS_ENDPOINT_URL_SQS', 'localhost:4566', 'AWS_ENDPOINT_URL_SQS is "localhost:4566", but must be an http(s) URL.'],
    ['PORT', '65536', 'PORT is "65536", but must be a whole number from 0 to 65535.'],
    ['PORT', '80a', 'PORT is "80a", but must be a whole number from 0 to 65535.'],
    ['HOST', 'localhost:80', 'HOST is "localhost:80", but must be a host name or an IP address, without a port.'],
  ])('%s=%s is told in a sentence', (name, value, sentence) => {
    expect(problemsOf({ [name]: value })).toEqual([sentence]);
  });

  it('is told together with all the others', () => {
    expect(problemsOf({ PORT: 'x', FAKE_SFN_TIME: 'x', FAKE_SFN_STORAGE: 'x' })).toHaveLength(3);
  });

  it('is named after the flag that it came from', () => {
    expect(problemsOf({}, { PORT: { flag: '--port', value: 'x' } })).toEqual([
      '--port is "x", but must be a whole number from 0 to 65535.',
    ]);
  });

  it('is a queue for wakes that is missing', () => {
    expect(problemsOf({ AWS_LAMBDA_FUNCTION_NAME: 'fake', FAKE_SFN_WAKE: 'sqs' })).toEqual([
      'FAKE_SFN_QUEUE_URL is not set, but FAKE_SFN_WAKE=sqs needs the URL of a queue.',
    ]);
  });

  it('is to import state machines from this fake itself', () => {
    const importFrom = (endpoint: string) =>
      problemsOf({ FAKE_SFN_IMPORT: 'aws', FAKE_SFN_IMPORT_ENDPOINT: endpoint, PORT: '8083' });
    expect(importFrom('http://localhost:8083/')).toEqual([expect.stringContaining('this fake itself')]);
    expect(importFrom('http://localhost:8084/')).toEqual([]);
    expect(importFrom('nowhere')).toEqual([expect.stringContaining('FAKE_SFN_IMPORT_ENDPOINT is "nowhere"')]);
  });

  it('is to ask for signatures without credentials to check them with', () => {
    expect(problemsOf({ FAKE_SFN_AUTH: 'sigv4' })).toEqual([
      'FAKE_SFN_CREDENTIALS is not set: there is nothing to check signatures with.',
    ]);
  });

  it('is credentials that are none, and what they hold stays secret', () => {
    const [sentence = '', ...more] = problemsOf({ FAKE_SFN_CREDENTIALS: 'AKIA:top:secret' });
    expect(more).toEqual([]);
    expect(sentence).toBe('FAKE_SFN_CREDENTIALS has an account that is not 12 digits in credential 1.');
  });
});

describe('access', () => {
  const authOf = (env: Record<string, string>) => readConfig(env).auth;
  const deployed = { AWS_LAMBDA_FUNCTION_NAME: 'fake' };
  const samLocal = { ...deployed, AWS_SAM_LOCAL: 'true' };
  const key = { FAKE_SFN_CREDENTIALS: 'AKIA:secret' };
  const withKey = {
    mode: 'sigv4',
    credentials: { kind: 'written', value: [{ accessKeyId: 'AKIA', secretAccessKey: 'secret' }] },
  };

  it('is open on this machine and in SAM local', () => {
    for (const env of [{}, samLocal, { ...samLocal, ...key }, { ...key, FAKE_SFN_AUTH: 'none' }]) {
      expect(authOf(env)).toEqual({ mode: 'none', exposed: false });
    }
  });

  it('needs a signature wherever there are credentials, and where it is asked for', () => {
    const sigv4 = { FAKE_SFN_AUTH: 'sigv4', ...key };
    for (const env of [key, sigv4, { ...deployed, ...key }, { ...deployed, ...sigv4 }, { ...samLocal, ...sigv4 }]) {
      expect(authOf(env)).toEqual(withKey);
    }
  });

  it('is by a secret address, beside the keys or alone', () => {
    const value = 'x'.repeat(32);
    const secret = { FAKE_SFN_URL_SECRET: value };
    const byAddress = { mode: 'url', secret: { kind: 'written', value } };
    for (const env of [secret, { ...deployed, ...secret }, { ...secret, ...key, FAKE_SFN_AUTH: 'url' }])
      expect(authOf(env)).toEqual(byAddress);
    const both = { ...byAddress, credentials: withKey.credentials };
    for (const env of [
      { ...secret, ...key },
      { ...deployed, ...secret, ...key, FAKE_SFN_AUTH: 'sigv4,url' },
    ])
      expect(authOf(env)).toEqual(both);
    for (const given of ['too short', ''])
      expect(authOf({ ...deployed, FAKE_SFN_AUTH: 'url', FAKE_SFN_URL_SECRET: given })).toMatchObject({
        mode: 'closed',
        reason: expect.stringMatching(/^FAKE_SFN_URL_SECRET is not (set|a secret)/),
      });
  });

  it('is closed in a deployed function without credentials, or with credentials that are none', () => {
    for (const env of [deployed, { ...deployed, FAKE_SFN_AUTH: 'sigv4' }, { ...deployed, AWS_SAM_LOCAL: 'false' }]) {
      expect(authOf(env)).toEqual({ mode: 'closed', reason: expect.stringContaining('FAKE_SFN_CREDENTIALS is not set') });
    }
    expect(authOf({ ...deployed, FAKE_SFN_CREDENTIALS: 'top secret' })).toEqual({
      mode: 'closed',
      reason:
        'FAKE_SFN_CREDENTIALS has no access key id (letters and digits) in credential 1. ' +
        'FAKE_SFN_AUTH=none would let everyone in.',
    });
  });

  it('is open in a deployed function only where someone says so', () => {
    expect(authOf({ ...deployed, FAKE_SFN_AUTH: 'none' })).toEqual({ mode: 'none', exposed: true });
    expect(authOf({ ...deployed, ...key, FAKE_SFN_AUTH: 'none' })).toEqual({ mode: 'none', exposed: true });
  });
});

it('takes the account of Step Functions Local, but not the one that SAM local makes up', () => {
  const AWS_ACCOUNT_ID = '123456789012';
  expect(readConfig({ AWS_ACCOUNT_ID }).account).toBe(AWS_ACCOUNT_ID);
  const inSamLocal = { AWS_ACCOUNT_ID, AWS_SAM_LOCAL: 'true', AWS_LAMBDA_FUNCTION_NAME: 'fake' };
  expect(readConfig(inSamLocal).account).toBe('000000000000');
});
