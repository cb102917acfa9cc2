import { describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, START, waiting } from '../an-api.ts';

async function orders(definition = waiting(60), more: object = {}) {
  const api = anApi();
  const stateMachineArn = await api.create('orders', definition, more);
  return { ...api, stateMachineArn, startWith: (given: object) => api.call('StartExecution', { stateMachineArn, ...given }) };
}

describe('StartExecution: serialization', () => {
  it('refuses an input that is no text', async () => {
    const { startWith } = await orders();
    await expect(startWith({ input: {} })).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('StartExecution: validation', () => {
  it('shows nothing of an input that is too large', async () => {
    const { startWith } = await orders();
    await expect(startWith({ input: `"${'é'.repeat(131_072)}"` })).rejects.toMatchObject({
      code: 'ValidationException',
      message:
        "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have size less than or equal to 262144 bytes in UTF-8 encoding",
    });
    await expect(startWith({ input: `"${'é'.repeat(131_071)}"` })).resolves.toBeDefined();
  });

  it.each([
    ['orders', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: orders'"],
    [arnOf('execution:orders:1'), 'InvalidArn', "Invalid Arn: 'Resource type not valid in this context: execution'"],
    [arnOf('stateMachine:none'), 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arnOf('stateMachine:none')}'`],
    [
      arnOf('stateMachine:orders:3'),
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${arnOf('stateMachine:orders:3')}'`,
    ],
    [
      arnOf('stateMachine:orders:live'),
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${arnOf('stateMachine:orders:live')}'`,
    ],
  ])('refuses %s', async (stateMachineArn, code, message) => {
    const { startWith } = await orders();
    await expect(startWith({ stateMachineArn })).rejects.toMatchObject({ code, message });
  });

  it.each([
    ['[1,', 'Unexpected end-of-input'],
    ['nope', "Unrecognized token 'nope': was expecting"],
    ['{a: 1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
    ['', 'Invalid execution input.'],
    [' \n', 'Invalid execution input.'],
  ])('refuses the input %j and says why, but not where', async (input, why) => {
    const { startWith } = await orders();
    const refused = startWith({ input });
    await expect(refused).rejects.toMatchObject({
      code: 'InvalidExecutionInput',
      message: expect.stringContaining(`Invalid State Machine Execution Input: '${why}`),
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('column:') });
  });

  it('refuses a name with characters that no name has', async () => {
    const { startWith } = await orders();
    await expect(startWith({ name: 'a b' })).rejects.toMatchObject({ code: 'InvalidName', message: "Invalid Name: 'a b'" });
  });

  it('refuses a test case that is not there, and runs one that is', async () => {
    const { call, create, start } = anApi({
      checkStart: async ({ stateMachineArn, testCase }) =>
        testCase === 'Happy' ? undefined : `${stateMachineArn.split(':').at(-1)} has no ${testCase}`,
    });
    const stateMachineArn = await create('orders', passing(7));
    const refused = call('StartExecution', { stateMachineArn: `${stateMachineArn}#Sad` });
    await expect(refused).rejects.toMatchObject({ code: 'ValidationException', message: 'orders has no Sad' });
    const executionArn = await start(`${stateMachineArn}#Happy`);
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ stateMachineArn, output: '7' });
  });
});

describe('StartExecution', () => {
  it('starts an execution by its name', async () => {
    const { startWith } = await orders();
    await expect(startWith({ name: 'första-1' })).resolves.toEqual({
      executionArn: arnOf('execution:orders:första-1'),
      startDate: new Date(START),
    });
  });

  it('makes up a name that is a UUID', async () => {
    const { startWith } = await orders();
    const uuid = expect.stringMatching(/:execution:orders:[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    await expect(startWith({})).resolves.toMatchObject({ executionArn: uuid });
  });

  it.each(['2', '"text"', 'null', 'true', '[ 1,2 ]', '{ "a" : 1.0 }'])('keeps the input %s as it was sent', async (input) => {
    const { call, startWith } = await orders();
    const { executionArn } = await startWith({ input });
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ input });
  });

  it('takes {} for a missing input', async () => {
    const { call, startWith } = await orders();
    const { executionArn } = await startWith({});
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ input: '{}' });
  });

  it('answers the same start as the first time while it runs', async () => {
    const { pass, startWith } = await orders();
    const first = await startWith({ name: 'one', input: '{"a":1}' });
    await pass(30);
    await expect(startWith({ name: 'one', input: '{"a":1}' })).resolves.toEqual(first);
    const exists = { code: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${arnOf('execution:orders:one')}'` };
    await expect(startWith({ name: 'one', input: '{"a":2}' })).rejects.toMatchObject(exists);
    await pass(30);
    await expect(startWith({ name: 'one', input: '{"a":1}' })).rejects.toMatchObject(exists);
  });

  it('starts one execution when two starts of a name meet', async () => {
    const { call, stateMachineArn, startWith } = await orders();
    const [one, other] = await Promise.all([startWith({ name: 'one' }), startWith({ name: 'one' })]);
    expect(one).toEqual(other);
    expect((await call('ListExecutions', { stateMachineArn }))['executions']).toHaveLength(1);
  });

  it('starts every EXPRESS execution, whatever its name', async () => {
    const { startWith, settle } = await orders(passing(), { type: 'EXPRESS' });
    const arns = [await startWith({ name: 'one' }), await startWith({ name: 'one' })].map(({ executionArn }) => executionArn);
    expect(arns[0]).toMatch(/^arn:aws:states:eu-west-1:123456789012:express:orders:one:[\da-f-]{36}$/);
    expect(arns[0]).not.toBe(arns[1]);
    await settle();
  });

  it('starts the version that is named, and remembers it', async () => {
    const { call, start, stateMachineArn } = await orders(passing('v1'), { publish: true });
    await call('UpdateStateMachine', { stateMachineArn, definition: passing('newest') });
    const executionArn = await start(`${stateMachineArn}:1`);
    const ofVersion = {
      stateMachineArn,
      stateMachineVersionArn: `${stateMachineArn}:1`,
      stateMachineAliasArn: undefined,
      output: '"v1"',
    };
    expect(await call('DescribeExecution', { executionArn })).toMatchObject(ofVersion);
    const unqualified = await start(stateMachineArn);
    expect(await call('DescribeExecution', { executionArn: unqualified })).toMatchObject({
      stateMachineVersionArn: undefined,
      output: '"newest"',
    });
  });

  it.each([
    ['00000000', 'v1'],
    ['32ffffff', 'v1'],
    ['33333334', 'v2'],
    ['ffffffff', 'v2'],
  ])('lets an alias of 20 and 80 percent choose by chance: %s gives %s', async (chance, output) => {
    let issued = 0;
    const uuid = () => `${chance}-0000-4000-8000-${String(issued++).padStart(12, '0')}`;
    const { call, create, start } = anApi({ uuid });
    const stateMachineArn = await create('orders', passing('v1'), { publish: true });
    await call('UpdateStateMachine', { stateMachineArn, definition: passing('v2'), publish: true });
    const routingConfiguration = [1, 2].map((version) => ({
      stateMachineVersionArn: `${stateMachineArn}:${version}`,
      weight: version === 1 ? 20 : 80,
    }));
    const { stateMachineAliasArn } = await call('CreateStateMachineAlias', { name: 'live', routingConfiguration });
    const executionArn = await start(String(stateMachineAliasArn));
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      stateMachineAliasArn,
      stateMachineArn,
      output: `"${output}"`,
    });
  });
});
