import { mkdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { esbuildSynchronousJsonata } from '../../src/asl/jsonata/synchronous-jsonata.mjs';

const PLACE = 'node_modules/.cache/fake-sfn-scripts';

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

/** Imports a TypeScript module with all that it imports, as fast as what is deployed: for scripts, which Node.js 20 runs in JavaScript only. */
export async function importBundled(entry) {
  // What the SDK thinks of this version of Node.js is no figure.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const outfile = `${PLACE}/${basename(entry, '.ts')}-${process.pid}.mjs`;
  await mkdir(PLACE, { recursive: true });
  await build({
    entryPoints: [entry],
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
  return await import(pathToFileURL(outfile).href);
}
