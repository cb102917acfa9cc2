import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** A server that tells what it uses. */
export interface GaugedServer extends ServerProcess {
  /** `cpu`: milliseconds of CPU time so far; `heap`: bytes of the heap after a garbage collection. */
  readonly gauge: (what: 'cpu' | 'heap') => Promise<number>;
}

type Environment = Readonly<Record<string, string>>;

/** `ipc` only where it is needed: a process with a channel loads more before it starts. */
async function startServer(args: readonly string[], env: Environment = {}, more: readonly 'ipc'[] = []): Promise<ServerProcess> {
  const stdio = ['ignore' as const, 'pipe' as const, 'inherit' as const, ...more];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => running.delete(child));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    void ended.then(() => reject(new Error(`a server ended before it listened: ${output}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /listens on (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, child, stop };
}

const SERVE = ['dist/cli.mjs', 'serve', '--port', '0'];

/** The built `fake-sfn serve`. */
export const startFake = (env?: Environment) => startServer(SERVE, env);

/** The same, with a gauge inside. */
export async function startGaugedFake(env: Environment = {}): Promise<GaugedServer> {
  const gauge = fileURLToPath(new URL('gauge.mjs', import.meta.url));
  const server = await startServer(['--expose-gc', '--import', gauge, ...SERVE], env, ['ipc']);
  return {
    ...server,
    async gauge(what) {
      const answered = once(server.child, 'message');
      server.child.send(what);
      const [value] = await answered;
      return Number(value);
    },
  };
}

/** A bare `node:http` server that answers every request with these bytes. */
export const startEcho = (answer: string) =>
  startServer([
    '-e',
    `const answer = ${JSON.stringify(answer)};
     const server = require('node:http').createServer((request, response) => {
       request.on('data', () => {});
       request.on('end', () => { response.setHeader('content-type', 'application/x-amz-json-1.0'); response.end(answer); });
     }).listen(0, '127.0.0.1', () => console.log('listens on http://127.0.0.1:' + server.address().port));`,
  ]);
