import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The text of files by their path from `src`, such as `asl/json.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** That one file names another, or a package. */
export interface Import {
  /** The file's path from `src`. */
  readonly from: string;
  /** A path from `src`; for what is outside of it the package, such as `node:crypto`, or `COMPUTED`. */
  readonly to: string;
  readonly isOurs: boolean;
  /** Types vanish when the program is built, values bind it. */
  readonly by: 'types' | 'values';
}

/** Stands for a package whose name is worked out while the program runs. */
export const COMPUTED = 'import(…)';

const SOURCE = /\.(ts|tsx|mts|mjs)$/;

/** Everything there is in `src`. */
export async function readSources(): Promise<Sources> {
  const src = fileURLToPath(new URL('../../src', import.meta.url));
  const names = (await readdir(src, { recursive: true })).filter((name) => SOURCE.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(src, name), 'utf8')));
  return new Map(names.map((name, at) => [name.replaceAll('\\', '/'), texts[at] ?? '']));
}

/** `import type { A } from 'b'`, `export * from 'b'`, `import 'b'`: a statement of its own, at the beginning of a line. */
const STATEMENT =
  /^(?:import|export)\s+(type\s+)?(?:(?:[\w$]+\s*,?\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?)?\s*from\s+)?['"]([^'"]+)['"]/gm;

/** `import('b')`, `import(name)`, `require('b')` anywhere; `typeof import('b')` and `import('b').Type` are types. */
const CALL = /(typeof\s+)?\b(?:import|require)\(\s*(?:['"]([^'"]+)['"]|[^)'"\s][^)]*)\s*,?\s*\)(\.[A-Z])?/g;

/** What the files import of each other and of packages, each once a file; by values if there are values in it. */
export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) => {
    const found = new Map<string, Import>();
    const add = (name: string, isType: boolean) => {
      const target = targetOf(from, name);
      const by = isType && found.get(target.to)?.by !== 'values' ? 'types' : 'values';
      found.set(target.to, { from, ...target, by });
    };
    const code = text.replace(/^\s*(?:\*|\/\/|\/\*).*$/gm, '');
    for (const [, type, name = ''] of code.matchAll(STATEMENT)) add(name, type !== undefined);
    for (const [, type, name, member] of code.matchAll(CALL)) add(name ?? COMPUTED, (type ?? member) !== undefined);
    return [...found.values()];
  });
}

/** `#room/file.ts` is a file of ours, `#app` is `app.ts`; a path that leaves `src` is outside. */
function targetOf(from: string, name: string): { to: string; isOurs: boolean } {
  if (name.startsWith('#')) return { to: name.includes('/') ? name.slice(1) : `${name.slice(1)}.ts`, isOurs: true };
  if (!name.startsWith('.')) return { to: name, isOurs: false };
  const to = posix.join(posix.dirname(from), name);
  return to.startsWith('../') ? { to: posix.basename(to), isOurs: false } : { to, isOurs: true };
}

/** Files that import each other in a circle, the largest circles first; each is one strongly connected part (Tarjan's algorithm). */
export function circlesOf(imports: readonly Import[]): string[][] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to, isOurs } of imports) if (isOurs) neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
  const numbers = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  /** Returns the lowest number that can be reached from a file through files whose part is still open. */
  function visit(file: string): number {
    const number = numbers.size;
    numbers.set(file, number);
    open.push(file);
    let lowest = number;
    for (const next of neighbours.get(file) ?? []) {
      const seen = numbers.get(next);
      if (seen === undefined) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, seen);
    }
    if (lowest === number) {
      const part = open.splice(open.indexOf(file));
      if (part.length > 1 || neighbours.get(file)?.includes(file)) circles.push(part.sort());
    }
    return lowest;
  }

  for (const file of neighbours.keys()) if (!numbers.has(file)) visit(file);
  return circles.sort((one, other) => other.length - one.length);
}
