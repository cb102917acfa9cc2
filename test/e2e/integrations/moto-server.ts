import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A running moto: most of AWS's services on one port. */
export interface MotoServer {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

const STARTUP_MILLIS = 60_000;

/**
 * Starts moto's server on a free port of 127.0.0.1; undefined where it is not installed.
 * MOTO_SERVER names the command, else it is `moto_server`; `pip install 'moto[server]'` brings it.
 */
export async function startMotoServer(): Promise<MotoServer | undefined> {
  const port = await freePort();
  const child = spawn(process.env['MOTO_SERVER'] ?? 'moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const isMissing = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(true));
    child.once('spawn', () => resolve(false));
  });
  if (isMissing) return undefined;
  const endpoint = `http://127.0.0.1:${port}`;
  await untilAnswering(endpoint, child);
  return { endpoint, close: () => end(child) };
}

async function untilAnswering(endpoint: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + STARTUP_MILLIS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answers = await fetch(`${endpoint}/moto-api/data.json`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await end(child);
  throw new Error('moto did not start');
}

/** Ends a process that was started here, and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
