// Builds dist/index.mjs (the Lambda handler), dist/cli.mjs (the local server) and dist/cdk.mjs (for CDK apps) from src/.
import { readdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { esbuildSynchronousJsonata } from './src/asl/jsonata/synchronous-jsonata.mjs';

/** What stays outside: Lambda's Node runtime and node_modules bring the AWS SDK; what it is made of, it does not promise to bring. */
const external = ['@aws-sdk/*', 'aws-cdk-lib', 'constructs'];

const { metafile } = await build({
  entryPoints: { index: 'src/index.ts', cli: 'src/cli/main.ts', cdk: 'src/library/cdk.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  format: 'esm',
  platform: 'node',
  mainFields: ['module', 'main'],
  target: 'node20',
  minify: true,
  keepNames: true,
  external,
  plugins: [esbuildSynchronousJsonata],
  metafile: true,
  logLevel: 'warning',
});

// What an earlier build has left behind goes, and what a running server may still load stays.
const built = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const file of await readdir('dist')) if (!built.has(file)) await rm(`dist/${file}`, { recursive: true });
