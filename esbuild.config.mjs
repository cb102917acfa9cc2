// Builds dist/index.mjs (the Lambda handler) and dist/cli.mjs (the local server) from src/.
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { esbuildSynchronousJsonata } from './src/asl/jsonata/synchronous-jsonata.mjs';

/** What stays outside: Lambda's Node runtime and node_modules bring the AWS SDK. */
const external = ['@aws-sdk/*', '@smithy/*'];

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { index: 'src/index.ts', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: true,
  sourcemap: true,
  external,
  plugins: [esbuildSynchronousJsonata],
  logLevel: 'warning',
});
