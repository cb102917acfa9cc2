import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DockerEngine, startDockerEngine } from './docker-engine.ts';
import { shellBlockWith } from './readme-commands.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const roleArn = 'arn:aws:iam::000000000000:role/any';
const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'us-east-1' };
const client = new SFNClient({
  endpoint: 'http://127.0.0.1:8083',
  disableHostPrefix: true,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

let docker: DockerEngine;
let sam: ChildProcess;
let log = '';

const shell = (script: string, env: Readonly<Record<string, string>> = {}) =>
  run('bash', ['-euc', script], { cwd: root, env: { ...process.env, ...docker.env, ...env } });

beforeAll(async () => {
  docker = await startDockerEngine();
  const [compose = '', start = ''] = await shellBlockWith('sam local start-api');
  await shell(compose);
  sam = spawn('bash', ['-c', `exec ${start}`], { cwd: root, env: { ...process.env, ...docker.env, ...KEYS } });
  const listens = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk;
      if (/Running on http:\/\/127\.0\.0\.1:8083/.test(log)) resolve();
    };
    sam.stdout?.on('data', read);
    sam.stderr?.on('data', read);
    sam.once('close', () => reject(new Error(`sam ended:\n${log}`)));
  });
  await listens;
});
afterAll(async () => {
  client.destroy();
  if (sam?.exitCode === null) {
    const ended = new Promise((resolve) => sam.once('close', resolve));
    sam.kill('SIGINT');
    await ended;
  }
  await docker?.stop();
});

test("takes the README's first commands of the AWS CLI", { timeout: 120_000 }, async () => {
  for (const command of await shellBlockWith('aws stepfunctions create-state-machine')) await shell(command);
  const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:hello';
  const { stdout } = await shell(
    `aws stepfunctions list-executions --endpoint-url http://127.0.0.1:8083 --no-sign-request --region us-east-1 --state-machine-arn ${arn} --query 'executions[].status' --output text`,
  );
  expect(stdout.trim()).toBe('SUCCEEDED');
});

test('runs a sync execution that waits, for boto3 with the settings of the README', { timeout: 60_000 }, async () => {
  const script = `
import boto3, json
sfn = boto3.client('stepfunctions')
definition = json.dumps({'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 2, 'End': True}}})
arn = sfn.create_state_machine(name='boto', type='EXPRESS', definition=definition, roleArn='${roleArn}')['stateMachineArn']
print(sfn.start_sync_execution(stateMachineArn=arn, input='{"from":"boto3"}')['output'])`;
  const settings = { AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:8083', AWS_DISABLE_HOST_PREFIX_INJECTION: 'true' };
  const { stdout } = await run('python3', ['-c', script], { env: { ...process.env, ...KEYS, ...settings } });
  expect(stdout.trim()).toBe('{"from":"boto3"}');
});

test('runs a sync execution that waits for a retry, for the client for JavaScript', async () => {
  const definition = JSON.stringify({
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Again' } } }],
        Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 1 }],
        End: true,
      },
    },
  });
  const machine = { name: 'retried', type: 'EXPRESS', definition, roleArn } as const;
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand(machine));
  const ended = await client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{}' }));
  expect(ended).toMatchObject({ status: 'FAILED', error: 'Again' });
});

test('goes on with waits over several requests, each in a container of its own', { timeout: 120_000 }, async () => {
  const wait = (seconds: number, next: object) => ({ Type: 'Wait', Seconds: seconds, ...next });
  const definition = JSON.stringify({ StartAt: 'A', States: { A: wait(8, { Next: 'B' }), B: wait(8, { End: true }) } });
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: 'waits', definition, roleArn }));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"kept":1}' }));
  let described = await client.send(new DescribeExecutionCommand({ executionArn }));
  let requests = 1;
  while (described.status === 'RUNNING') {
    described = await client.send(new DescribeExecutionCommand({ executionArn }));
    requests++;
  }
  expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"kept":1}' });
  expect(requests).toBeGreaterThan(1);
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'WaitStateEntered',
    'WaitStateExited',
    'WaitStateEntered',
    'WaitStateExited',
    'ExecutionSucceeded',
  ]);
});

test("holds a worker's poll for its 60 seconds", { timeout: 120_000 }, async () => {
  const { activityArn } = await client.send(new CreateActivityCommand({ name: 'nothing-to-do' }));
  const before = performance.now();
  const { taskToken } = await client.send(new GetActivityTaskCommand({ activityArn }));
  expect(taskToken).toBeUndefined();
  expect(performance.now() - before).toBeGreaterThan(59_000);
});

test('no request ended its process', () => {
  expect(log).not.toMatch(/Runtime\.ExitError|Runtime exited|Traceback/);
});
