import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createFakeSfn,
  type FakeSfn,
  type FakeSfnOptions,
  fails,
  pending,
  returns,
  TaskError,
  takes,
  times,
} from '#library/index.ts';

const fakes: FakeSfn[] = [];
afterEach(() => Promise.all(fakes.splice(0).map((fake) => fake[Symbol.asyncDispose]())));

const START = new Date('2026-01-01T00:00:00Z');

function aFake(o: FakeSfnOptions = {}): FakeSfn {
  const fake = createFakeSfn({ now: START, ...o });
  fakes.push(fake);
  return fake;
}

const task = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
  ...more,
});

const ORDER = {
  StartAt: 'Charge',
  States: {
    Charge: task({
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 2 }],
      ResultSelector: { 'paid.$': '$.Payload' },
      Next: 'Week',
    }),
    Week: { Type: 'Wait', Seconds: 604_800, Next: 'Ship' },
    Ship: task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', TimeoutSeconds: 86_400, End: true }),
  },
};

describe('a fake in the process', () => {
  it('runs a machine with rules for its tasks, through retries, a week and a token', async () => {
    const fake = aFake();
    fake.on({ state: 'Charge' }, times(2, fails('Busy', 'later')), returns({ Payload: true }));
    fake.on({ state: 'Ship' }, pending());
    const machine = await fake.deploy(ORDER, { name: 'orders' });
    const run = await machine.start({ order: 7 }, { name: 'o-7' });
    const token = await run.token('Ship');
    expect(run.status).toBe('RUNNING');
    expect(token.input).toMatchObject({ FunctionName: 'charge' });
    await token.succeed({ shipped: 'yes' });
    expect(await run.settled()).toMatchObject({ status: 'SUCCEEDED', output: { shipped: 'yes' }, name: 'o-7' });
    const [charge] = run.visits('Charge');
    expect(charge).toMatchObject({
      retries: 2,
      input: { order: 7 },
      output: { paid: true },
      errors: [{ error: 'Busy' }, { error: 'Busy' }],
    });
    // Back-offs of one and two minutes, and a week.
    const entered = run.visits('Ship')[0]?.enteredAt ?? START;
    expect(Math.floor((entered.getTime() - START.getTime()) / 1_000)).toBe(180 + 604_800);
    expect(fake.calls({ state: 'Charge' }).map(({ call, error, output }) => [call, error, output])).toEqual([
      [1, 'Busy', undefined],
      [2, 'Busy', undefined],
      [3, undefined, { Payload: true }],
    ]);
  });

  it('is spoken to by an AWS client without a socket', async () => {
    const fake = aFake({ account: '123456789012', region: 'eu-west-1' });
    const client = new SFNClient(fake.clientConfig());
    const express = await fake.deploy(
      { StartAt: 'A', States: { A: { Type: 'Pass', Result: { n: 1 }, End: true } } },
      { type: 'EXPRESS' },
    );
    expect(express.arn).toBe('arn:aws:states:eu-west-1:123456789012:stateMachine:machine');
    const { output } = await client.send(new StartSyncExecutionCommand({ stateMachineArn: express.arn }));
    expect(output).toBe('{"n":1}');
    const standard = await fake.deploy(
      { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 60, End: true } } },
      { name: 'standard' },
    );
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: standard.arn }));
    const run = await fake.run(executionArn ?? '').settled();
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      name: run.name,
    });
  });

  it('lets functions answer, with what they know of the call', async () => {
    const fake = aFake();
    fake.on({ state: 'Charge' }, ({ input, call, state }) => {
      if (call === 1) throw new TaskError('Busy');
      return { Payload: { input, state } };
    });
    fake.on(
      { state: 'Ship' },
      takes('2h', () => 'done'),
    );
    const run = await (await fake.deploy(ORDER)).start('x');
    await run.settled();
    expect(run.output).toBe('done');
    expect(run.visits('Ship')[0]?.input).toEqual({ paid: { input: { FunctionName: 'charge', Payload: 'x' }, state: 'Charge' } });
  });

  it('lets no task out that nothing answers', async () => {
    const fake = aFake();
    const run = await (await fake.deploy(ORDER)).start();
    await run.settled();
    expect(run.error).toBe('States.Runtime');
    expect(run.cause).toBe(
      "Nothing answers arn:aws:states:::lambda:invoke of the state 'Charge', and tasks go nowhere (FAKE_SFN_TASKS=none). Answer it: fake.on({ state: \"Charge\" }, returns({ … })), or let it out: createFakeSfn({ tasks: 'endpoints' }).",
    );
    const sdk = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:listBuckets', Parameters: {}, End: true };
    const other = await (await fake.deploy({ StartAt: 'List', States: { List: sdk } })).start();
    expect(await other.settled()).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('fake.on({ state: "List" }'),
    });
  });

  it('begins in the middle, with what states before have assigned', async () => {
    const fake = aFake();
    const item = { Type: 'Pass', Output: '{% $factor * $states.input %}', End: true };
    const machine = await fake.deploy({
      QueryLanguage: 'JSONata',
      StartAt: 'Read',
      States: {
        Read: { Type: 'Pass', Assign: { factor: 1, more: 1 }, Next: 'Each' },
        Each: { Type: 'Map', ItemProcessor: { StartAt: 'Times', States: { Times: item } }, Next: 'Sum' },
        Sum: { Type: 'Succeed', Output: '{% $sum($states.input) + $more.by %}' },
      },
    });
    const variables = { factor: 2, more: { by: 1 } };
    expect(await (await machine.start([1, 2], { startAt: 'Each', variables })).settled()).toMatchObject({ output: 7 });
    const inside = await (await machine.start(21, { startAt: 'Times', variables })).settled();
    expect(inside.output).toBe(42);
    expect(inside.visits().map(({ state }) => state)).toEqual(['Times']);
    await expect(machine.start({}, { startAt: 'Sums' })).rejects.toThrow(
      'There is no state "Sums" to start at, but Read, Each, Times, Sum.',
    );
  });

  it('hands numbers on as they are: in all digits, and as JavaScript has them where it can', async () => {
    const fake = aFake();
    const seen: unknown[] = [];
    fake.on({ state: 'Charge' }, ({ input }) => {
      seen.push(input);
      return { Payload: { id: 2n ** 60n, price: 12_345_678.5, one: 1 } };
    });
    fake.on({ state: 'Ship' }, pending());
    const run = await (await fake.deploy(ORDER)).start({ id: 9_007_199_254_740_993n, price: 1e7 + 0.5 });
    const paid = { id: 2n ** 60n, price: 12_345_678.5, one: 1 };
    expect((await run.token('Ship')).input).toMatchObject({ Payload: { paid } });
    expect(seen).toEqual([{ FunctionName: 'charge', Payload: { id: 9_007_199_254_740_993n, price: 10_000_000.5 } }]);
    expect(fake.calls({ state: 'Charge' })[0]).toMatchObject({ input: seen[0], output: { Payload: paid } });
    expect((await fake.waiting())[0]?.payload).toMatchObject({ Payload: { paid } });
    expect(run.visits('Charge')[0]?.output).toEqual({ paid });
  });

  it('tells what it waits for, and says so where the run ends before', async () => {
    const fake = aFake();
    fake.on({}, fails('Broken'));
    const run = await (await fake.deploy(ORDER)).start();
    await run.until('Charge');
    await run.until(({ status }) => status === 'FAILED');
    await expect(run.until('Ship')).rejects.toThrow(/ended before it entered 'Ship'[\s\S]*✗ Charge[\s\S]*FAILED {2}Broken/);
    await expect(run.token('Ship')).rejects.toThrow('ended before');
  });

  it('stops and redrives', async () => {
    const fake = aFake();
    fake.on({ state: 'Charge' }, pending());
    const run = await (await fake.deploy(ORDER)).start();
    await run.token('Charge');
    expect(await run.stop({ error: 'Enough' })).toMatchObject({ status: 'ABORTED', error: 'Enough' });
    fake.on({}, returns({ Payload: 1 }));
    await run.redrive();
    expect(await run.settled()).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('takes a heartbeat and a failure for a token', async () => {
    const fake = aFake();
    fake.on({ state: 'Charge' }, returns({ Payload: 1 }));
    fake.on({ state: 'Ship' }, pending());
    const run = await (await fake.deploy(ORDER)).start();
    const token = await run.token('Ship');
    await token.heartbeat();
    await token.fail('Refused', 'no');
    expect(await run.settled()).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'no' });
  });

  it('answers by a mock file of Step Functions Local', async () => {
    const mockConfig = {
      StateMachines: { orders: { TestCases: { happy: { Charge: 'Paid', Ship: 'Shipped' } } } },
      MockedResponses: { Paid: { 0: { Return: { Payload: 1 } } }, Shipped: { 0: { Return: 'there' } } },
    };
    const fake = aFake({ mockConfig });
    const run = await (await fake.deploy(ORDER, { name: 'orders' })).start({}, { testCase: 'happy' });
    expect(await run.settled()).toMatchObject({ output: 'there' });
  });

  it('gives the same ids for the same seed', async () => {
    const historyOf = async () => {
      const fake = aFake({ seed: 'a' });
      fake.on({ state: 'Charge' }, returns({ Payload: 1 }));
      fake.on({ state: 'Ship' }, pending());
      const run = await (await fake.deploy(ORDER)).start();
      return { arn: run.arn, token: (await run.token('Ship')).token };
    };
    expect(await historyOf()).toEqual(await historyOf());
  });

  it('skips past tokens, and tells what waits', async () => {
    const fake = aFake();
    fake.on({ state: 'Charge' }, returns({ Payload: 1 }));
    fake.on({ state: 'Ship' }, pending());
    const run = await (await fake.deploy(ORDER)).start();
    const { token } = await run.token('Ship');
    const [waiting] = await fake.waiting({ state: 'Ship' });
    expect(waiting).toMatchObject({ executionArn: run.arn, state: 'Ship', kind: 'token', token });
    await run.skip('23h');
    expect(run.status).toBe('RUNNING');
    await run.skip();
    expect(await run.settled()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(await fake.waiting()).toEqual([]);
    expect(await run.bundle()).toMatchObject({ execution: { executionArn: run.arn }, history: { events: expect.any(Array) } });
  });

  it('stands still until its clock is moved', async () => {
    const fake = aFake({ time: 'manual' });
    fake.on({ state: 'Charge' }, fails('Busy'), returns({ Payload: 1 }));
    fake.on({ state: 'Ship' }, pending());
    const run = await (await fake.deploy(ORDER)).start();
    expect(fake.clock.now()).toEqual(START);
    expect(await fake.clock.toNext()).toEqual(new Date('2026-01-01T00:01:00Z'));
    await fake.clock.advance('6 d');
    await run.until('Week');
    expect(run.visits('Ship')).toEqual([]);
    await fake.clock.advance('1 d');
    expect(run.visits('Ship')[0]?.enteredAt).toEqual(new Date('2026-01-08T00:01:00Z'));
    await fake.clock.advance('P1D');
    expect(await run.settled()).toMatchObject({ error: 'States.Timeout' });
    expect(await fake.clock.toNext()).toBeUndefined();
  });

  it('forgets everything', async () => {
    const fake = aFake();
    const client = new SFNClient(fake.clientConfig());
    fake.on({}, pending());
    const run = await (await fake.deploy(ORDER)).start();
    await run.token('Charge');
    await fake.reset();
    await expect(client.send(new DescribeExecutionCommand({ executionArn: run.arn }))).rejects.toThrow(
      'Execution Does Not Exist',
    );
    expect(() => fake.run(run.arn)).toThrow('has run no execution');
    expect(fake.calls()).toEqual([]);
    const again = await (await fake.deploy(ORDER)).start();
    expect(await again.settled()).toMatchObject({ error: 'States.Runtime' });
  });

  it('ends what runs in the process, whoever waits for it', async () => {
    const fake = aFake({ time: 'manual' });
    const week = { StartAt: 'Week', States: { Week: { Type: 'Wait', Seconds: 60, End: true } } };
    const machine = await fake.deploy(week, { type: 'EXPRESS' });
    const run = await machine.start();
    const client = new SFNClient(fake.clientConfig());
    const answer = client.send(new StartSyncExecutionCommand({ stateMachineArn: machine.arn }));
    await expect.poll(async () => (await fake.waiting()).length).toBe(2);
    await fake.reset({ keep: ['stateMachines'] });
    expect(run).toMatchObject({ status: 'TIMED_OUT', cause: 'The fake was reset.' });
    expect(await answer).toMatchObject({ status: 'TIMED_OUT', cause: 'The fake was reset.' });
    expect(await fake.waiting()).toEqual([]);
  });

  it('forgets what ran, and keeps the machines', async () => {
    const fake = aFake();
    fake.on({}, pending());
    const machine = await fake.deploy(ORDER);
    await (await machine.start({}, { name: 'one' })).token('Charge');
    await fake.reset({ keep: ['stateMachines'] });
    const again = await machine.start({}, { name: 'one' });
    expect(await again.settled()).toMatchObject({ error: 'States.Runtime' });
  });

  it('takes back its rules', async () => {
    const fake = aFake();
    fake.on({}, returns({ Payload: 1 }));
    await fake.resetRules();
    const run = await (await fake.deploy(ORDER)).start();
    expect(await run.settled()).toMatchObject({ error: 'States.Runtime' });
  });

  it('counts what a rule answers, and takes it away by itself', async () => {
    const fake = aFake();
    fake.on({}, fails('Down'));
    const busy = fake.on({ state: 'Charge' }, fails('Busy'));
    const machine = await fake.deploy(ORDER);
    expect(busy.hits).toBe(0);
    expect(await (await machine.start()).settled()).toMatchObject({ error: 'Busy' });
    expect(busy.hits).toBe(3);
    busy.remove();
    busy.remove();
    expect(await (await machine.start()).settled()).toMatchObject({ error: 'Down' });
    expect(busy.hits).toBe(3);
  });

  it('gives Distributed Maps their items, and takes their results', async () => {
    const fake = aFake();
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'One',
      States: { One: { Type: 'Pass', End: true } },
    };
    const machine = await fake.deploy({
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
            Parameters: { Bucket: 'files', 'Key.$': '$.key' },
          },
          ItemProcessor: processor,
          ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'files', Prefix: 'out' } },
          Retry: [{ ErrorEquals: ['States.ItemReaderFailed'], IntervalSeconds: 60 }],
          End: true,
        },
      },
    });
    fake.on({}, returns('about tasks, not about objects'));
    const unread = await (await machine.start({ key: 'a.csv' })).settled();
    expect(unread).toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining('fake.on({ state: "Each" }, returns({ … }))'),
    });
    fake.on({ state: 'Each', resource: 's3:getObject' }, fails('NoSuchKey', 'gone'), ({ input }) =>
      String(JSON.stringify(input)).includes('a.csv.gz') ? 'id,size\n1,S\n2,L\n' : 'id\n',
    );
    const wrote = fake.on({ state: 'Each', resource: 's3:putObject' }, returns({}));
    const run = await (await machine.start({ key: 'a.csv.gz' })).settled();
    expect(run.status).toBe('SUCCEEDED');
    expect(run.visits('Each')).toMatchObject([
      { retries: 1, errors: [{ error: 'States.ItemReaderFailed', cause: 'NoSuchKey: gone' }] },
    ]);
    expect(wrote.hits).toBe(1);
    const written = fake.calls({ state: 'Each' }).filter(({ resource }) => resource.endsWith('putObject'));
    expect(written.map(({ input }) => input)).toMatchObject([
      {
        Bucket: 'files',
        Key: expect.stringMatching(/^out\/.*SUCCEEDED_0\.json$/),
        Body: expect.stringContaining('\\"size\\":\\"L\\"'),
      },
      { Key: expect.stringMatching(/manifest\.json$/) },
    ]);
  });

  it('lists what a Distributed Map is to find', async () => {
    const fake = aFake();
    const reader = { Resource: 'arn:aws:states:::s3:listObjectsV2', Arguments: { Bucket: 'files' } };
    const one = { Type: 'Pass', Output: '{% $states.input.Key & ":" & $states.input.Size %}', End: true };
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'One',
      States: { One: one },
    };
    const machine = await fake.deploy({
      QueryLanguage: 'JSONata',
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemReader: reader, ItemProcessor: processor, End: true } },
    });
    fake.on({ resource: 's3:listObjectsV2' }, returns({ Contents: [{ Key: 'b', Size: 2 }, 'a'] }));
    expect(await (await machine.start()).settled()).toMatchObject({ output: ['a:0', 'b:2'] });
  });

  it('listens for other processes', async () => {
    const fake = aFake({ account: '111122223333' });
    await fake.deploy(ORDER);
    const { url, env } = await fake.listen();
    expect(env).toMatchObject({ AWS_ENDPOINT_URL_SFN: url, AWS_ACCESS_KEY_ID: '111122223333' });
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' },
      body: '{}',
    });
    expect(await answer.json()).toMatchObject({ stateMachines: [{ name: 'machine' }] });
  });

  it('deploys files, with values for what they leave open, and updates what is there', async () => {
    const fake = aFake();
    const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result: `$\{Greeting}`, End: true } } });
    const machine = await fake.deploy(text, { substitutions: { Greeting: 'say "hi"' } });
    expect(await (await machine.start()).settled()).toMatchObject({ output: 'say "hi"' });
    const again = await fake.deploy(text, { substitutions: { Greeting: 'bye' } });
    expect(await (await again.start()).settled()).toMatchObject({ output: 'bye' });
    await expect(fake.deploy(text, { substitutions: { Greetings: 'bye' } })).rejects.toThrow('Greetings');
    const file = new URL('../../../infra/examples/order.asl.json', import.meta.url);
    expect(await fake.deploy(file)).toMatchObject({ name: 'order' });
    const folder = await mkdtemp(join(tmpdir(), 'fake-sfn-yaml-'));
    await writeFile(join(folder, 'hello.asl.yaml'), 'StartAt: A\nStates:\n  A: { Type: Pass, Result: 1, End: true }\n');
    const yaml = await fake.deploy(join(folder, 'hello.asl.yaml')).finally(() => rm(folder, { recursive: true }));
    expect([yaml.name, (await (await yaml.start()).settled()).output]).toEqual(['hello', 1]);
    await expect(fake.deploy({ StartAt: 'A', States: {} })).rejects.toMatchObject({ name: 'InvalidDefinition' });
  });

  it('refuses options that do not do', () => {
    expect(() => createFakeSfn({ account: '12' })).toThrow('account is "12", but must be 12 digits.');
  });
});
