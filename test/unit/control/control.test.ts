import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFake, type Fake } from '#test/support/a-fake.ts';

describe('/_fake', () => {
  let fake: Fake;
  beforeAll(async () => {
    fake = await aFake({ FAKE_SFN_HOST_NAMES: 'fake.corp' });
  });
  afterAll(() => fake.close());

  it.each(['/_fake/health', '/prod/_fake/health', '/base/path/_fake/health'])('says that it is well at %s', async (path) => {
    expect(await fake.ask('GET', path)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: {
        status: 'ok',
        version: expect.stringMatching(/^\d+\./),
        storage: 'memory',
        time: 'real',
        tasks: 'endpoints',
        wake: 'timer',
      },
    });
  });

  it('refuses other methods and unknown names, and says which there are', async () => {
    expect(await fake.ask('POST', 'health')).toMatchObject({ status: 405, body: { hint: 'Use GET.' } });
    expect(await fake.ask('GET', 'healthy')).toMatchObject({
      status: 404,
      body: { hint: expect.stringContaining('GET health') },
    });
  });

  it('takes JSON only, said to be JSON', async () => {
    expect(await fake.ask('POST', 'reset', '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await fake.ask('POST', 'reset', '{')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('no JSON') },
    });
    expect(await fake.ask('POST', 'reset', [])).toMatchObject({ status: 400 });
    expect(await fake.ask('POST', 'reset', {}, { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({
      status: 200,
    });
  });

  it.each(['/', '/prod/', '/health', '/_fakehealth'])('leaves %s to AWS', async (path) => {
    expect(await fake.ask('POST', path)).toMatchObject({ body: { __type: 'UnknownOperationException' } });
  });

  it.each(['localhost', 'localhost:8083', '127.0.0.1:1', '[::1]:8083', '10.1.2.3', 'fake', 'a.localhost', 'Fake.Corp:80'])(
    'is called %s',
    async (host) => {
      expect(await fake.ask('GET', 'health', undefined, { host })).toMatchObject({ status: 200 });
    },
  );

  it.each(['evil.com', 'fake.corp.evil.com', '127.0.0.1.evil.com:8083', 'localhost.evil.com'])(
    'is not called %s by a browser',
    async (host) => {
      expect(await fake.ask('GET', 'executions', undefined, { host })).toMatchObject({
        status: 403,
        body: { hint: expect.any(String) },
      });
      const headers = { host, 'x-amz-target': 'AWSStepFunctions.ListActivities' };
      expect(await fake.ask('POST', '/', {}, { ...headers, origin: `http://${host}` })).toMatchObject({ status: 403 });
      // No browser sends that: an SDK, behind whatever name.
      expect(await fake.ask('POST', '/', {}, headers)).toMatchObject({ status: 200 });
    },
  );

  it('keeps accounts apart, whose plain HTTP names them', async () => {
    const as = (account: string) => ({ 'x-fake-account': account });
    await fake.ask('POST', 'rules', { where: {}, then: { return: 1 } }, as('111111111111'));
    expect(await fake.ask('GET', 'rules', undefined, as('111111111111'))).toMatchObject({ body: { rules: [{}] } });
    expect(await fake.ask('GET', 'rules', undefined, as('222222222222'))).toEqual(
      expect.objectContaining({ body: { rules: [] } }),
    );
  });

  it('hints at the account where only that is another one', async () => {
    await fake.call('CreateActivity', { name: 'work' });
    const answer = await fake.ask(
      'POST',
      '/',
      { activityArn: 'arn:aws:states:us-east-1:123456789012:activity:work' },
      { 'x-amz-target': 'AWSStepFunctions.DescribeActivity' },
    );
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'x-fake-sfn-hint': expect.stringContaining('use 123456789012 as the access key id') },
      body: { message: "Activity Does Not Exist: 'arn:aws:states:us-east-1:123456789012:activity:work'" },
    });
  });
});
