import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { awsPart } from './aws-parts.ts';

/** A Docker engine of our own, with images in place of those that SAM and Compose would pull. */
export interface DockerEngine {
  /** What makes Docker's clients find it, and nothing be pulled. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends its containers, and it. */
  readonly stop: () => Promise<void>;
}

/** By the name that is asked for: the folder of the cache that it is made of, and what Docker has to know of it. */
const IMAGES = {
  'public.ecr.aws/lambda/nodejs:24-x86_64': {
    folder: 'lambda',
    changes: ['WORKDIR /var/task', 'ENV LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime'],
  },
  'amazon/dynamodb-local:latest': {
    folder: 'dynamodb',
    changes: ['WORKDIR /home/dynamodblocal', 'ENTRYPOINT ["/usr/java/bin/java"]'],
  },
} as const;

const TRIES = 100;
const PAUSE_MILLIS = 200;
const run = promisify(execFile);

/** Starts it, with its images in the cache; it ends with its namespaces even where nobody stops it. */
export async function startDockerEngine(): Promise<DockerEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-sfn-docker-'));
  const socket = `unix://${join(folder, 'socket')}`;
  const places = ['--data-root', awsPart('docker'), '--exec-root', join(folder, 'run'), '--pidfile', join(folder, 'pid')];
  const engine = spawn('dockerd', [...places, '--host', socket, '--cgroup-parent', '/fake-sfn-homes'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  engine.stderr.setEncoding('utf8').on('data', (text) => {
    said = `${said}${text}`.slice(-4_000);
  });
  const ended = new Promise((resolve) => engine.once('close', resolve));

  await mkdir(join(folder, 'config/cli-plugins'), { recursive: true });
  await copyFile(fileURLToPath(new URL('compose-plugin', import.meta.url)), join(folder, 'config/cli-plugins/docker-compose'));
  const env = { DOCKER_HOST: socket, DOCKER_CONFIG: join(folder, 'config'), SAM_SKIP_PULL_IMAGE: 'true', SAM_CLI_TELEMETRY: '0' };
  const docker = (...args: string[]) => run('docker', args, { env: { ...process.env, ...env } });
  const succeeds = (...args: string[]) =>
    docker(...args).then(
      () => true,
      () => false,
    );

  for (let left = TRIES; !(await succeeds('info')); left--) {
    if (left === 0 || engine.exitCode !== null) throw new Error(`the Docker engine does not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
  /** Removes containers and what they have kept, of an earlier run too. */
  async function clear(): Promise<void> {
    for (const [list, remove] of [
      [
        ['ps', '--all', '--quiet'],
        ['rm', '--force'],
      ],
      [
        ['volume', 'ls', '--quiet'],
        ['volume', 'rm', '--force'],
      ],
    ] as const) {
      const { stdout } = await docker(...list);
      const ids = stdout.split('\n').filter((id) => id !== '');
      if (ids.length > 0) await docker(...remove, ...ids);
    }
  }

  await clear();
  for (const [name, image] of Object.entries(IMAGES)) {
    if (await succeeds('image', 'inspect', name)) continue;
    const files = awsPart(image.folder);
    if (!existsSync(files)) throw new Error(`there is no ${files}: test/homes/prepare.sh makes it`);
    const changes = image.changes.flatMap((change) => ['--change', change]);
    const script = 'tar --create --directory "$0" --exclude="./proc/*" . | docker import "$@"';
    await run('bash', ['-o', 'pipefail', '-c', script, files, ...changes, '-', name], {
      env: { ...process.env, ...env },
    });
  }
  return {
    env,
    async stop() {
      await clear();
      engine.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
