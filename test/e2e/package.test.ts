import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explore } from '#control/explore/explore.ts';
import { libraryTest } from '#control/explore/library-test.ts';
import { FAULTY, RIGHT } from '#test/unit/control/explore/machines.ts';

// The package as its users get it: packed, installed from the tarball into an empty project without a network, and used there.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
let project: string;
let tarball: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'fake-sfn-package-'));
  await run(process.execPath, ['src/library/write-types.mjs'], { cwd: ROOT });
  // What is packed is what has been built before the tests: building again would take it away under others.
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], { cwd: ROOT });
  const [{ filename }] = JSON.parse(packed.stdout);
  tarball = join(project, filename);
  await writeFile(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: project });
  await linkPackages(['vitest', 'typescript', '@types/node', '@aws-sdk/client-sfn']);
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** Puts packages of this repository beside the one that was installed: its peers, and what its users bring. */
async function linkPackages(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const link = join(project, 'node_modules', name);
    await mkdir(join(link, '..'), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), link);
  }
}

const node = (args: readonly string[]) =>
  run(process.execPath, args, { cwd: project, env: { ...process.env, NO_COLOR: '1' } }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { readonly stdout: string; readonly stderr: string }) => expect.unreachable(error.stdout + error.stderr),
  );

const readmeExample = async (): Promise<string> => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  return /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
};

const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  ...more,
});
const ORDER = {
  StartAt: 'Charge',
  States: {
    Charge: task({ Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'] }], Next: 'Week' }),
    Week: { Type: 'Wait', Seconds: 604_800, Next: 'Ship' },
    Ship: task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', End: true }),
  },
};

describe('the package', () => {
  it("runs the README's example with vitest, on the types that it brings", async () => {
    await writeFile(join(project, 'order.asl.json'), JSON.stringify(ORDER));
    await writeFile(join(project, 'order.test.ts'), await readmeExample());
    expect(await node(['node_modules/vitest/vitest.mjs', 'run'])).toMatch(/Tests {2}1 passed/);
    const options = { strict: true, module: 'nodenext', target: 'es2023', lib: ['es2023'], types: ['node'], noEmit: true };
    await writeFile(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['order.test.ts', 'client.ts'] }),
    );
    await writeFile(
      join(project, 'client.ts'),
      `import { SFNClient } from '@aws-sdk/client-sfn';
       import { createFakeSfn, type Run, TaskError } from 'fake-sfn';
       import { assertSucceeded } from 'fake-sfn/test';
       const fake = createFakeSfn({ now: new Date(0) });
       export const client = new SFNClient(fake.clientConfig());
       fake.on({ state: 'A', call: [1, 2] }, ({ call }) => { throw new TaskError('Busy', String(call)); });
       export const check = (run: Run) => assertSucceeded(run, { a: 1 });`,
    );
    await node(['node_modules/typescript/bin/tsc']);
  });

  it('runs the tests that explore writes: they fail where there is a fault, and pass where it is put right', async () => {
    const rights = Object.values(RIGHT);
    const names: string[] = [];
    for (const [index, { definition, options = {} }] of Object.values(FAULTY).entries()) {
      const [finding] = explore(definition, options).findings;
      if (finding === undefined) expect.unreachable(`nothing is found in ${index}`);
      for (const [kind, written] of Object.entries({ faulty: definition, right: rights[index]?.definition })) {
        await writeFile(join(project, `${kind}-${index}.asl.json`), JSON.stringify(written));
        await writeFile(join(project, `${kind}-${index}.explored.ts`), libraryTest(finding, `${kind}-${index}.asl.json`));
        names.push(`${kind}-${index}`);
      }
    }
    await writeFile(
      join(project, 'explored.config.mjs'),
      `import { defineConfig } from 'vitest/config';
       export default defineConfig({ test: { include: ['*.explored.ts'], maxWorkers: 1, isolate: false } });`,
    );
    const args = ['run', '--config', 'explored.config.mjs', '--reporter', 'json', '--outputFile', 'explored.json'];
    await run(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], { cwd: project }).catch(() => {});
    const {
      testResults,
    }: { testResults: { name: string; assertionResults: { status: string; failureMessages: string[] }[] }[] } = JSON.parse(
      await readFile(join(project, 'explored.json'), 'utf8'),
    );
    const became = testResults.map(({ name, assertionResults: [only] }) => [basename(name, '.explored.ts'), only?.status]);
    expect(became.sort()).toEqual(names.map((name) => [name, name.startsWith('faulty') ? 'failed' : 'passed']).sort());
    const messages = testResults.flatMap(({ assertionResults }) => assertionResults.flatMap((one) => one.failureMessages));
    // A state that no path leads to is refused by AWS before anything runs.
    const wanted = /^AssertionError|^Error: expected .* to end well|^InvalidDefinition: .*"Lost" is not reachable/;
    expect(messages.filter((message) => !wanted.test(message))).toEqual([]);
  });

  it('is used by node:test', async () => {
    await writeFile(
      join(project, 'order.test.mjs'),
      `import test from 'node:test';
       import assert from 'node:assert';
       import { createFakeSfn, returns } from 'fake-sfn';
       import { assertSucceeded, assertTaken } from 'fake-sfn/test';
       test('an order', async () => {
         const fake = createFakeSfn();
         fake.on({}, returns({}));
         const run = await (await fake.deploy('order.asl.json')).start();
         await run.settled();
         assertTaken(run, 'Week', '7d');
         assert.throws(() => assertSucceeded(run, { no: 1 }), /✓ Week/);
         await fake[Symbol.asyncDispose]();
       });`,
    );
    expect(await node(['--test', 'order.test.mjs'])).toContain('# pass 1');
  });

  it('is used by jest, where that can be installed', { timeout: 120_000 }, async ({ skip }) => {
    const installed = await run('npm', ['install', '--prefer-offline', '--no-save', '--no-audit', '--no-fund', 'jest@30'], {
      cwd: project,
    }).then(
      () => true,
      () => false,
    );
    if (!installed) skip('npm cannot install jest here');
    await writeFile(
      join(project, 'order.jest.mjs'),
      `import { createFakeSfn, fails, pending, returns } from 'fake-sfn';
       import 'fake-sfn/jest';
       test('an order', async () => {
         const fake = createFakeSfn();
         fake.on({ state: 'Charge' }, fails('Lambda.TooManyRequestsException'), returns({ Payload: 'paid' }));
         fake.on({ state: 'Ship' }, pending());
         const machine = await fake.deploy('order.asl.json');
         const run = await machine.start({ order: 7 });
         await (await run.token('Ship')).succeed({ parcel: 1 });
         expect(await run.settled()).toHaveSucceeded({ parcel: expect.any(Number) });
         expect(run).toHaveRetried('Charge', 1);
         expect(run).toMatchHistory();
         expect(() => expect(run).toHaveFailed('Busy')).toThrow('✓ Week');
         await expect(machine).not.toAlwaysEnd();
         await fake[Symbol.asyncDispose]();
       });`,
    );
    const options = ['--testMatch', '**/*.jest.mjs', '--ci=false'];
    expect(await node(['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...options])).toMatch(
      /1 snapshot written[\s\S]*Tests: {7}1 passed/,
    );
  });

  it('has its command', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    expect((await node(['node_modules/.bin/fake-sfn', '--version'])).trim()).toBe(version);
  });

  it('names the package to install where a task goes to a service whose client is not there', async () => {
    await writeFile(
      join(project, 'real.mjs'),
      `import { createFakeSfn, real } from 'fake-sfn';
       const fake = createFakeSfn({ tasks: 'aws' });
       fake.on({}, real());
       const run = await (await fake.deploy('order.asl.json')).start();
       await run.settled();
       console.log(run.cause);
       await fake[Symbol.asyncDispose]();`,
    );
    expect(await node(['real.mjs'])).toMatch(/The package '@aws-sdk\/client-lambda' cannot be loaded .*: install it/);
  });

  it('brings what runs, and nothing to install with it', async () => {
    const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--dry-run'], { cwd: ROOT });
    const [{ files, size }]: [{ files: { path: string }[]; size: number }] = JSON.parse(packed.stdout);
    const outside = files
      .map(({ path }) => path)
      .filter((path) => !/^dist\/(function\/)?([\w.-]+\.mjs(\.map)?|console\/[\w.-]+\.gz)$|^dist\/types\//.test(path));
    expect(outside.sort()).toEqual(['LICENSE', 'README.md', 'infra/template.yaml', 'package.json', 'src/CHANGELOG.md']);
    // A third of it is the function that CDK apps deploy. The console is in it twice, 0.11 MB of which is the editor each time.
    expect(size).toBeLessThan(2_700_000);
    const { dependencies = {} } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    expect(dependencies).toEqual({});
  });

  it('is as publint and arethetypeswrong want it', async () => {
    await run(join(ROOT, 'node_modules/.bin/publint'), ['run', '--strict', tarball], { cwd: ROOT });
    await run(join(ROOT, 'node_modules/.bin/attw'), ['--profile', 'esm-only', tarball], { cwd: project });
  });
});
