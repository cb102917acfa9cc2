import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CreateStateMachineCommand, ListActivitiesCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CLI = 'dist/cli.mjs';
const ROLE_ARN = 'arn:aws:iam::123456789012:role/any';

/** The environment without settings of the machine that the tests run on. */
const { PATH } = process.env;
const cleanEnv = { PATH };

let running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
});

/** Starts `fake-sfn` with these arguments; `output` waits for a text on stdout, `ended` for the end. */
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: root, env: { ...cleanEnv, ...env } });
  running.push(child);
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const output = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(stdout)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      child.on('close', () => reject(new Error(`ended early: ${stdout}${stderr}`)));
      look();
    });
  return { child, ended, output };
};

const LISTENS = /listens on (\S+)[\s\S]*start-execution .*\n/;

describe('fake-sfn serve', () => {
  it('serves AWS clients, says how, and ends cleanly', async () => {
    const { child, ended, output } = run(['serve', '--port', '0'], { PORT: '1', AWS_REGION: 'eu-west-1' });
    const endpoint = await output(LISTENS);
    const client = new SFNClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    expect((await client.send(new ListActivitiesCommand({}))).activities).toEqual([]);
    expect(await (await fetch(`${endpoint}/_fake/health`)).json()).toMatchObject({ status: 'ok', running: 0 });
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/storage +memory/);
    expect(stdout).toContain('aws stepfunctions create-state-machine --endpoint-url');
    expect(stdout).toContain('arn:aws:states:eu-west-1:000000000000:stateMachine:hello');
  });

  it('tells of each execution, and at the end of what is lost', async () => {
    // In a pipe only who asks for them gets lines: nobody may read them.
    const { child, ended, output } = run(['serve', '--port', '0', '--verbose']);
    const endpoint = await output(LISTENS);
    const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
    const client = new SFNClient({ endpoint, region: 'us-east-1', credentials });
    const start = async (name: string, state: object) => {
      const definition = JSON.stringify({ StartAt: 'Only', States: { Only: state } });
      const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name, roleArn: ROLE_ARN, definition }));
      await client.send(new StartExecutionCommand({ stateMachineArn, name: 'e' }));
    };
    await start('sleeper', { Type: 'Wait', Seconds: 3600, End: true });
    await start('failing', { Type: 'Fail', Error: 'Broken' });
    expect(await output(/\d\d:\d\d:\d\d (failing\S* FAILED.*)\n/)).toBe('failing/e FAILED @Only Broken');
    child.kill('SIGINT');
    expect((await ended).stdout).toContain('Still running, and lost with the memory of this process: sleeper/e.\n');
  });

  it('says what npm has kept for itself', async () => {
    const { code, stderr } = await run(['serve', '9000'], { npm_lifecycle_event: 'start', npm_config_port: 'true' }).ended;
    expect(code).toBe(2);
    expect(stderr).toContain('npm start -- --port 9000');
  });

  it('ends cleanly on SIGINT too', async () => {
    const { child, ended, output } = run(['serve', '--port', '0']);
    await output(LISTENS);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  it('says in a sentence that its port is taken', async () => {
    const first = run(['serve', '--port', '0']);
    const { port } = new URL(await first.output(LISTENS));
    const { code, stderr } = await run(['serve', '--port', port]).ended;
    expect(code).toBe(1);
    expect(stderr).toBe(`Port ${port} on 127.0.0.1 is already in use: stop what listens there, or choose another with --port.\n`);
  });

  it('lets in whoever signs with its credentials, and tells so but not which', async () => {
    const { child, ended, output } = run(['serve', '--port', '0', '--host', '0.0.0.0'], {
      FAKE_SFN_CREDENTIALS: 'AKIAONE:hidden',
    });
    const { port } = new URL(await output(LISTENS));
    const clientOf = (secretAccessKey: string) =>
      new SFNClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        credentials: { accessKeyId: 'AKIAONE', secretAccessKey },
        maxAttempts: 1,
      });
    expect((await clientOf('hidden').send(new ListActivitiesCommand({}))).activities).toEqual([]);
    await expect(clientOf('guessed').send(new ListActivitiesCommand({}))).rejects.toThrow('request signature we calculated');
    child.kill('SIGTERM');
    const { stdout, stderr } = await ended;
    expect(stdout).toMatch(/access +only with a signature/);
    expect(stdout).not.toContain('signatures are not checked');
    expect(stdout).not.toContain('--no-sign-request');
    expect(stdout + stderr).not.toContain('hidden');
  });

  it('says in sentences which settings are wrong', async () => {
    const { code, stderr } = await run(['serve', '--time', 'fast'], { FAKE_SFN_AUTH: 'sigv4' }).ended;
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      '--time is "fast", but must be real or skip or manual.',
      'FAKE_SFN_CREDENTIALS is not set: there is nothing to check signatures with.',
      '',
    ]);
  });
});

describe('fake-sfn', () => {
  it('helps', async () => {
    expect(await run(['--help']).ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage: fake-sfn COMMAND'),
      stderr: '',
    });
  });

  it('knows its version', async () => {
    expect((await run(['--version']).ended).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [[], 'A command is missing.'],
    [['dance'], 'There is no command "dance".'],
    [['serve', '--dance'], "Unknown option '--dance'."],
  ])('refuses %j', async (args, problem) => {
    expect(await run(args).ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(problem) });
  });
});
