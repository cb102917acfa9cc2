import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const isHere = spawnSync('python3', ['-c', 'import boto3, pytest, xdist'], { stdio: 'ignore' }).status === 0;

describe.skipIf(!isHere)(
  `infra/examples/pytest${isHere ? '' : ' (skipped: python3 with boto3, pytest and pytest-xdist is not here)'}`,
  () => {
    test.each([
      ['-n', '0'],
      ['-n', '4'],
    ])('runs with pytest %s %s, on one server', async (...workers) => {
      const env = { ...process.env, FAKE_SFN_COMMAND: `${process.execPath} ${ROOT}dist/cli.mjs`, PYTHONDONTWRITEBYTECODE: '1' };
      const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', ...workers, `${ROOT}infra/examples/pytest`];
      const { stdout } = await promisify(execFile)('python3', args, { env }).catch((error: { stdout: string }) => error);
      expect(stdout).toMatch(/\b4 passed\b/);
    });
  },
);
