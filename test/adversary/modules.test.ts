import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createHttpClient } from '#test/bench/http-client.ts';
import { serveBuilt } from '#test/support/served.ts';

const folder = mkdtempSync(join(tmpdir(), 'fake-sfn-'));
const proof = join(folder, 'it-ran');
const file = join(folder, 'evil.mjs');
writeFileSync(file, `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(proof)}, '');`);
afterAll(() => rmSync(folder, { recursive: true }));

const packages = fileURLToPath(new URL('../../node_modules/@aws-sdk/client-sqs', import.meta.url));

it.each([
  ['a file by its way from a package', `sqs/${relative(packages, file)}`],
  ['a file that is not there', `sqs/${relative(packages, join(folder, 'none.mjs'))}`],
  ['a file of a package', 'sqs/package.json'],
  ['a file by its percents', `sqs/${relative(packages, file)}`.replaceAll('/', '%2f')],
  ['a package that is not there', 'chocolate'],
])('%s is no service, is not run, and its cause tells no path', async (_, service) => {
  const served = await serveBuilt();
  const client = createHttpClient(served.url);
  try {
    const state = { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:${service}:go`, End: true };
    const roleArn = 'arn:aws:iam::123456789012:role/any';
    const answer = await client
      .call('TestState', { definition: JSON.stringify(state), roleArn, input: '{}' })
      .catch((error: unknown) => ({ status: 'FAILED', cause: String(error) }));
    expect(answer).toMatchObject({ status: 'FAILED' });
    expect(String(answer['cause']).replaceAll(service, '')).not.toMatch(/\/(tmp|work|home|node_modules|dist)\b/);
    expect(existsSync(proof)).toBe(false);
  } finally {
    client.close();
    await served.stop();
  }
});
