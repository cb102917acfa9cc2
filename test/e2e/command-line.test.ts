import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeSfn } from '#library/index.ts';
import { noTerminal, onTerminal, piped } from '#test/support/on-a-terminal.ts';
import { type Served, serveBuilt } from '#test/support/served.ts';
import { stackServer } from '#test/support/stack-server.ts';

const ORDER = 'infra/examples/order.asl.json';
const INPUT = '{"items":[{"sku":"a","quantity":2}]}';
const GREEN = '\x1b[32m';

const BUNDLE = {
  definition: '{}',
  execution: {
    executionArn: 'arn',
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:shop',
    status: 'FAILED',
  },
  history: {
    events: [
      { id: 1, previousEventId: 0, timestamp: 1, type: 'ExecutionStarted', executionStartedEventDetails: {} },
      {
        id: 2,
        previousEventId: 0,
        timestamp: 1,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'Check', input: '{}' },
      },
      { id: 3, previousEventId: 2, timestamp: 1, type: 'TaskScheduled', taskScheduledEventDetails: {} },
      {
        id: 4,
        previousEventId: 3,
        timestamp: 1,
        type: 'TaskFailed',
        taskFailedEventDetails: { error: 'Busy', cause: 'try again' },
      },
      { id: 5, previousEventId: 4, timestamp: 2, type: 'TaskScheduled', taskScheduledEventDetails: {} },
      { id: 6, previousEventId: 5, timestamp: 2, type: 'TaskSucceeded', taskSucceededEventDetails: { output: '{"a":1}' } },
      {
        id: 7,
        previousEventId: 6,
        timestamp: 2,
        type: 'TaskStateExited',
        stateExitedEventDetails: { name: 'Check', output: '{}' },
      },
    ],
  },
};

const ASKS = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
      End: true,
    },
  },
};

let folder: string;
let served: Served;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-line-'));
  await writeFile(file('bundle.json'), JSON.stringify(BUNDLE));
  await writeFile(file('bad.json'), '{"StartAt":"X","States":{"A":{"Type":"Pass","End":true}}}');
  await writeFile(file('asks.json'), JSON.stringify(ASKS));
  await using fake = createFakeSfn();
  const ran = await (await fake.deploy(ORDER)).start(JSON.parse(INPUT), { name: 'e' });
  await writeFile(file('ran.json'), JSON.stringify(await (await ran.settled()).bundle()));
  const hits = { machines: [{ name: 'order', definition: await readFile(ORDER, 'utf8'), hits: { Check: { entered: 1 } } }] };
  await writeFile(file('hits.json'), JSON.stringify(hits));
  served = await serveBuilt();
});

afterAll(async () => {
  await served.stop();
  await rm(folder, { recursive: true });
});

/** Command lines that need no server, their exit code, and what they write without colours. */
const LINES = (): readonly [args: readonly string[], code: number, writes: string | RegExp][] => [
  [['help'], 0, 'Usage: fake-sfn COMMAND'],
  [['run', ORDER, '-i', INPUT], 0, /✓ Settle {3}⏲ {2}5 s\n✓ Ship {8}0 ms\nSUCCEEDED {2}5 s in .*\n\{"shipped":2\}/],
  [['run', ORDER, '-i', '{"items":[]}'], 1, /✗ Empty[\s\S]*FAILED {2}EmptyOrder/],
  [['validate', ORDER], 0, ''],
  [['validate', file('bad.json')], 2, /bad\.json:1:\d+ [A-Z_]+ /],
  [['explain', '-e', '{% 2 * $states.input.n %}', '-i', '{"n":3}'], 0, /^ {4}2 \* \$states\.input\.n +6\n[\s\S]*\n= 6\n$/],
  [['explain', '-e', '{% 2 * $states.input.n %}', '-i', '{"n":"3"}'], 1, /\^ the right side of "\*" is "3", not a number\n/],
  [['graph', ORDER], 0, /^flowchart TD\n[\s\S]*s0 -->\|"\$[^|]+"\| s2/],
  [['graph', ORDER, '--format', 'svg'], 0, /^<svg [\s\S]*<\/svg>\n$/],
  [['coverage', file('hits.json'), '--format', 'html'], 0, /^<!doctype html>[\s\S]*<h2>order<\/h2>[\s\S]*<\/html>\n$/],
  [['graph', ORDER, '--execution', file('bundle.json')], 0, /s0\{"✓ Check"\}[\s\S]*class s0 succeeded/],
  [['explore', ORDER, '-i', INPUT], 0, /^nothing found, 1 paths\n$/],
  [['explore', file('asks.json')], 1, /^✗ token-without-timeout {2}Ask\n[\s\S]*\n1 found, \d+ paths\n$/],
  [['replay', file('ran.json')], 0, /^✓ e {2}the same, \d+ events\n$/],
  [
    ['replay', file('ran.json'), '--definition', file('asks.json')],
    1,
    /^✗ e {2}parts at event \d+, state Check\n {2}recorded {2}/,
  ],
  [['coverage', file('hits.json')], 0, /^order {2}1\/13 {2}7\.6 %\n {2}never {2}Check {2}rule 1 → Reserve\n/],
  [['coverage', file('hits.json'), '--format', 'lcov', '--definition', ORDER], 0, /^TN:order\nSF:infra\/examples/],
  [['mocks', 'from', file('bundle.json')], 0, /"0": \{\s+"Throw": \{\s+"Error": "Busy"[\s\S]*"1": \{\s+"Return": \{\s+"a": 1/],
];

describe('the command line in a pipe', () => {
  it('writes what was asked for, without colours, and ends with the right code', async () => {
    for (const [args, code, writes] of LINES()) {
      const ran = await piped(args);
      expect([args, ran.code, ran.err]).toEqual([args, code, '']);
      expect(ran.out).toMatch(writes);
      expect(ran.out).not.toContain('\x1b');
    }
  });

  it.each(['executions', 'tail', 'waiting', 'skip', 'reset', 'health', 'console', 'demo', 'show e', 'export e', `seed ${ORDER}`])(
    'says with exit code 3 that there is no server: %s',
    async (line) => {
      const { code, out, err } = await piped([...line.split(' '), '--endpoint', 'http://127.0.0.1:1']);
      expect([code, out]).toEqual([3, '']);
      expect(err).toContain('Nothing answers at http://127.0.0.1:1.');
    },
  );

  it('asks a server how it does, and seeds it', async () => {
    const env = { AWS_ENDPOINT_URL_SFN: served.url };
    expect(await piped(['health'], env)).toMatchObject({ code: 0, out: expect.stringMatching(/^status +ok$/m) });
    const args = ['seed', ORDER, '--account', '123456789012', '--region', 'eu-west-1'];
    const seeded = { code: 0, out: 'arn:aws:states:eu-west-1:123456789012:stateMachine:order\n', err: '' };
    expect(await piped(args, env)).toEqual(seeded);
    expect(await piped([...args, '--set', 'name=order'], env)).toEqual(seeded);
  });
});

describe('the command line and a server', () => {
  it('says where the console is, and the page of an execution', async () => {
    const env = { AWS_ENDPOINT_URL_SFN: served.url };
    expect(await piped(['console'], env)).toEqual({ code: 0, out: `${served.url}/console/\n`, err: '' });
    const there = await piped(['console', '--account', '123456789012', '--json'], env);
    expect(JSON.parse(there.out)).toEqual({ url: `${served.url}/console/#/machines?account=123456789012` });
    const arn = 'arn:aws:states:us-east-1:000000000000:execution:m:e';
    expect((await piped(['console', arn], env)).out).toBe(`${served.url}/console/#/executions/${arn}\n`);
  });

  it('asks CloudFormation where the fake of a stack is', async () => {
    const stacks = await stackServer({ mine: { Endpoint: `${served.url}/` }, other: { Queue: 'q' } });
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_MAX_ATTEMPTS: '1' };
    const env = { ...keys, AWS_ENDPOINT_URL_CLOUDFORMATION: stacks.url };
    try {
      expect(await piped(['console', '--stack', 'mine'], env)).toEqual({ code: 0, out: `${served.url}/console/\n`, err: '' });
      const other = await piped(['console', '--stack', 'other'], env);
      expect([other.code, other.err]).toEqual([1, expect.stringContaining('It has Queue.')]);
      const none = await piped(['console', '--stack', 'none'], env);
      expect([none.code, none.err]).toEqual([3, expect.stringContaining('Stack with id none does not exist')]);
      expect((await piped(['console', '--stack', 'mine', '--endpoint', served.url], env)).code).toBe(2);
    } finally {
      await stacks.close();
    }
  });

  it('lists, shows, exports, forgets and imports executions of one account', async () => {
    const flags = ['--account', '111122223333'];
    const env = { AWS_ENDPOINT_URL_SFN: served.url };
    const ask = (...args: readonly string[]) => piped([...args, ...flags], env);
    await ask('seed', ORDER);
    const [stateMachineArn, input] = ['arn:aws:states:us-east-1:111122223333:stateMachine:order', '{"items":[]}'];
    await call(served.url, 'StartExecution', { stateMachineArn, name: 'e-1', input });
    const listed = expect.stringMatching(/^\d\d:\d\d:\d\d order\/e-1 FAILED EmptyOrder\n$/);
    expect(await ask('executions')).toEqual({ code: 0, out: listed, err: '' });
    expect(await ask('executions', '--status', 'RUNNING')).toMatchObject({ code: 0, out: '' });
    expect(await ask('executions', '--status', 'DANCING')).toMatchObject({ code: 2, err: expect.stringContaining('DANCING') });
    for (const name of ['e-1', 'order/e-1', 'arn:aws:states:us-east-1:111122223333:execution:order:e-1'])
      expect((await ask('show', name)).out).toMatch(/^✓ Check.*\n✗ Empty\nFAILED {2}EmptyOrder/);
    expect(await ask('show', 'e-2')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no execution e-2') });
    expect(await ask('export', 'e-1', '-o', file('exported.json'))).toMatchObject({ code: 0, err: '' });
    expect((await piped(['graph', ORDER, '--execution', file('exported.json')])).out).toContain('class s1 failed');
    expect(await ask('reset')).toEqual({ code: 0, out: '', err: '' });
    expect(await ask('executions')).toMatchObject({ code: 0, out: '' });
    expect(await ask('import', file('exported.json'))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/:execution:order:e-1\n$/),
    });
    expect((await ask('executions')).out).toEqual(listed);
  });
});

describe('the demo', () => {
  it('has executions in every status and one that waits, and more of them the next time, by the same rules', async () => {
    const flags = ['--endpoint', served.url, '--account', '222233334444'];
    const { code, out } = await piped(['demo', ...flags]);
    expect(code).toBe(0);
    const statuses = out.match(/(?<=demo-[a-z]+\/[\w-]+ )[A-Z_]+.*/g)?.sort();
    const failed = 'FAILED OrderUndone';
    const wanted = ['ABORTED Withdrawn', failed, 'RUNNING', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'TIMED_OUT'];
    expect(statuses).toEqual(wanted);
    expect((await piped(['waiting', ...flags])).out).toMatch(/^demo-approvals\/unanswered-\w+ +Ask +token +times out after 7 d/);
    const rules = () => fetch(`${served.url}/_fake/rules`, { headers: { 'x-fake-account': '222233334444' } });
    const before: { rules: object[] } = JSON.parse(await (await rules()).text());
    const again = await piped(['demo', '--json', ...flags]);
    expect(JSON.parse(again.out).executions).toHaveLength(7);
    const after: { rules: object[] } = JSON.parse(await (await rules()).text());
    expect(after.rules).toHaveLength(before.rules.length);
  });
});

const VIEWER = 'genhtml';
const noViewer = spawnSync(VIEWER, ['--version']).status === 0 ? undefined : 'genhtml of lcov is not here';

describe.skipIf(noViewer !== undefined)(`coverage as lcov (${noViewer ?? 'read by genhtml'})`, () => {
  it('is read by a viewer that nobody here wrote', async () => {
    const { out } = await piped(['coverage', file('hits.json'), '--format', 'lcov', '--definition', ORDER]);
    await writeFile(file('order.lcov'), out);
    const { status, stdout } = spawnSync(VIEWER, ['--branch-coverage', '-o', file('html'), file('order.lcov')]);
    expect(status).toBe(0);
    expect(String(stdout)).toMatch(/lines\.+: 9\.1% \(1 of 11 lines\)[\s\S]*branches\.+: 0\.0% \(0 of 7 branches\)/);
  });
});

describe('serve --seed', () => {
  it('registers what a path holds, and again when it changes', async () => {
    const path = file('seeded.asl.json');
    const definition = (state: string) =>
      `{"StartAt":"${state}","States":{"${state}":{"Type":"Pass","Comment":"\${Stage}","End":true}}}`;
    await writeFile(path, definition('One'));
    const seededServer = await serveBuilt({}, ['--seed', path, '--set', 'Stage=dev-1']);
    const registered = () => readDefinition(seededServer.url, 'seeded');
    expect(await registered()).toMatch(/One.*dev-1/);
    await writeFile(path, definition('Two'));
    await expect.poll(registered, { interval: 1_000, timeout: 20_000 }).toContain('Two');
    expect(await seededServer.stop()).toBe(0);
  });
});

const readDefinition = (url: string, name: string): Promise<string> =>
  call(url, 'DescribeStateMachine', { stateMachineArn: `arn:aws:states:us-east-1:000000000000:stateMachine:${name}` });

async function call(url: string, action: string, input: object): Promise<string> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${action}` };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })).text();
}

describe.skipIf(noTerminal !== undefined)(`the command line on a terminal (${noTerminal ?? 'python3 makes one'})`, () => {
  it('writes the same, with colours where there are any', async () => {
    for (const [args, code, writes] of LINES()) {
      const plain = await onTerminal(args, { NO_COLOR: '1' });
      expect([args, plain.code]).toEqual([args, code]);
      expect(plain.out).toMatch(writes);
    }
    const { code, out } = await onTerminal(['run', ORDER, '-i', INPUT]);
    expect([code, out]).toEqual([0, expect.stringContaining(`${GREEN}✓`)]);
    expect((await onTerminal(['replay', file('ran.json')])).out).toContain(`${GREEN}✓`);
    expect((await onTerminal(['explore', ORDER, '-i', INPUT])).out).toContain(`${GREEN}nothing found`);
  });

  it('shows what waits on a server, and moves it on', async () => {
    const env = { AWS_ENDPOINT_URL_SFN: served.url, AWS_ACCESS_KEY_ID: '333344445555', AWS_SECRET_ACCESS_KEY: 'any' };
    expect((await onTerminal(['demo'], env)).out).toContain(`${GREEN}SUCCEEDED`);
    const waits = (await onTerminal(['waiting'], env)).out;
    expect(waits).toMatch(/^demo-approvals\/unanswered-\w+ +Ask +token +times out after 7 d/);
    const [name = ''] = waits.split(' ');
    expect(await onTerminal(['skip', name, '--until', 'Escalate'], env)).toMatchObject({ code: 0 });
    expect((await onTerminal(['waiting'], env)).out).toMatch(/^demo-approvals\/unanswered-\w+ +Escalate +token/);
  });

  it('has no colours with NO_COLOR, or on a terminal that is dumb', async () => {
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }])
      expect((await onTerminal(['run', ORDER, '-i', INPUT], env)).out).not.toContain(GREEN);
  });

  it('says what is wrong, with exit code 2', async () => {
    expect(await onTerminal(['run', 'nowhere.json'])).toMatchObject({ code: 2, out: expect.stringContaining('no such file') });
    expect(await onTerminal(['health', '--dance'])).toMatchObject({ code: 2, out: expect.stringContaining("'--dance'") });
  });
});
