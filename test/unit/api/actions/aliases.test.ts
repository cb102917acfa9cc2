import { beforeEach, describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, START, type TestApi } from '../an-api.ts';

const stateMachineArn = arnOf('stateMachine:orders');
const versionArn = (version: number) => `${stateMachineArn}:${version}`;
const aliasArn = (name: string) => `${stateMachineArn}:${name}`;

/** A routing to versions of `orders`, written as their weights by number. */
const routing = (weights: Readonly<Record<number, number>>) =>
  Object.entries(weights).map(([version, weight]) => ({ stateMachineVersionArn: versionArn(Number(version)), weight }));

/** UUIDs that begin with what is put in front of the line, else with zeroes. */
const drawn: string[] = [];
let drawing = 0;

let api: TestApi;
beforeEach(async () => {
  drawn.length = 0;
  api = anApi({ uuid: () => `${drawn.shift() ?? '00000000'}-0000-4000-8000-${String(drawing++).padStart(12, '0')}` });
  await api.create('orders', passing(1), { publish: true });
  await api.call('UpdateStateMachine', { stateMachineArn, definition: passing(2), publish: true });
});

const create = (name: string, routingConfiguration: unknown = routing({ 1: 100 }), more: object = {}) =>
  api.call('CreateStateMachineAlias', { name, routingConfiguration, ...more });
const describeAlias = (name: string) => api.call('DescribeStateMachineAlias', { stateMachineAliasArn: aliasArn(name) });
const update = (name: string, changes: object) =>
  api.call('UpdateStateMachineAlias', { stateMachineAliasArn: aliasArn(name), ...changes });
const listedNames = async (arn = stateMachineArn) => {
  const { stateMachineAliases } = await api.call('ListStateMachineAliases', { stateMachineArn: arn });
  return JSON.stringify(stateMachineAliases).match(/[a-z0-9]+(?=","creationDate)/g) ?? [];
};

describe('CreateStateMachineAlias', () => {
  it('refuses a weight that is no number', async () => {
    const routingConfiguration = [{ stateMachineVersionArn: versionArn(1), weight: '100' }];
    await expect(create('live', routingConfiguration)).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it.each(['123', 'a b', 'é', ''])('refuses the name %j', async (name) => {
    await expect(create(name)).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it.each([
    ['nothing', []],
    ['three versions', routing({ 1: 40, 2: 40, 3: 20 })],
    ['a weight above 100', routing({ 1: 101 })],
  ])('refuses a routing to %s', async (_what, routingConfiguration) => {
    await expect(create('live', routingConfiguration)).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(/^1 validation error detected: /),
    });
  });

  it('answers InvalidArn for a routing to what is no ARN', async () => {
    await expect(create('live', [{ stateMachineVersionArn: 'orders:1', weight: 100 }])).rejects.toMatchObject({
      code: 'InvalidArn',
    });
  });

  it('says what it has received when that is no version', async () => {
    await create('live');
    for (const arn of [stateMachineArn, aliasArn('live')]) {
      const routingConfiguration = [{ stateMachineVersionArn: arn, weight: 100 }];
      await expect(create('test', routingConfiguration)).rejects.toMatchObject({
        code: 'ValidationException',
        message: `Routing configuration must contain state machine version ARNs. Received: [${arn}]`,
        members: { reason: 'INVALID_ROUTING_CONFIGURATION' },
      });
    }
  });

  it.each([
    [
      'weights below 100',
      () => routing({ 1: 70, 2: 29 }),
      'Sum of routing configuration weights must equal 100. Received: [70, 29]',
    ],
    [
      'weights above 100',
      () => routing({ 1: 50, 2: 51 }),
      'Sum of routing configuration weights must equal 100. Received: [50, 51]',
    ],
    [
      'a version twice',
      () => [...routing({ 1: 50 }), ...routing({ 1: 50 })],
      `Routing configuration must contain distinct state machine version ARNs. Received: [${versionArn(1)}, ${versionArn(1)}]`,
    ],
    [
      'two state machines',
      () => [...routing({ 1: 50 }), { stateMachineVersionArn: arnOf('stateMachine:others:1'), weight: 50 }],
      'Routing configuration must contain versions of the same state machine.',
    ],
  ])('refuses a routing with %s', async (_what, routingConfiguration, message) => {
    await api.create('others', passing(3), { publish: true });
    await expect(create('live', routingConfiguration())).rejects.toMatchObject({
      code: 'ValidationException',
      message,
      members: { reason: 'INVALID_ROUTING_CONFIGURATION' },
    });
  });

  it('answers ResourceNotFound for a version that does not exist', async () => {
    await expect(create('live', routing({ 3: 100 }))).rejects.toMatchObject({
      code: 'ResourceNotFound',
      members: { resourceName: versionArn(3) },
    });
  });

  it('makes an alias', async () => {
    await expect(create('live', routing({ 1: 90, 2: 10 }), { description: 'canary' })).resolves.toEqual({
      stateMachineAliasArn: aliasArn('live'),
      creationDate: new Date(START),
    });
    await expect(describeAlias('live')).resolves.toEqual({
      stateMachineAliasArn: aliasArn('live'),
      name: 'live',
      description: 'canary',
      routingConfiguration: routing({ 1: 90, 2: 10 }),
      creationDate: new Date(START),
      updateDate: new Date(START),
    });
  });

  it('answers the first creation when it is repeated', async () => {
    const first = await create('live', routing({ 1: 90, 2: 10 }), { description: 'canary' });
    await api.pass(5);
    const again = create('live', routing({ 1: 90, 2: 10 }).reverse(), { description: 'canary' });
    await expect(again).resolves.toEqual(first);
  });

  it.each([
    ['routing', { 1: 80, 2: 20 }, 'canary'],
    ['description', { 1: 90, 2: 10 }, 'another'],
    ['lack of a description', { 1: 90, 2: 10 }, undefined],
  ])('answers ConflictException for another %s', async (_what, weights, description) => {
    await create('live', routing({ 1: 90, 2: 10 }), { description: 'canary' });
    await expect(create('live', routing(weights), { description })).rejects.toMatchObject({
      code: 'ConflictException',
      message: 'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    });
  });

  it('lets a state machine have 100 aliases', async () => {
    for (let number = 1; number <= 100; number++) await create(`a${number}`);
    await expect(create('a101')).rejects.toMatchObject({ code: 'ServiceQuotaExceededException' });
    await expect(create('a100')).resolves.toMatchObject({ stateMachineAliasArn: aliasArn('a100') });
  });
});

describe('UpdateStateMachineAlias', () => {
  it('wants something to change', async () => {
    await create('live');
    await expect(update('live', {})).rejects.toMatchObject({
      code: 'ValidationException',
      members: { reason: 'MISSING_REQUIRED_PARAMETER' },
    });
  });

  it('changes what it is told and keeps the rest', async () => {
    await create('live', routing({ 1: 100 }), { description: 'canary' });
    await api.pass(5);
    await expect(update('live', { routingConfiguration: routing({ 2: 100 }) })).resolves.toEqual({
      updateDate: new Date(START + 5000),
    });
    await update('live', { description: '' });
    await expect(describeAlias('live')).resolves.toMatchObject({
      description: '',
      routingConfiguration: routing({ 2: 100 }),
      creationDate: new Date(START),
      updateDate: new Date(START + 5000),
    });
  });

  it('is no update when everything is so already', async () => {
    await create('live', routing({ 1: 100 }), { description: 'canary' });
    await api.pass(5);
    const changes = { routingConfiguration: routing({ 1: 100 }), description: 'canary' };
    await expect(update('live', changes)).resolves.toEqual({ updateDate: new Date(START) });
  });

  it('refuses versions of another state machine', async () => {
    await api.create('others', passing(3), { publish: true });
    await create('live');
    const routingConfiguration = [{ stateMachineVersionArn: arnOf('stateMachine:others:1'), weight: 100 }];
    await expect(update('live', { routingConfiguration })).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

describe.each([
  ['DescribeStateMachineAlias', {}],
  ['UpdateStateMachineAlias', { description: 'x' }],
  ['DeleteStateMachineAlias', {}],
])('%s', (action, more) => {
  it.each(['live', stateMachineArn, versionArn(1)])('answers InvalidArn for %s', async (stateMachineAliasArn) => {
    await expect(api.call(action, { ...more, stateMachineAliasArn })).rejects.toMatchObject({ code: 'InvalidArn' });
  });
});

describe('DeleteStateMachineAlias', () => {
  it('does not mind that there is no such alias', async () => {
    await create('live');
    const named = { stateMachineAliasArn: aliasArn('live') };
    await expect(api.call('DeleteStateMachineAlias', named)).resolves.toEqual({});
    await expect(api.call('DeleteStateMachineAlias', named)).resolves.toEqual({});
    await expect(api.call('DescribeStateMachineAlias', named)).rejects.toMatchObject({ code: 'ResourceNotFound' });
  });
});

describe.each([
  ['DescribeStateMachineAlias', {}],
  ['UpdateStateMachineAlias', { description: 'x' }],
])('%s', (action, more) => {
  it('answers ResourceNotFound for an alias that does not exist', async () => {
    await create('live');
    await api.call('DeleteStateMachineAlias', { stateMachineAliasArn: aliasArn('live') });
    await expect(api.call(action, { ...more, stateMachineAliasArn: aliasArn('live') })).rejects.toMatchObject({
      code: 'ResourceNotFound',
      message: 'Request references a resource that does not exist.',
      members: { resourceName: aliasArn('live') },
    });
  });
});

describe('ListStateMachineAliases', () => {
  beforeEach(async () => {
    for (const [name, weights] of [
      ['zeta', { 1: 100 }],
      ['eta', { 1: 50, 2: 50 }],
      ['beta', { 2: 100 }],
    ] as const) {
      await create(name, routing(weights));
      await api.pass(1);
    }
  });

  it('answers StateMachineDoesNotExist for what is not there', async () => {
    await expect(listedNames(arnOf('stateMachine:others'))).rejects.toMatchObject({ code: 'StateMachineDoesNotExist' });
  });

  it('lists aliases, oldest first', async () => {
    expect(await listedNames()).toEqual(['zeta', 'eta', 'beta']);
  });

  it('lists the aliases that lead to a version', async () => {
    expect(await listedNames(versionArn(1))).toEqual(['zeta', 'eta']);
    expect(await listedNames(versionArn(2))).toEqual(['eta', 'beta']);
  });

  it('goes on where a page has ended, even when that alias is gone', async () => {
    const first = await api.call('ListStateMachineAliases', { stateMachineArn, maxResults: 1 });
    await api.call('DeleteStateMachineAlias', { stateMachineAliasArn: aliasArn('zeta') });
    const second = await api.call('ListStateMachineAliases', { stateMachineArn, nextToken: first['nextToken'] });
    expect(second).toEqual({
      stateMachineAliases: [
        { stateMachineAliasArn: aliasArn('eta'), creationDate: new Date(START + 1000) },
        { stateMachineAliasArn: aliasArn('beta'), creationDate: new Date(START + 2000) },
      ],
      nextToken: undefined,
    });
  });
});

describe('an execution of an alias', () => {
  it.each([
    ['00000000', 1],
    ['bfffffff', 1],
    ['c0000000', 2],
    ['ffffffff', 2],
  ])('runs a version by weight: the ticket %s of 75:25 runs version %i', async (ticket, version) => {
    await create('live', routing({ 1: 75, 2: 25 }));
    drawn.push(ticket);
    const executionArn = await api.start(aliasArn('live'), { name: 'one' });
    await expect(api.call('DescribeExecution', { executionArn })).resolves.toMatchObject({
      output: String(version),
      stateMachineArn,
      stateMachineAliasArn: aliasArn('live'),
      stateMachineVersionArn: versionArn(version),
    });
  });

  it('never runs a version of weight 0', async () => {
    await create('live', routing({ 1: 0, 2: 100 }));
    drawn.push('00000000');
    const executionArn = await api.start(aliasArn('live'), { name: 'one' });
    await expect(api.call('DescribeExecution', { executionArn })).resolves.toMatchObject({
      stateMachineVersionArn: versionArn(2),
    });
  });

  it('runs where the alias leads now', async () => {
    await create('live', routing({ 1: 100 }));
    await update('live', { routingConfiguration: routing({ 2: 100 }) });
    const executionArn = await api.start(aliasArn('live'));
    await expect(api.call('DescribeExecution', { executionArn })).resolves.toMatchObject({ output: '2' });
  });
});
