import { beforeEach, describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, ROLE, START, type TestApi } from '../an-api.ts';

const stateMachineArn = arnOf('stateMachine:orders');
const versionArn = (version: number) => `${stateMachineArn}:${version}`;

let api: TestApi;
beforeEach(async () => {
  api = anApi();
  await api.create('orders');
});

const publish = (more: object = {}) => api.call('PublishStateMachineVersion', { stateMachineArn, ...more });
const remove = (version: number) => api.call('DeleteStateMachineVersion', { stateMachineVersionArn: versionArn(version) });
const change = async (result: number) =>
  String((await api.call('UpdateStateMachine', { stateMachineArn, definition: passing(result) }))['revisionId']);
const changeAndPublish = (result: number) =>
  api.call('UpdateStateMachine', { stateMachineArn, definition: passing(result), publish: true });
const listed = async () => (await api.call('ListStateMachineVersions', { stateMachineArn }))['stateMachineVersions'];

describe('PublishStateMachineVersion', () => {
  it('refuses a revision that is no text', async () => {
    await expect(publish({ revisionId: 1 })).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it('refuses a long description without showing it', async () => {
    await expect(publish({ description: 'x'.repeat(257) })).rejects.toMatchObject({
      code: 'ValidationException',
      message:
        "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 256",
    });
  });

  it('answers InvalidArn for what is no ARN', async () => {
    await expect(publish({ stateMachineArn: 'orders' })).rejects.toMatchObject({
      code: 'InvalidArn',
      message: "Invalid Arn: 'Invalid ARN prefix: orders'",
    });
  });

  it('answers StateMachineDoesNotExist for what is not there, and for a version', async () => {
    await publish();
    for (const arn of [arnOf('stateMachine:others'), versionArn(1)]) {
      await expect(publish({ stateMachineArn: arn })).rejects.toMatchObject({
        code: 'StateMachineDoesNotExist',
        message: `State Machine Does Not Exist: '${arn}'`,
      });
    }
  });

  it('counts versions from 1', async () => {
    await expect(publish()).resolves.toEqual({ creationDate: new Date(START), stateMachineVersionArn: versionArn(1) });
    await change(2);
    await expect(publish()).resolves.toMatchObject({ stateMachineVersionArn: versionArn(2) });
  });

  it('publishes a revision once, and keeps its description', async () => {
    const first = await publish({ description: 'first' });
    await api.pass(60);
    await expect(publish({ description: 'second' })).resolves.toEqual(first);
    await expect(api.call('DescribeStateMachine', { stateMachineArn: versionArn(1) })).resolves.toMatchObject({
      description: 'first',
    });
  });

  it('publishes a revision once when it is told so many times at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => publish()));
    for (const { stateMachineVersionArn } of answers) expect(stateMachineVersionArn).toBe(versionArn(1));
    expect(await listed()).toHaveLength(1);
  });

  it('publishes the revision that it is told if that is the current one', async () => {
    await expect(publish({ revisionId: 'INITIAL' })).resolves.toMatchObject({ stateMachineVersionArn: versionArn(1) });
    const revisionId = await change(2);
    await expect(publish({ revisionId })).resolves.toMatchObject({ stateMachineVersionArn: versionArn(2) });
  });

  it('answers ConflictException for another revision', async () => {
    const old = await change(2);
    const current = await change(3);
    await expect(publish({ revisionId: old })).rejects.toMatchObject({
      code: 'ConflictException',
      message: `Failed to publish the State Machine version for revision ${old}. The current State Machine revision is ${current}.`,
    });
  });

  it('never gives a number again', async () => {
    await publish();
    await remove(1);
    await expect(publish()).resolves.toMatchObject({ stateMachineVersionArn: versionArn(2) });
  });

  it('does not give a number again that was published but not counted', async () => {
    await publish();
    const { storage } = api.parts;
    const stored = await storage.loadResource(stateMachineArn);
    if (stored?.resource.kind !== 'state-machine') throw new Error('no state machine');
    const { lastVersion: _, ...uncounted } = stored.resource;
    await storage.saveResource(uncounted, stored.version);
    await remove(1);
    await expect(publish()).resolves.toMatchObject({ stateMachineVersionArn: versionArn(2) });
  });

  it('lets a state machine have 1,000 versions', async () => {
    for (let version = 1; version <= 1000; version++) {
      await changeAndPublish(version);
    }
    await change(1001);
    await expect(publish()).rejects.toMatchObject({ code: 'ServiceQuotaExceededException' });
    await remove(500);
    await expect(publish()).resolves.toMatchObject({ stateMachineVersionArn: versionArn(1001) });
  });
});

describe('a version', () => {
  it('stays what it was when its state machine changes', async () => {
    await publish();
    await changeAndPublish(2);
    await api.call('UpdateStateMachine', { stateMachineArn, roleArn: `${ROLE}-new` });
    await expect(api.call('DescribeStateMachine', { stateMachineArn: versionArn(1) })).resolves.toMatchObject({
      stateMachineArn: versionArn(1),
      definition: passing(),
      roleArn: ROLE,
    });
    const executionArn = await api.start(versionArn(2));
    await expect(api.call('DescribeExecution', { executionArn })).resolves.toMatchObject({
      output: '2',
      stateMachineArn,
      stateMachineVersionArn: versionArn(2),
    });
  });
});

describe('ListStateMachineVersions', () => {
  it('refuses a page of 1,001', async () => {
    const call = api.call('ListStateMachineVersions', { stateMachineArn, maxResults: 1001 });
    await expect(call).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('lists nothing of a state machine that is not there', async () => {
    const call = api.call('ListStateMachineVersions', { stateMachineArn: arnOf('stateMachine:others') });
    await expect(call).resolves.toMatchObject({ stateMachineVersions: [] });
  });

  it('lists versions newest first, numbers with more digits too', async () => {
    for (let version = 1; version <= 11; version++) {
      await changeAndPublish(version);
      await api.pass(1);
    }
    const { stateMachineVersions, nextToken } = await api.call('ListStateMachineVersions', { stateMachineArn, maxResults: 3 });
    expect(stateMachineVersions).toEqual(
      [11, 10, 9].map((version) => ({
        stateMachineVersionArn: versionArn(version),
        creationDate: new Date(START + (version - 1) * 1000),
      })),
    );
    const rest = await api.call('ListStateMachineVersions', { stateMachineArn, nextToken });
    expect(rest['stateMachineVersions']).toHaveLength(8);
    expect(rest['nextToken']).toBeUndefined();
  });

  it('answers InvalidToken for the token of another state machine', async () => {
    await publish();
    await changeAndPublish(2);
    const { nextToken } = await api.call('ListStateMachineVersions', { stateMachineArn, maxResults: 1 });
    const others = await api.create('others');
    const call = api.call('ListStateMachineVersions', { stateMachineArn: others, maxResults: 1, nextToken });
    await expect(call).rejects.toMatchObject({ code: 'InvalidToken' });
  });
});

describe('DeleteStateMachineVersion', () => {
  it.each([
    ['what is no ARN', 'orders'],
    ['a state machine', stateMachineArn],
    ['an alias', `${stateMachineArn}:live`],
    ['an activity', arnOf('activity:pack')],
  ])('answers InvalidArn for %s', async (_what, stateMachineVersionArn) => {
    await expect(api.call('DeleteStateMachineVersion', { stateMachineVersionArn })).rejects.toMatchObject({ code: 'InvalidArn' });
  });

  it('deletes a version, and does not mind if there is none', async () => {
    await publish();
    await expect(remove(1)).resolves.toEqual({});
    await expect(remove(1)).resolves.toEqual({});
    expect(await listed()).toEqual([]);
    await expect(api.call('StartExecution', { stateMachineArn: versionArn(1) })).rejects.toMatchObject({
      code: 'StateMachineDoesNotExist',
    });
  });

  it('keeps a version that aliases lead to', async () => {
    await publish();
    const routingConfiguration = [{ stateMachineVersionArn: versionArn(1), weight: 100 }];
    for (const name of ['live', 'test']) await api.call('CreateStateMachineAlias', { name, routingConfiguration });
    await expect(remove(1)).rejects.toMatchObject({
      code: 'ConflictException',
      message:
        'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live, test]',
    });
    for (const name of ['live', 'test'])
      await api.call('DeleteStateMachineAlias', { stateMachineAliasArn: `${stateMachineArn}:${name}` });
    await expect(remove(1)).resolves.toEqual({});
  });
});
