import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the list of what is inferred is what the comments say', async () => {
  await expect(promisify(execFile)(process.execPath, ['test/facts/write-inferred.mjs', '--check'])).resolves.toMatchObject({
    stderr: '',
  });
});
