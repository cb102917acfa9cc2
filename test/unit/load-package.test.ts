import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/load-package.ts', import.meta.url));

/** A function's folder with the loader in it, and places where an image may keep packages. */
let image: string;

beforeAll(async () => {
  image = await mkdtemp(join(tmpdir(), 'load-package-'));
  await build({ entryPoints: [source], outfile: join(image, 'layer/loader.mjs'), format: 'esm', platform: 'node' });
  await write('layer/import.mjs', 'export const importPackage = (name) => import(name);');
  await write('layer/node_modules/@aws-sdk/client-near/index.js', "exports.from = 'import';");
  await write('layer/node_modules/@aws-sdk/client-broken/index.js', "throw new TypeError('broken');");
  await write('runtime/node_modules/@aws-sdk/client-given/index.js', "exports.from = 'NODE_PATH';");
  await write('task/node_modules/@aws-sdk/client-packed/index.js', "exports.from = 'the function';");
});
afterAll(() => rm(image, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(image, dirname(path)), { recursive: true });
  await writeFile(join(image, path), text);
}

/** What a process in that image says of a package. */
async function load(name: string): Promise<string> {
  const script = `
    const { loadPackage } = await import('./layer/loader.mjs');
    const { importPackage } = await import('./layer/import.mjs');
    console.log(await loadPackage('${name}', () => importPackage('${name}')).then(({ from }) => from, String));`;
  const env = {
    PATH: process.env['PATH'],
    NODE_PATH: join(image, 'runtime/node_modules'),
    LAMBDA_TASK_ROOT: join(image, 'task'),
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: image, env });
  return stdout.trim();
}

describe('a package outside the bundle is found', () => {
  test('where an import finds it', async () => {
    expect(await load('@aws-sdk/client-near')).toBe('import');
  });

  test('by NODE_PATH, where the images of Lambda keep the SDK', async () => {
    expect(await load('@aws-sdk/client-given')).toBe('NODE_PATH');
  });

  test('beside the function, wherever the bundle is', async () => {
    expect(await load('@aws-sdk/client-packed')).toBe('the function');
  });
});

test('a package that is nowhere is named, and no path of the machine', async () => {
  expect(await load('@aws-sdk/client-nowhere')).toBe('Error: there is no package @aws-sdk/client-nowhere');
});

test('a package that is broken says so itself', async () => {
  expect(await load('@aws-sdk/client-broken')).toBe('TypeError: broken');
});
