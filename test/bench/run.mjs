// Measures fake-sfn: start, sync over HTTP beside a bare echo, the engine, async executions, the store, DynamoDB Local. `--json FILE` writes the figures.
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import '../../esbuild.config.mjs';
import { esbuildSynchronousJsonata } from '../../src/asl/jsonata/synchronous-jsonata.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const outfile = 'node_modules/.cache/fake-sfn-bench/main.mjs';
await mkdir('node_modules/.cache/fake-sfn-bench', { recursive: true });
await build({
  entryPoints: ['test/bench/main.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  external: ['@aws-sdk/*', '@smithy/*'],
  plugins: [esbuildSynchronousJsonata],
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile).href);
const figures = await main(values.only);
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
process.exit(0);
