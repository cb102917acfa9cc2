import { beforeEach, describe, expect, it } from 'vitest';
import { anApi, arnOf, CALLER, START, type TestApi } from '../an-api.ts';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1';
const activityArn = arnOf('activity:pack');

let api: TestApi;
beforeEach(() => {
  api = anApi();
});

describe('CreateActivity', () => {
  it('refuses a name that is no text', async () => {
    await expect(api.call('CreateActivity', { name: 1 })).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it.each(['', 'a'.repeat(81)])('refuses a name of another length than 1 to 80', async (name) => {
    await expect(api.call('CreateActivity', { name })).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it.each(['a b', 'a/b', 'a:b', 'a\u0085'])('refuses the name %j', async (name) => {
    await expect(api.call('CreateActivity', { name })).rejects.toMatchObject({
      code: 'InvalidName',
      message: `Invalid Name: '${name}'`,
    });
  });

  it('registers an activity', async () => {
    await expect(api.call('CreateActivity', { name: 'pack' })).resolves.toEqual({ activityArn, creationDate: new Date(START) });
    await expect(api.call('DescribeActivity', { activityArn })).resolves.toEqual({
      activityArn,
      name: 'pack',
      creationDate: new Date(START),
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
  });

  it('answers the first creation when it is repeated, whatever the tags', async () => {
    const first = await api.call('CreateActivity', { name: 'pack', tags: [{ key: 'a', value: '1' }] });
    await api.pass(1);
    await expect(api.call('CreateActivity', { name: 'pack', tags: [{ key: 'b', value: '2' }] })).resolves.toEqual(first);
    await expect(api.call('ListTagsForResource', { resourceArn: activityArn })).resolves.toEqual({
      tags: [{ key: 'a', value: '1' }],
    });
  });

  it('makes one activity of creations at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => api.call('CreateActivity', { name: 'pack' })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('registers 100,000 activities in a region, and one more when one has been deleted', async () => {
    const { storage } = api.parts;
    await api.call('CreateActivity', { name: 'pack-1' });
    const first = (await storage.loadResource(`${activityArn}-1`))?.resource;
    if (first?.kind !== 'activity') throw new Error('no activity was created');
    for (let n = 2; n <= 100_000; n++) {
      const name = `pack-${n}`;
      await storage.saveResource({ ...first, arn: `${activityArn}-${n}`, name, order: name }, 0);
    }
    await expect(api.call('CreateActivity', { name: 'pack' })).rejects.toMatchObject({ code: 'ActivityLimitExceeded' });
    await expect(api.call('CreateActivity', { name: 'pack-7' })).resolves.toMatchObject({ activityArn: `${activityArn}-7` });
    await expect(api.call('CreateActivity', { name: 'pack' }, { ...CALLER, region: 'eu-north-1' })).resolves.toBeDefined();
    await api.call('DeleteActivity', { activityArn: `${activityArn}-7` });
    await expect(api.call('CreateActivity', { name: 'pack' })).resolves.toMatchObject({ activityArn });
  });

  it('answers ActivityAlreadyExists for another encryption', async () => {
    await api.call('CreateActivity', { name: 'pack' });
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: KEY };
    await expect(api.call('CreateActivity', { name: 'pack', encryptionConfiguration })).rejects.toMatchObject({
      code: 'ActivityAlreadyExists',
    });
  });

  it('wants a key where the key is the customer’s', async () => {
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' };
    await expect(api.call('CreateActivity', { name: 'pack', encryptionConfiguration })).rejects.toMatchObject({
      code: 'InvalidEncryptionConfiguration',
    });
  });

  it('refuses more than 50 tags', async () => {
    const tags = Array.from({ length: 51 }, (_, index) => ({ key: String(index), value: '' }));
    await expect(api.call('CreateActivity', { name: 'pack', tags })).rejects.toMatchObject({ code: 'TooManyTags' });
    await expect(api.call('DescribeActivity', { activityArn })).rejects.toMatchObject({ code: 'ActivityDoesNotExist' });
  });
});

describe('DescribeActivity', () => {
  it('answers InvalidArn for the ARN of something else', async () => {
    const arn = arnOf('stateMachine:pack');
    await expect(api.call('DescribeActivity', { activityArn: arn })).rejects.toMatchObject({
      code: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: stateMachine'",
    });
  });

  it('answers ActivityDoesNotExist for one that was never made', async () => {
    await expect(api.call('DescribeActivity', { activityArn })).rejects.toMatchObject({
      code: 'ActivityDoesNotExist',
      message: `Activity Does Not Exist: '${activityArn}'`,
    });
  });
});

describe('DeleteActivity', () => {
  it('forgets an activity, and does not mind if there is none', async () => {
    await api.call('CreateActivity', { name: 'pack' });
    await expect(api.call('DeleteActivity', { activityArn })).resolves.toEqual({});
    await expect(api.call('DeleteActivity', { activityArn })).resolves.toEqual({});
    await expect(api.call('DescribeActivity', { activityArn })).rejects.toMatchObject({ code: 'ActivityDoesNotExist' });
    await expect(api.call('ListActivities')).resolves.toMatchObject({ activities: [] });
  });

  it('fails the tasks that come for it afterwards, which nobody could take', async () => {
    const { create, start, call } = anApi({ integration: async () => ({ kind: 'pending' }) });
    const states = { Only: { Type: 'Task', Resource: activityArn, End: true } };
    const stateMachineArn = await create('orders', JSON.stringify({ StartAt: 'Only', States: states }));
    const executionArn = await start(stateMachineArn);
    const where = "An error occurred while executing the state 'Only' (entered at the event id #2).";
    const failed = { error: 'States.Runtime', cause: `${where} The activity ${activityArn} does not exist.` };
    await expect(call('DescribeExecution', { executionArn })).resolves.toMatchObject({ status: 'FAILED', ...failed });
    const { events } = await call('GetExecutionHistory', { executionArn });
    expect(events).toMatchObject([
      { type: 'ExecutionStarted' },
      { type: 'TaskStateEntered' },
      { id: 3, previousEventId: 2, type: 'ExecutionFailed', executionFailedEventDetails: failed },
    ]);
  });

  it('lets the tasks that were scheduled before wait, also when they are offered again', async () => {
    const { create, start, call, pass } = anApi({ integration: async () => ({ kind: 'pending' }) });
    await call('CreateActivity', { name: 'pack' });
    const states = { Only: { Type: 'Task', Resource: activityArn, End: true } };
    const executionArn = await start(await create('orders', JSON.stringify({ StartAt: 'Only', States: states })));
    await call('DeleteActivity', { activityArn });
    await pass(3_600_000);
    await expect(call('DescribeExecution', { executionArn })).resolves.toMatchObject({ status: 'RUNNING' });
  });

  it('answers InvalidArn for what is no ARN', async () => {
    await expect(api.call('DeleteActivity', { activityArn: 'pack' })).rejects.toMatchObject({ code: 'InvalidArn' });
  });
});

describe('ListActivities', () => {
  beforeEach(async () => {
    for (const name of ['pear', 'apple', 'fig']) await api.call('CreateActivity', { name });
  });

  it('lists activities by name', async () => {
    const { activities } = await api.call('ListActivities');
    expect(activities).toEqual(
      ['apple', 'fig', 'pear'].map((name) => ({ activityArn: arnOf(`activity:${name}`), name, creationDate: new Date(START) })),
    );
  });

  it('goes on where a page has ended, whatever was made since', async () => {
    const first = await api.call('ListActivities', { maxResults: 1 });
    await api.call('CreateActivity', { name: 'aardvark' });
    const second = await api.call('ListActivities', { maxResults: 2, nextToken: first['nextToken'] });
    expect(first).toMatchObject({ activities: [{ name: 'apple' }], nextToken: expect.any(String) });
    expect(second).toMatchObject({ activities: [{ name: 'fig' }, { name: 'pear' }], nextToken: undefined });
  });

  it('answers InvalidToken for a token that it has not made', async () => {
    await expect(api.call('ListActivities', { nextToken: 'abc' })).rejects.toMatchObject({ code: 'InvalidToken' });
  });
});
