import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** An invocation that did not answer: the handler threw, the time was over, or the process died. */
export class FunctionError extends Error {}

/** One execution environment: the built handler in a bare `node`, behind a Runtime API of its own; frozen while it has nothing to do. */
export interface Environment {
  readonly child: ChildProcess;
  /** Milliseconds from the process's start until it asked for its first event. */
  readonly initMillis: number;
  /** Milliseconds from the handing out of the last event until its answer was posted; NaN before there was one. */
  readonly answerMillis: () => number;
  /** Thaws it, hands it the event, and freezes it when it has asked for the next one. Throws FunctionError. */
  readonly invoke: (event: unknown, timeoutMillis: number) => Promise<unknown>;
  /** Kills it, whatever it is doing. */
  readonly kill: () => Promise<void>;
  readonly isDead: () => boolean;
}

interface Invocation {
  readonly id: string;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: FunctionError) => void;
  answer?: () => void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const bootstrap = fileURLToPath(new URL('lambda-bootstrap.mjs', import.meta.url));
const RUNTIME = '/2018-06-01/runtime/';
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:fake-sfn';

/** Starts an environment with these variables and no others of this machine's; throws FunctionError when the handler cannot be loaded. */
export async function startEnvironment(env: Readonly<Record<string, string>>, log: (line: string) => void): Promise<Environment> {
  let next: ServerResponse | undefined;
  let current: Invocation | undefined;
  let isDead = false;
  let initMillis = Number.NaN;
  let handedOut = Number.NaN;
  let answerMillis = Number.NaN;
  let initialised = (_problem?: string): void => {};
  const ready = new Promise<string | undefined>((resolve) => {
    initialised = resolve;
  });

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const { PATH = '' } = process.env;
  const started = performance.now();
  const child = spawn(process.execPath, [bootstrap], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_LAMBDA_FUNCTION_NAME: 'fake-sfn',
      LAMBDA_TASK_ROOT: `${root}/dist/function`,
      _HANDLER: 'index.handler',
      ...env,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', log);
  const ended = new Promise<void>((resolve) => {
    child.on('close', (code, signal) => {
      isDead = true;
      initialised(`the process ended (${signal ?? code}) before it asked for an event`);
      // In AWS's words: Lambda says so of a process that ends by itself, with whatever status.
      const problem =
        code === null ? `the process ended (${signal})` : `Runtime.ExitError: Runtime exited with exit status: ${code}`;
      current?.reject(new FunctionError(problem));
      server.close();
      server.closeAllConnections();
      resolve();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.startsWith(RUNTIME) ? request.url.slice(RUNTIME.length) : '';
    if (path === 'invocation/next') {
      next = response;
      if (current) {
        child.kill('SIGSTOP');
      } else {
        initMillis = performance.now() - started;
        initialised();
      }
      current?.answer?.();
      current = undefined;
      return;
    }
    const body = await text(request);
    response.writeHead(202).end();
    const [, id, what] = path.split('/');
    if (path === 'init/error') initialised(messageOf(body));
    else if (current && current.id === id) {
      answerMillis = performance.now() - handedOut;
      const { resolve, reject } = current;
      current.answer = what === 'response' ? () => resolve(JSON.parse(body)) : () => reject(new FunctionError(messageOf(body)));
    }
  }

  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };

  const problem = await ready;
  if (problem !== undefined) {
    await kill();
    throw new FunctionError(problem);
  }
  child.kill('SIGSTOP');
  return {
    child,
    initMillis,
    answerMillis: () => answerMillis,
    kill,
    isDead: () => isDead,
    invoke(event, timeoutMillis) {
      const id = randomUUID();
      const waiting = next;
      if (!waiting || current || isDead) return Promise.reject(new Error('the environment is not waiting for an event'));
      next = undefined;
      let timer: NodeJS.Timeout;
      return new Promise<unknown>((resolve, reject) => {
        current = { id, resolve, reject };
        timer = setTimeout(() => {
          reject(new FunctionError(`Task timed out after ${(timeoutMillis / 1000).toFixed(2)} seconds`));
          void kill();
        }, timeoutMillis);
        handedOut = performance.now();
        child.kill('SIGCONT');
        waiting.writeHead(200, {
          'content-type': 'application/json',
          'lambda-runtime-aws-request-id': id,
          'lambda-runtime-deadline-ms': String(Date.now() + timeoutMillis),
          'lambda-runtime-invoked-function-arn': FUNCTION_ARN,
        });
        waiting.end(JSON.stringify(event));
      }).finally(() => clearTimeout(timer));
    },
  };
}

function messageOf(body: string): string {
  const { errorType, errorMessage } = JSON.parse(body);
  return `${errorType}: ${errorMessage}`;
}
