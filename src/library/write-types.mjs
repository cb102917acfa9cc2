// Writes dist/types: the declarations of what the package exports, and of what they name, with imports that resolve outside of this repository.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const emitted = join(root, 'node_modules/.cache/fake-sfn-types');
const written = join(root, 'dist/types');

await rm(emitted, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'src/library/tsconfig.json')], {
  stdio: 'inherit',
});

const { imports, exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const entries = Object.values(exports).flatMap(({ types }) =>
  types === undefined ? [] : [relative(written, join(root, types))],
);

await rm(written, { recursive: true, force: true });
const seen = new Set();
for (const entry of entries) await write(entry);

/** Writes one declaration file and all that it imports; `file` is its path below the source folder. */
async function write(file) {
  if (seen.has(file)) return;
  seen.add(file);
  const found = [];
  const text = await readFile(join(emitted, file), 'utf8');
  const rewritten = text.replace(/(from |import\()'([#.][^']+)'/g, (_, before, specifier) => {
    const target = declarationOf(specifier, dirname(file));
    found.push(target);
    const path = relative(dirname(file), target).replace(/\.d\.ts$/, '.js');
    return `${before}'${path.startsWith('.') ? path : `./${path}`}'`;
  });
  await mkdir(dirname(join(written, file)), { recursive: true });
  await writeFile(join(written, file), rewritten);
  for (const target of found) await write(target);
}

/** Where the declarations of an imported module are, below the source folder. */
function declarationOf(specifier, folder) {
  const source = specifier.startsWith('#')
    ? relative(join(root, 'src'), join(root, pathOf(specifier)))
    : relative(root, resolve(root, folder, specifier));
  return source.replace(/\.ts$/, '.d.ts');
}

/** What `#room/file.ts` stands for. */
function pathOf(specifier) {
  const [room] = specifier.split('/');
  const exact = imports[specifier];
  return exact ?? imports[`${room}/*`].replace('*', specifier.slice(room.length + 1));
}
