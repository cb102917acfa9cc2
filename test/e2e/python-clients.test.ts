import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awsCliMissing, boto3Missing } from '#test/support/programs.ts';
import { type Served, serveBuilt } from '#test/support/served.ts';

const run = promisify(execFile);
const script = (name: string): string => fileURLToPath(new URL(`python/${name}`, import.meta.url));

const MOCKS = {
  StateMachines: { workflow: { TestCases: { flaky: { Flaky: 'FailsTwice' } } } },
  MockedResponses: {
    FailsTwice: {
      '0-1': { Throw: { Error: 'Flaky', Cause: 'try again' } },
      '2': { Return: { StatusCode: 200, Payload: { done: true } } },
    },
  },
};

let folder: string;
let served: Served;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fake-sfn-'));
  await writeFile(join(folder, 'mocks.json'), JSON.stringify(MOCKS));
  served = await serveBuilt({ SFN_MOCK_CONFIG: join(folder, 'mocks.json'), FAKE_SFN_TIME: 'skip' });
});

afterAll(async () => {
  await served.stop();
  await rm(folder, { recursive: true });
});

const noBoto3 = boto3Missing();
const noCli = awsCliMissing();

describe.skipIf(noBoto3)(`boto3${noBoto3 ? ` (skipped: ${noBoto3})` : ''}`, () => {
  test('creates a machine with Choice, Parallel, Map and a retried task, runs it and reads its history', async () => {
    const { stdout } = await run('python3', [script('workflow.py'), served.url]);
    const seen = JSON.parse(stdout);
    expect(seen.machine).toBe('arn:aws:states:eu-west-1:123456789012:stateMachine:workflow');
    expect(seen.good).toEqual({ status: 'SUCCEEDED', output: { payload: { done: true } }, dates: true });
    expect(seen.bad).toEqual({ status: 'FAILED', error: 'Empty', cause: 'nothing to do' });
    expect(seen.history.filter((type: string) => type === 'TaskFailed')).toHaveLength(2);
    expect(seen.history.at(-1)).toBe('ExecutionSucceeded');
    // By the time of their stop, which may be either's first.
    expect(seen.listed.toSorted()).toEqual(['FAILED', 'SUCCEEDED']);
    expect(seen.errors).toEqual(['ExecutionDoesNotExist', 'InvalidName', 'InvalidDefinition']);
  });

  test('pages with its paginators, works for an activity, runs express machines, and throws its exceptions', async () => {
    const { stdout } = await run('python3', [script('pages_and_exceptions.py'), served.url]);
    const seen = JSON.parse(stdout);
    const byName = [['pages0', 'pages1'], ['pages2', 'pages3'], ['pages4']];
    expect(Object.keys(seen.pages)).toEqual(seen.pageable);
    expect(seen.waiters).toEqual([]);
    expect(seen.pages).toMatchObject({
      list_activities: byName,
      list_state_machines: byName,
      list_executions: [['pages4', 'pages3'], ['pages2', 'pages1'], ['pages0']],
    });
    expect(seen.pages.list_map_runs).toEqual([[expect.any(String)], [expect.any(String)]]);
    const ids: number[] = seen.pages.get_execution_history.flat();
    expect(ids.length).toBeGreaterThan(10);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    expect(seen.worked).toEqual({ input: '{"n":1}', output: '{"n":2}', took: true, zone: true });
    expect(seen.sync).toEqual({ status: 'SUCCEEDED', output: '{"a":1}', billed: 64 });
    expect(seen['not thrown']).toEqual([]);
  });
});

describe.skipIf(noCli)(`the AWS CLI${noCli ? ` (skipped: ${noCli})` : ''}`, () => {
  const env = { PATH: process.env['PATH'], AWS_DISABLE_HOST_PREFIX_INJECTION: 'true', AWS_MAX_ATTEMPTS: '1' };

  /** What a command prints, as JSON unless it says otherwise. */
  const aws = async (...args: readonly string[]): Promise<string> => {
    const common = ['--endpoint-url', served.url, '--region', 'us-east-1', '--no-sign-request'];
    const output = args.includes('--output') ? [] : ['--output', 'json'];
    const { stdout } = await run('aws', ['stepfunctions', ...args, ...common, ...output], { env });
    return stdout;
  };

  const role = 'arn:aws:iam::000000000000:role/any';
  const hello = '{"StartAt":"Hello","States":{"Hello":{"Type":"Pass","End":true}}}';
  const create = async (name: string, ...more: readonly string[]): Promise<string> => {
    const created = await aws('create-state-machine', '--name', name, '--role-arn', role, '--definition', hello, ...more);
    return JSON.parse(created).stateMachineArn;
  };

  test('runs the two commands that the server prints, and reads the history', async () => {
    const started = JSON.parse(await aws('start-execution', '--state-machine-arn', await create('hello')));
    const history = JSON.parse(await aws('get-execution-history', '--execution-arn', started.executionArn));
    expect(history.events.map(({ type }: { type: string }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('draws a history as a table, newest first', async () => {
    const stateMachineArn = await create('drawn');
    const started = JSON.parse(await aws('start-execution', '--state-machine-arn', stateMachineArn, '--name', 'one'));
    const options = ['--execution-arn', started.executionArn, '--reverse-order', '--output', 'table'];
    const table = await aws('get-execution-history', ...options, '--query', 'events[].[id,type]');
    expect([...table.matchAll(/\|\s+(\d+)\s*\|\s+(\w+)\s+\|/g)].map(([, id, type]) => [id, type])).toEqual([
      ['4', 'ExecutionSucceeded'],
      ['3', 'PassStateExited'],
      ['2', 'PassStateEntered'],
      ['1', 'ExecutionStarted'],
    ]);
    expect(await aws('get-execution-history', ...options)).toContain('stateEnteredEventDetails');
  });

  test('lists with a query, page by page, and goes on with its own token', async () => {
    for (const name of ['paged1', 'paged2', 'paged3']) await create(name);
    const query = ['--query', "stateMachines[?starts_with(name, 'paged')].name", '--output', 'text', '--page-size', '1'];
    expect((await aws('list-state-machines', ...query)).trim().split(/\s+/)).toEqual(['paged1', 'paged2', 'paged3']);
    const { stateMachines, NextToken } = JSON.parse(await aws('list-state-machines', '--max-items', '1'));
    expect(stateMachines).toHaveLength(1);
    const rest = JSON.parse(await aws('list-state-machines', '--starting-token', NextToken));
    expect(rest.stateMachines).not.toContainEqual(stateMachines[0]);
  });

  test('waits for an express execution', async () => {
    const stateMachineArn = await create('express', '--type', 'EXPRESS');
    const answer = JSON.parse(await aws('start-sync-execution', '--state-machine-arn', stateMachineArn, '--input', '{"a":1}'));
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
  });

  test('validates a definition and tests a state', async () => {
    const validated = JSON.parse(await aws('validate-state-machine-definition', '--definition', '{"StartAt":"Nowhere"}'));
    expect(validated).toMatchObject({ result: 'FAIL', truncated: false });
    const state = '{"Type":"Pass","Parameters":{"n.$":"$.a"},"End":true}';
    const tested = await aws('test-state', '--definition', state, '--role-arn', role, '--input', '{"a":1}');
    expect(JSON.parse(tested)).toMatchObject({ status: 'SUCCEEDED', output: '{"n":1}' });
  });

  test("shows AWS's errors", async () => {
    await expect(aws('describe-execution', '--execution-arn', 'nonsense')).rejects.toThrow(
      "An error occurred (InvalidArn) when calling the DescribeExecution operation: Invalid Arn: 'Invalid ARN prefix: nonsense'",
    );
  });
});
