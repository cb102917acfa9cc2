import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SfnError } from '#api/errors.ts';
import { importMachines } from '#api/import/import-machines.ts';
import { createHandler } from '#http/handle.ts';
import { type NodeServer, startNodeServer } from '#http/node-server.ts';
import { realStepFunctions } from '#real/step-functions.ts';
import { anApi, arnOf, CALLER, passing, ROLE, type TestApi, waiting } from '../an-api.ts';

const ORDERS = arnOf('stateMachine:orders');

/** A second instance of the fake, which stands for AWS, behind the client that asks it. */
let aws: TestApi;
let server: NodeServer;
/** What was asked there. */
let asked: string[];
/** What AWS throws instead of an answer. */
let trouble: SfnError | undefined;
let logged: { readonly level: string; readonly message: string }[];
let fake: TestApi;

const anImportingFake = (endpoint: string): TestApi =>
  anApi({
    importing: (parts) => importMachines({ ...parts, real: realStepFunctions(endpoint), log: (entry) => logged.push(entry) }),
  });

beforeEach(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', CALLER.account);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
  [aws, asked, trouble, logged] = [anApi(), [], undefined, []];
  const handler = createHandler({
    api: async ({ action, input, caller }) => {
      asked.push(action);
      if (trouble) throw trouble;
      return await aws.call(action, Object(input), caller);
    },
    account: '000000000000',
    region: 'us-east-1',
    log: (entry) => logged.push(entry),
  });
  server = await startNodeServer(handler, { host: '127.0.0.1', port: 0 });
  // Would lead to the fake itself where a team has set it.
  vi.stubEnv('AWS_ENDPOINT_URL_SFN', 'http://127.0.0.1:9');
  fake = anImportingFake(server.url);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const start = (stateMachineArn: string) => fake.start(stateMachineArn);
const outputOf = async (executionArn: string) => (await fake.call('DescribeExecution', { executionArn }))['output'];
const run = async (stateMachineArn: string) => await outputOf(await start(stateMachineArn));
const update = (definition: string) => aws.call('UpdateStateMachine', { stateMachineArn: ORDERS, definition, publish: true });
const denied = () =>
  new SfnError('AccessDeniedException', 'User: arn:aws:iam::1:role/x is not authorized to perform: states:DescribeStateMachine');
const throttled = () => new SfnError('ThrottlingException', 'Rate exceeded');

it('starts a state machine that only AWS has, under its ARN and with its revision, and asks AWS for nothing but its description', async () => {
  await aws.create('orders', passing('one'));
  expect(await run(ORDERS)).toBe('"one"');
  expect(asked).toEqual(['DescribeStateMachine']);
  const described = await fake.call('DescribeStateMachine', { stateMachineArn: ORDERS });
  expect(described).toEqual(await aws.call('DescribeStateMachine', { stateMachineArn: ORDERS }));
  expect(await fake.call('ListStateMachines')).toMatchObject({ stateMachines: [{ stateMachineArn: ORDERS }] });
});

it('describes, and lists the executions of, one that it has not started yet', async () => {
  await aws.create('orders', passing(), { type: 'STANDARD', roleArn: ROLE });
  await expect(fake.call('ListExecutions', { stateMachineArn: ORDERS })).resolves.toEqual({ executions: [] });
  await fake.call('DescribeStateMachine', { stateMachineArn: ORDERS });
  expect(asked).toEqual(['DescribeStateMachine']);
});

it('asks again a few seconds later, and goes on with the new revision under the same ARN', async () => {
  await aws.create('orders', passing('one'));
  await run(ORDERS);
  await update(passing('two'));
  await fake.pass(4);
  expect(await run(ORDERS)).toBe('"one"');
  await fake.pass(1);
  expect(await run(ORDERS)).toBe('"two"');
  const { revisionId } = await aws.call('DescribeStateMachine', { stateMachineArn: ORDERS });
  expect(await fake.call('DescribeStateMachine', { stateMachineArn: ORDERS })).toMatchObject({ revisionId });
});

it('is asked once by those who start it at the same time', async () => {
  await aws.create('orders');
  await Promise.all([start(ORDERS), start(ORDERS), start(ORDERS)]);
  expect(asked).toEqual(['DescribeStateMachine']);
});

it('knows one that was deleted there and created anew by its date of creation', async () => {
  await aws.create('orders', passing('one'), { type: 'EXPRESS' });
  await fake.call('StartSyncExecution', { stateMachineArn: ORDERS });
  await aws.call('DeleteStateMachine', { stateMachineArn: ORDERS });
  await aws.pass(1);
  await aws.create('orders', passing('two'));
  await fake.pass(5);
  expect(await run(ORDERS)).toBe('"two"');
});

it('starts a version, which stays what it is', async () => {
  await aws.create('orders', passing('one'), { publish: true, versionDescription: 'the first' });
  await update(passing('two'));
  expect(await run(`${ORDERS}:1`)).toBe('"one"');
  expect(await run(`${ORDERS}:2`)).toBe('"two"');
  expect(await run(ORDERS)).toBe('"two"');
  expect(await fake.call('DescribeStateMachine', { stateMachineArn: `${ORDERS}:1` })).toEqual(
    await aws.call('DescribeStateMachine', { stateMachineArn: `${ORDERS}:1` }),
  );
  await fake.call('UpdateStateMachine', { stateMachineArn: ORDERS, definition: passing('mine') });
  await expect(fake.call('PublishStateMachineVersion', { stateMachineArn: ORDERS })).resolves.toMatchObject({
    stateMachineVersionArn: `${ORDERS}:3`,
  });
});

it('starts an alias, and follows it to another version', async () => {
  await aws.create('orders', passing('one'), { publish: true });
  const routeTo = (version: number) => [{ stateMachineVersionArn: `${ORDERS}:${version}`, weight: 100 }];
  await aws.call('CreateStateMachineAlias', { name: 'live', routingConfiguration: routeTo(1) });
  const alias = `${ORDERS}:live`;
  const executionArn = await start(alias);
  expect(await fake.call('DescribeExecution', { executionArn })).toMatchObject({
    output: '"one"',
    stateMachineAliasArn: alias,
    stateMachineVersionArn: `${ORDERS}:1`,
  });
  expect(asked).toEqual(['DescribeStateMachine', 'DescribeStateMachineAlias', 'DescribeStateMachine']);
  expect(await fake.call('DescribeStateMachineAlias', { stateMachineAliasArn: alias })).toEqual(
    await aws.call('DescribeStateMachineAlias', { stateMachineAliasArn: alias }),
  );
  await update(passing('two'));
  await aws.pass(1);
  await aws.call('UpdateStateMachineAlias', { stateMachineAliasArn: alias, routingConfiguration: routeTo(2) });
  await fake.pass(5);
  expect(await run(alias)).toBe('"two"');
  await aws.call('DeleteStateMachineAlias', { stateMachineAliasArn: alias });
  await fake.pass(5);
  await expect(start(alias)).rejects.toMatchObject({
    code: 'StateMachineDoesNotExist',
    message: expect.stringContaining('ResourceNotFound'),
  });
});

it('says that AWS does not have it either, in AWS’s words', async () => {
  const message = `State Machine Does Not Exist: '${ORDERS}'. AWS was asked for ${ORDERS} and said StateMachineDoesNotExist: State Machine Does Not Exist: '${ORDERS}'`;
  await expect(start(ORDERS)).rejects.toMatchObject({ code: 'StateMachineDoesNotExist', message });
  await expect(fake.call('DescribeStateMachine', { stateMachineArn: ORDERS })).rejects.toMatchObject({ message });
  await expect(fake.call('DescribeStateMachineAlias', { stateMachineAliasArn: `${ORDERS}:live` })).rejects.toMatchObject({
    code: 'ResourceNotFound',
    message: `Request references a resource that does not exist. ${message.replace(/^.*?'\. /, '')}`,
  });
});

it('loses one that AWS has lost: executions that run fail where they would go on', async () => {
  await aws.create(
    'orders',
    JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 60, Next: 'B' }, B: { Type: 'Succeed' } } }),
  );
  const executionArn = await start(ORDERS);
  await aws.call('DeleteStateMachine', { stateMachineArn: ORDERS });
  await fake.pass(5);
  await expect(start(ORDERS)).rejects.toMatchObject({ code: 'StateMachineDoesNotExist' });
  await fake.pass(60);
  expect(await fake.call('DescribeExecution', { executionArn })).toMatchObject({ status: 'FAILED' });
  expect(await fake.call('ListStateMachines')).toEqual({ stateMachines: [] });
});

it('says with AWS’s name of the error that it is denied, and starts what it has all the same', async () => {
  trouble = denied();
  const says = {
    code: 'StateMachineDoesNotExist',
    message: expect.stringContaining('AccessDeniedException: User: arn:aws:iam::1:role/x is not'),
  };
  await expect(start(ORDERS)).rejects.toMatchObject(says);
  trouble = undefined;
  await aws.create('orders', passing('one'));
  await run(ORDERS);
  trouble = denied();
  await fake.pass(5);
  expect(await run(ORDERS)).toBe('"one"');
  expect(logged).toMatchObject([{ level: 'WARN', message: expect.stringContaining(`${ORDERS} stays as it is here`) }]);
});

it('leaves AWS in peace when it throttles, twice as long each time', async () => {
  await aws.create('orders', passing('one'));
  trouble = throttled();
  const refusedAfter = async (seconds: number) => {
    await fake.pass(seconds);
    const before = asked.length;
    await expect(start(ORDERS)).rejects.toMatchObject({ message: expect.stringContaining('ThrottlingException: Rate exceeded') });
    return asked.length - before;
  };
  // The client itself asks twice.
  expect([
    await refusedAfter(0),
    await refusedAfter(0.9),
    await refusedAfter(0.1),
    await refusedAfter(1),
    await refusedAfter(1),
  ]).toEqual([2, 0, 2, 0, 2]);
  trouble = undefined;
  await fake.pass(4);
  expect(await run(ORDERS)).toBe('"one"');
});

it('never asks for what was made or changed here', async () => {
  await aws.create('orders', passing('theirs'), { publish: true });
  await fake.create('orders', passing('mine'));
  await fake.pass(60);
  expect(await run(ORDERS)).toBe('"mine"');
  await expect(start(`${ORDERS}:1`)).rejects.toMatchObject({ code: 'StateMachineDoesNotExist' });
  const bills = await aws.create('bills', passing('theirs'));
  await run(bills);
  await fake.call('UpdateStateMachine', { stateMachineArn: bills, definition: passing('mine') });
  await fake.pass(60);
  expect(await run(bills)).toBe('"mine"');
  expect(asked).toEqual(['DescribeStateMachine']);
});

it('says what is wrong with a definition that it does not take', async () => {
  trouble = undefined;
  await aws.create('orders', waiting(1));
  const stored = await aws.parts.storage.loadResource(ORDERS);
  if (stored?.resource.kind !== 'state-machine') throw new Error('there is no state machine');
  const { resource: machine } = stored;
  await aws.parts.storage.saveResource(
    { ...machine, revision: { ...machine.revision, definition: '{"StartAt":"A","States":{}}' } },
    stored.version,
  );
  await expect(start(ORDERS)).rejects.toMatchObject({
    code: 'StateMachineDoesNotExist',
    message: expect.stringContaining('something that this fake refuses with InvalidDefinition: Invalid State Machine Definition'),
  });
});

it('says that nobody is there', async () => {
  await server.close();
  await expect(start(ORDERS)).rejects.toMatchObject({
    code: 'StateMachineDoesNotExist',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});
