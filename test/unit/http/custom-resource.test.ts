import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeCustomResource } from '#http/custom-resource.ts';
import { anApi, CALLER, passing, ROLE, type TestApi } from '../api/an-api.ts';

/** What CloudFormation was told. */
interface Told {
  readonly Status: string;
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Readonly<Record<string, string>>;
}

const STACK = `arn:aws:cloudformation:${CALLER.region}:${CALLER.account}:stack/team/51af3dc0-da77-11e4-872e-1234567db123`;
const PROPERTIES = {
  ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:fake',
  DefinitionString: passing(),
  RoleArn: ROLE,
};

let api: TestApi;
let told: Told[];
let contentTypes: (string | undefined)[];
let status: number;
let url: string;
let close: () => void;

beforeEach(async () => {
  api = anApi();
  told = [];
  contentTypes = [];
  status = 200;
  const server = createServer(async (request, response) => {
    contentTypes.push(request.headers['content-type']);
    const body: unknown = await json(request);
    if (request.method === 'PUT' && isTold(body)) told.push(body);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/answer?signature=x`;
  close = () => server.close().closeAllConnections();
});
afterEach(() => close());

const isTold = (body: unknown): body is Told => typeof body === 'object' && body !== null && 'Status' in body;

let count = 0;
const uuid = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;

/** What CloudFormation sends; gives what it was told then. */
async function send(RequestType: string, more: object = {}): Promise<Told> {
  const event = {
    RequestType,
    ResponseURL: url,
    StackId: STACK,
    RequestId: uuid(),
    ResourceType: 'Custom::FakeStateMachine',
    LogicalResourceId: 'Orders',
    ResourceProperties: PROPERTIES,
    ...more,
  };
  const { call } = api;
  const taken = takeCustomResource(event, {
    api: ({ action, input, caller }) => call(action, Object(input), caller),
    log: () => undefined,
    remainingMillis: () => 10_000,
  });
  expect(await taken).toEqual({});
  const last = told.at(-1);
  if (!last) throw new Error('CloudFormation was told nothing');
  expect(last).toMatchObject({ StackId: STACK, RequestId: event.RequestId, LogicalResourceId: 'Orders' });
  return last;
}

const machine = (arn: string) => api.call('DescribeStateMachine', { stateMachineArn: arn });
const withProperties = (more: object, old: object = {}) => ({
  ResourceProperties: { ...PROPERTIES, ...more },
  OldResourceProperties: { ...PROPERTIES, ...old },
});

describe('Custom::FakeStateMachine', () => {
  test('is made in the account and region of its stack, and its Ref is the ARN', async () => {
    const { Status, PhysicalResourceId, Data } = await send('Create', withProperties({ StateMachineName: 'orders' }));
    expect([Status, PhysicalResourceId]).toEqual(['SUCCESS', 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders']);
    expect(Data).toMatchObject({ Arn: PhysicalResourceId, Name: 'orders' });
    expect(await machine(PhysicalResourceId)).toMatchObject({ definition: passing(), roleArn: ROLE, type: 'STANDARD' });
    expect(contentTypes).toEqual([undefined]);
  });

  test('gets a name of its own where it has none, the same when Lambda hands the request over again', async () => {
    const again = { RequestId: uuid() };
    const [first, second, other] = [await send('Create', again), await send('Create', again), await send('Create')];
    expect(first.PhysicalResourceId).toMatch(/:stateMachine:Orders-[0-9a-f]{12}$/);
    expect(second.PhysicalResourceId).toBe(first.PhysicalResourceId);
    expect(other.PhysicalResourceId).not.toBe(first.PhysicalResourceId);
  });

  test('takes all that a template says of a state machine, with text for numbers and booleans', async () => {
    const { PhysicalResourceId } = await send(
      'Create',
      withProperties({
        StateMachineType: 'EXPRESS',
        DefinitionString: passing('$' + '{greeting} $' + '{other}'),
        DefinitionSubstitutions: { greeting: 'hello' },
        LoggingConfiguration: {
          Level: 'ALL',
          IncludeExecutionData: 'true',
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:g:*' } }],
        },
        TracingConfiguration: { Enabled: 'true' },
        Tags: [{ Key: 'team', Value: 'a' }],
      }),
    );
    expect(await machine(PhysicalResourceId)).toMatchObject({
      type: 'EXPRESS',
      definition: passing('hello $' + '{other}'),
      loggingConfiguration: { level: 'ALL', includeExecutionData: true },
      tracingConfiguration: { enabled: true },
    });
    expect(await api.call('ListTagsForResource', { resourceArn: PhysicalResourceId })).toEqual({
      tags: [{ key: 'team', value: 'a' }],
    });
  });

  test('is changed in its place, its tags too', async () => {
    const { PhysicalResourceId } = await send('Create', withProperties({ Tags: [{ Key: 'old', Value: '1' }] }));
    const change = { DefinitionString: passing('changed'), Tags: [{ Key: 'new', Value: '2' }] };
    const updated = await send('Update', { PhysicalResourceId, ...withProperties(change) });
    expect(updated).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
    expect(await machine(PhysicalResourceId)).toMatchObject({ definition: passing('changed') });
    expect(await api.call('ListTagsForResource', { resourceArn: PhysicalResourceId })).toEqual({
      tags: [{ key: 'new', value: '2' }],
    });
  });

  test.each([
    [{ StateMachineName: 'renamed' }, {}],
    [{ StateMachineType: 'EXPRESS' }, {}],
  ])('is another one with %j, and comes back when that is rolled back', async (change, old) => {
    const before = await send('Create', withProperties(old));
    const after = await send('Update', { PhysicalResourceId: before.PhysicalResourceId, ...withProperties(change, old) });
    expect(after.Status).toBe('SUCCESS');
    expect(after.PhysicalResourceId).not.toBe(before.PhysicalResourceId);
    const back = await send('Update', { PhysicalResourceId: after.PhysicalResourceId, ...withProperties(old, change) });
    expect(back.Status).toBe('SUCCESS');
    expect((await send('Delete', { PhysicalResourceId: after.PhysicalResourceId })).Status).toBe('SUCCESS');
    expect(await machine(back.PhysicalResourceId)).toMatchObject({ status: 'ACTIVE', definition: passing() });
  });

  test('says why it cannot be made, and is deleted without harm to anyone', async () => {
    const theirs = await send('Create', withProperties({ StateMachineName: 'theirs' }));
    const failed = await send('Create', withProperties({ StateMachineName: 'theirs', DefinitionString: passing('mine') }));
    expect(failed).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('StateMachineAlreadyExists') });
    expect((await send('Delete', { PhysicalResourceId: failed.PhysicalResourceId })).Status).toBe('SUCCESS');
    expect(await machine(theirs.PhysicalResourceId)).toMatchObject({ status: 'ACTIVE', definition: passing() });
  });

  test('stays what it was when a change is refused, and goes on from there', async () => {
    const { PhysicalResourceId } = await send('Create');
    const broken = { DefinitionString: '{"StartAt":"Nowhere","States":{}}' };
    const failed = await send('Update', { PhysicalResourceId, ...withProperties(broken) });
    expect(failed).toMatchObject({ Status: 'FAILED', PhysicalResourceId, Reason: expect.stringContaining('InvalidDefinition') });
    const back = await send('Update', { PhysicalResourceId, ...withProperties({}, broken) });
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
    expect(await machine(PhysicalResourceId)).toMatchObject({ definition: passing() });
  });

  test.each([
    [{ DefinitionString: undefined }, 'DefinitionString is missing'],
    [{ Definition: { StartAt: 'A' } }, 'Definition is not served; give the definition as DefinitionString'],
  ])('is refused with %j', async (change, problem) => {
    expect(await send('Create', withProperties(change))).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining(problem),
    });
  });

  test('can be deleted twice', async () => {
    const { PhysicalResourceId } = await send('Create');
    const deleted = [await send('Delete', { PhysicalResourceId }), await send('Delete', { PhysicalResourceId })];
    expect(deleted.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  });

  test('is handed over again by Lambda when its answer did not arrive', async () => {
    status = 503;
    await expect(send('Create')).rejects.toThrow('answers 503');
  });

  test.each([{}, { RequestType: 'Create' }, { RequestType: 'toString', ResourceType: 'Custom::FakeStateMachine' }])(
    'is not what %j asks for',
    (event) => {
      expect(
        takeCustomResource(event, { api: async () => ({}), log: () => undefined, remainingMillis: () => 10_000 }),
      ).toBeUndefined();
    },
  );
});
