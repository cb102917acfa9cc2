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
const workflow = fileURLToPath(new URL('python/workflow.py', import.meta.url));

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
    const { stdout } = await run('python3', [workflow, served.url]);
    const seen = JSON.parse(stdout);
    expect(seen.machine).toBe('arn:aws:states:eu-west-1:123456789012:stateMachine:workflow');
    expect(seen.good).toEqual({ status: 'SUCCEEDED', output: { payload: { done: true } }, dates: true });
    expect(seen.bad).toEqual({ status: 'FAILED', error: 'Empty', cause: 'nothing to do' });
    expect(seen.history.filter((type: string) => type === 'TaskFailed')).toHaveLength(2);
    expect(seen.history.at(-1)).toBe('ExecutionSucceeded');
    expect(seen.listed).toEqual(['FAILED', 'SUCCEEDED']);
    expect(seen.errors).toEqual(['ExecutionDoesNotExist', 'InvalidName', 'InvalidDefinition']);
  });
});

describe.skipIf(noCli)(`the AWS CLI${noCli ? ` (skipped: ${noCli})` : ''}`, () => {
  const aws = async (...args: readonly string[]): Promise<string> => {
    const common = [
      'stepfunctions',
      ...args,
      '--endpoint-url',
      served.url,
      '--region',
      'us-east-1',
      '--no-sign-request',
      '--output',
      'json',
    ];
    const { stdout } = await run('aws', common);
    return stdout;
  };

  test('runs the two commands that the server prints, and reads the history', async () => {
    const definition = '{"StartAt":"Hello","States":{"Hello":{"Type":"Pass","End":true}}}';
    const role = 'arn:aws:iam::000000000000:role/any';
    const created = JSON.parse(
      await aws('create-state-machine', '--name', 'hello', '--role-arn', role, '--definition', definition),
    );
    const started = JSON.parse(await aws('start-execution', '--state-machine-arn', created.stateMachineArn));
    const history = JSON.parse(await aws('get-execution-history', '--execution-arn', started.executionArn));
    expect(history.events.map(({ type }: { type: string }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test("shows AWS's errors", async () => {
    await expect(aws('describe-execution', '--execution-arn', 'nonsense')).rejects.toThrow(
      "An error occurred (InvalidArn) when calling the DescribeExecution operation: Invalid Arn: 'Invalid ARN prefix: nonsense'",
    );
  });
});
