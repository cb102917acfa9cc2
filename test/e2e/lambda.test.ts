import { afterEach, describe, expect, test } from 'vitest';
import { createLambdaFunction, type LambdaFunction } from '#test/support/lambda-function.ts';
import { httpApiEvent } from '#test/support/proxy-events.ts';
import { lambdaSuite } from './lambda.suite.ts';

lambdaSuite('everything in memory', () => ({}), 'the freeze');

describe('the function', () => {
  const health = httpApiEvent({ method: 'GET', path: '/_fake/health' });
  let lambda: LambdaFunction;
  afterEach(() => lambda.close());

  /** Whether it starts and answers with those settings, and what it logs. */
  async function coldStart(env: Readonly<Record<string, string>>): Promise<{ answer: unknown; log: string }> {
    lambda = createLambdaFunction({ env });
    const answer = await lambda.invoke(health).catch((error: unknown) => String(error));
    return { answer, log: lambda.log() };
  }

  test('says in its log what to set when SAM local would lose everything', async () => {
    const { answer, log } = await coldStart({
      AWS_SAM_LOCAL: 'true',
      FAKE_SFN_HOST_NAMES: 'f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com',
    });
    expect(answer).toMatchObject({ statusCode: 200 });
    expect(log).toMatch(/"level":"WARN".*FAKE_SFN_STORAGE=dynamodb, and AWS_ENDPOINT_URL_DYNAMODB/);
  });

  test('says in its log what to set when nothing would go on under SAM local', async () => {
    const env = { AWS_SAM_LOCAL: 'true', FAKE_SFN_STORAGE: 'dynamodb', FAKE_SFN_WAKE: 'timer' };
    const { log } = await coldStart({ ...env, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' });
    expect(log).toMatch(/"level":"WARN".*FAKE_SFN_WAKE=poll/);
  });

  test('says nothing of SAM local elsewhere', async () => {
    expect((await coldStart({})).log).not.toContain('SAM');
  });

  test('logs no more than Lambda is told to: each line is JSON with its own level', async () => {
    const open = { FAKE_SFN_AUTH: 'none' };
    const { log } = await coldStart(open);
    expect(
      log
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).level),
    ).toEqual(['WARN']);
    await lambda.close();
    expect((await coldStart({ ...open, AWS_LAMBDA_LOG_LEVEL: 'ERROR' })).log).toBe('');
  });

  test('does not start with wrong settings, and says which', async () => {
    const { answer } = await coldStart({ FAKE_SFN_WAKE: 'sqs', FAKE_SFN_TIME: 'never' });
    expect(answer).toMatch(/FAKE_SFN_QUEUE_URL is not set[\s\S]*FAKE_SFN_TIME is "never"/);
  });

  test('does not start without its table, and says what to do', async () => {
    const env = { FAKE_SFN_STORAGE: 'dynamodb', AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' };
    expect((await coldStart(env)).answer).toMatch(/table "fake-sfn".*nothing answers there.*start DynamoDB Local/);
  });
});
