// Builds dist/ from src/: function/index.mjs (the Lambda handler), cli.mjs (the commands), what the package exports, and console/ (the page).
import { readdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { esbuildSynchronousJsonata } from './src/asl/jsonata/synchronous-jsonata.mjs';
import { buildConsole } from './src/console/build.mjs';

/**
 * What stays outside: clients of the AWS SDK that only some functions need; src/load-package.ts finds them. DynamoDB's and SQS's, which the
 * function itself is made of, are inside: 0.42 MB more on the disk, loaded only where they are used. Measured with AWS's runtime emulator
 * and client on Node.js 24, a cold start until the first answer, 9 times each in turn on a busy machine, median and least: DynamoDB's client
 * inside 203 and 155 ms, beside the function 233 and 183 ms; memory, which loads neither, 138 and 106 ms. The first call of a task whose
 * client is found beside the function takes 84 and 62 ms, by NODE_PATH 67 and 63 ms.
 */
const external = [
  '@aws-sdk/client-cloudformation',
  '@aws-sdk/client-cloudwatch-logs',
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/client-sfn',
  'aws-cdk-lib',
  'constructs',
  'fast-check',
  'vitest',
];

/** How everything is built. */
const common = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  format: 'esm',
  platform: 'node',
  mainFields: ['module', 'main'],
  target: 'node20',
  // Names of functions are not kept: each function inside another would be given its own anew at every call, a fifth of a request's time.
  minify: true,
  external,
  // What the package gives Node.js is CommonJS that requires node:process, which no ES module can.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  plugins: [esbuildSynchronousJsonata],
  metafile: true,
  logLevel: 'warning',
};

/** What takes long is done in a thread, which shares its parts with what starts it. */
const worker = 'src/aside/worker.ts';

/** The function by itself: what is deployed has nothing in it that it does not use, and no source maps, which nothing there switches on. */
const lambda = await build({ ...common, entryPoints: { index: 'src/index.ts', worker }, outdir: 'dist/function' });

const rest = await build({
  ...common,
  entryPoints: {
    cli: 'src/cli/main.ts',
    worker,
    cdk: 'src/library/cdk.ts',
    library: 'src/library/index.ts',
    test: 'src/library/test.ts',
    vitest: 'src/library/vitest.ts',
    jest: 'src/library/jest.ts',
  },
  outdir: 'dist',
  sourcemap: true,
  // Places in files, for stack traces; the files themselves would be four times the program.
  sourcesContent: false,
});

// What an earlier build has left behind goes, and what a running server may still load stays. The types are src/library/write-types.mjs's.
await tidy('dist/function', lambda, ['console']);
await tidy('dist', rest, ['function', 'types', 'console']);
await buildConsole(['dist/console', 'dist/function/console']);

async function tidy(folder, { metafile }, others = []) {
  const built = new Set([...others, ...Object.keys(metafile.outputs).map((file) => basename(file))]);
  for (const file of await readdir(folder)) if (!built.has(file)) await rm(`${folder}/${file}`, { recursive: true });
}
