import { type ChildProcess, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Milliseconds from the process's start to its first line. */
  readonly startMillis: number;
  readonly stop: () => Promise<void>;
}

async function startServer(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => running.delete(child));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    void ended.then(() => reject(new Error(`a server ended before it listened: ${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /listens on (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
  });
  const startMillis = performance.now() - started;
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, child, startMillis, stop };
}

/** The built `fake-sfn serve`. */
export const startFake = (env?: Readonly<Record<string, string>>) => startServer(['dist/cli.mjs', 'serve', '--port', '0'], env);

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
