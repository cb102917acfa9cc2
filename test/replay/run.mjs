// Replays recorded executions and prints how many do so without divergence: `node test/replay/run.mjs CASES`, a folder of conformance cases.
import { mkdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { esbuildSynchronousJsonata } from '../../src/asl/jsonata/synchronous-jsonata.mjs';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { show: { type: 'boolean' } } });
const [folder] = positionals;
if (folder === undefined) {
  console.error('Usage: node test/replay/run.mjs CASES [--show]');
  process.exit(2);
}
const outfile = 'node_modules/.cache/fake-sfn-replay/main.mjs';
await mkdir('node_modules/.cache/fake-sfn-replay', { recursive: true });
await build({
  entryPoints: ['test/replay/main.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['@aws-sdk/*', '@smithy/*'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  plugins: [esbuildSynchronousJsonata],
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile).href);
process.exit((await main(folder, values.show ?? false)) ? 0 : 1);
