// Builds the console: dist/console/ for the servers, dist/function/console/ for the deployed function. src/http/console-page.ts serves it.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const HERE = 'src/console';

const common = {
  bundle: true,
  write: false,
  format: 'esm',
  target: ['chrome120', 'firefox120', 'safari17'],
  minify: true,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outdir: 'console',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
};

/** Writes the console into these folders, each file compressed once, and takes away what an earlier build has left there. */
export async function buildConsole(folders) {
  // A page that knows its worker by a name that is made of the worker's text: both may be kept for ever.
  const layout = await build({ ...common, entryPoints: { layout: `${HERE}/graph/layout-worker.ts` } });
  const [worker] = layout.outputFiles;
  const page = await build({
    ...common,
    splitting: true,
    metafile: true,
    entryPoints: { console: `${HERE}/main.tsx`, style: `${HERE}/style/console.css` },
    define: { LAYOUT_WORKER: JSON.stringify(`./${basename(worker.path)}`) },
  });
  const files = [worker, ...page.outputFiles].map(({ path, contents }) => [basename(path), contents]);
  const named = (start) => files.map(([name]) => name).find((name) => name.startsWith(start)) ?? '';
  const html = await readFile(`${HERE}/index.html`, 'utf8');
  const [script, style] = [named('console-'), named('style-')];
  const built = [
    ...files,
    ['index.html', html.replace('SCRIPT', script).replace('STYLE', style)],
    ['icon.svg', await readFile(`${HERE}/icon.svg`)],
  ];
  for (const folder of folders) await writeInto(folder, built);
}

async function writeInto(folder, files) {
  await mkdir(folder, { recursive: true });
  const names = files.map(([name]) => `${name}.gz`);
  for (const [name, contents] of files) await writeFile(`${folder}/${name}.gz`, gzipSync(contents, { level: 9 }));
  for (const old of await readdir(folder)) if (!names.includes(old)) await rm(`${folder}/${old}`, { recursive: true });
}
