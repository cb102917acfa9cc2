// Measures fake-sfn: each part of main.ts, or one of them with `--only PART`. `--json FILE` writes the figures.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import '../../esbuild.config.mjs';
import { esbuildSynchronousJsonata } from '../../src/asl/jsonata/synchronous-jsonata.mjs';

/** Lets a bundled module find the files that lie beside its source. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\/test\/(bench|support)\/[^/]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { loader: 'ts', contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)) };
    });
  },
};

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
// What the SDK thinks of this version of Node.js is no figure.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

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
  plugins: [esbuildSynchronousJsonata, keepPlaces],
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile).href);
const figures = await main(values.only);
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
process.exit(0);
