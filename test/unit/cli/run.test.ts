import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '#test/support/a-terminal.ts';

const ORDER = {
  QueryLanguage: 'JSONata',
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'charge' },
      Output: { paid: '{% $states.result.Payload.paid %}' },
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 2 }],
      Next: 'Week',
    },
    Week: { Type: 'Wait', Seconds: 604_800, Next: 'Ship' },
    Ship: { Type: 'Pass', Output: { total: '{% 3 * $states.input.paid %}' }, End: true },
  },
};

const MOCKS = {
  StateMachines: { shop: { TestCases: { paid: { Charge: 'Paid' }, broke: { Charge: 'Broke' } } } },
  MockedResponses: {
    Paid: { '0': { Return: { StatusCode: 200, Payload: { paid: 2 } } } },
    Broke: { '0': { Throw: { Error: 'Broke', Cause: 'no money' } } },
  },
};

const RULES = `
- where: { state: Charge }
  then:
    - { times: 2, then: { throw: { error: Busy } } }
    - return: { StatusCode: 200, Payload: { paid: 2 } }
`;

const TOKEN = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

const APPROVAL = {
  StartAt: 'Approve',
  States: {
    Approve: { Type: 'Task', Resource: TOKEN, Parameters: { 'MessageBody.$': '$$.Task.Token', QueueUrl: 'q' }, End: true },
  },
};

const DOUBLE = {
  QueryLanguage: 'JSONata',
  StartAt: 'Set',
  States: {
    Set: { Type: 'Pass', Assign: { before: 1 }, Next: 'Double' },
    Double: { Type: 'Pass', Output: '{% 2 * $before %}', End: true },
  },
};

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-'));
  await Promise.all(
    Object.entries({
      'order.asl.json': JSON.stringify(ORDER),
      'mocks.json': JSON.stringify(MOCKS),
      'rules.yaml': RULES,
      'input.json': '{"paid":5}',
      'wrong.json': '{"StartAt":"X","States":{}}',
      'bad-rules.json': '[{"where":{"stat":"x"},"then":{"pending":true}}]',
      'pending.json': '[{"where":{"state":"Approve"},"then":{"pending":true}}]',
      'double.asl.json': JSON.stringify(DOUBLE),
      'approval.json': JSON.stringify(APPROVAL),
    }).map(([name, text]) => writeFile(file(name), text)),
  );
});

afterAll(() => rm(folder, { recursive: true }));

const runFile = (...args: readonly string[]) => runCommandLine(['run', file('order.asl.json'), ...args]);

describe('run', () => {
  it('shows states with their retries and waits, and skips the time', async () => {
    const { code, out, err } = await runFile('--rules', file('rules.yaml'));
    expect([code, err]).toEqual([0, '']);
    expect(out.replace(/ in \d+ ms$/m, ' in x ms').split('\n')).toEqual([
      '✓ Charge  ↻ 2  3 min  Busy ×2',
      '✓ Week    ⏲    7 d',
      '✓ Ship         0 ms',
      'SUCCEEDED  7 d 3 min in x ms',
      '{"total":6}',
      '',
    ]);
  });

  it('answers tasks by a test case of a mock file, and fails with exit code 1', async () => {
    const { code, out } = await runFile('--mocks', `${file('mocks.json')}#broke`);
    expect([code, out]).toEqual([1, expect.stringMatching(/✗ Charge.*\nFAILED {2}Broke .*\nno money\n$/)]);
  });

  it('writes JSON that holds the history', async () => {
    const { code, out } = await runFile('--mocks', `${file('mocks.json')}#paid`, '--json');
    expect(code).toBe(0);
    const result: unknown = JSON.parse(out);
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: '{"total":6}' });
    expect(result).toMatchObject({
      history: [
        { type: 'ExecutionStarted', timestamp: expect.stringMatching(/T.*Z$/) },
        { type: 'TaskStateEntered' },
        ...Array(9).fill({}),
      ],
    });
  });

  it('begins where it is told, with an input from a file or from standard input', async () => {
    const { code, out } = await runFile('--start-at', 'Ship', '-i', `@${file('input.json')}`);
    expect([code, out]).toEqual([0, expect.stringContaining('{"total":15}')]);
    const args = ['run', file('order.asl.json'), '--start-at', 'Week', '-i', '-'];
    expect((await runCommandLine(args, { input: '{"paid":1}' })).out).toContain('{"total":3}');
    const variables = ['--start-at', 'Double', '--variables', '{"before":21}'];
    expect((await runCommandLine(['run', file('double.asl.json'), ...variables])).out).toMatch(/^✓ Double[\s\S]*42\n$/);
  });

  it('calls nothing unless it is told where', async () => {
    const { code, out } = await runFile('--tasks', 'none');
    expect([code, out]).toEqual([1, expect.stringMatching(/✗ Charge[\s\S]*FAILED/)]);
  });

  it('does not hang where somebody would have to report', async () => {
    const { code, out, err } = await runCommandLine(['run', file('approval.json'), '--rules', file('pending.json')]);
    expect([code, out]).toEqual([1, expect.stringMatching(/· Approve/)]);
    expect(err).toMatch(/^Approve waits for somebody to report, and here nobody does\.\nAnswer it with --mocks, or with --rules/);
  });

  it.each([
    [['run'], 'run wants FILE.'],
    [['run', 'nowhere.json'], 'nowhere.json cannot be read: there is no such file.'],
    [['run', 'ORDER', '-i', 'x'], 'The input is no JSON: '],
    [['run', 'ORDER', '-i', '@nowhere'], 'nowhere cannot be read: there is no such file.'],
    [['run', 'ORDER', '--start-at', 'Fly'], 'There is no state "Fly" to start at, but Charge, Week, Ship.'],
    [['run', 'ORDER', '--variables', '[1]'], '--variables is [1], but must be an object: {"name": value}.'],
    [['run', 'ORDER', '--tasks', 'all'], 'FAKE_SFN_TASKS is "all", but must be endpoints or aws or none.'],
    [['run', 'ORDER', '--mocks', 'MOCKS'], 'has 2 test cases for shop.'],
    [['run', 'ORDER', '--mocks', 'MOCKS#dance'], 'has no test case dance for shop, but paid, broke.'],
    [['run', 'ORDER', '--rules', 'BAD'], 'The rule is not valid. where.stat: unknown field'],
    [['run', 'WRONG'], /wrong\.json:1:\d+ \S+ /],
  ])('says what is wrong with %j, with exit code 2', async (args, problem) => {
    const files = { ORDER: 'order.asl.json', MOCKS: 'mocks.json', BAD: 'bad-rules.json', WRONG: 'wrong.json' };
    const named = args.map((arg) =>
      Object.entries(files).reduce((text, [word, name]) => text.replace(new RegExp(`^${word}(?=$|#)`), file(name)), arg),
    );
    const { code, out, err } = await runCommandLine(named);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(problem);
  });
});
