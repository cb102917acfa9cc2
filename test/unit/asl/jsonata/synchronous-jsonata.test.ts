import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { compileJsonata } from '#asl/jsonata/compile-jsonata.ts';
import { esbuildSynchronousJsonata, synchronousJsonata } from '#asl/jsonata/synchronous-jsonata.mjs';
import { bindingsOf } from './bindings.ts';

const source = await readFile(createRequire(import.meta.url).resolve('jsonata'), 'utf8');
const folder = await mkdtemp(join(tmpdir(), 'synchronous-jsonata-'));
afterAll(() => rm(folder, { recursive: true }));

describe('The rewritten package', () => {
  it('answers at once, not with a promise', () => {
    expect(compileJsonata('$map([1, 2], function($v) { $v + 1 })').evaluate(bindingsOf({}))).toEqual([2, 3]);
  });

  it('leaves nothing asynchronous', () => {
    expect(synchronousJsonata(source)).not.toMatch(/\b(async|await|Promise)\b/);
  });

  it.each([
    ['a text that it replaces is missing', source.replace('return Math.max.apply(Math, args);', 'return Math.max(...args);')],
    ['a text that it replaces stands there twice', source.replace('Math.random()', 'Math.random() + Math.random()')],
    [
      'a new kind of asynchronous code appears',
      source.replace('function boolean(arg) {\n', 'function boolean(arg) {\n Promise.race([]);\n'),
    ],
  ])('refuses to be made when %s', (_, changed) => {
    expect(() => synchronousJsonata(changed)).toThrow('jsonata has changed');
  });

  it('works bundled and minified, as the handler is', async () => {
    const entry = fileURLToPath(new URL('../../../../src/asl/jsonata/compile-jsonata.ts', import.meta.url));
    const outfile = join(folder, 'bundle.mjs');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      minify: true,
      keepNames: true,
      plugins: [esbuildSynchronousJsonata],
    });
    const bundle: { compileJsonata: typeof compileJsonata } = await import(pathToFileURL(outfile).href);
    const evaluate = (text: string) => bundle.compileJsonata(text).evaluate(bindingsOf({ words: ['b', 'a'] }));
    expect(evaluate('$sort($states.input.words)')).toEqual(['a', 'b']);
    expect(evaluate("$replace('abc', /b+/, '-')")).toBe('a-c');
    expect(evaluate('($from := $range(?, 3, 1); $from(2))')).toEqual([2, 3]);
    expect(() => evaluate('$nope()')).toThrow('threw an error during evaluation. T1006: Attempted to invoke a non-function');
  });

  it('is not bundled without its rewriting', async () => {
    const stand = join(folder, 'node_modules', 'jsonata');
    await build({ stdin: { contents: source }, outfile: join(stand, 'jsonata.js') });
    await writeFile(join(folder, 'entry.mjs'), "import './node_modules/jsonata/jsonata.js';");
    const bundling = build({
      entryPoints: [join(folder, 'entry.mjs')],
      write: false,
      bundle: true,
      plugins: [esbuildSynchronousJsonata],
      logLevel: 'silent',
    });
    await expect(bundling).rejects.toThrow('jsonata has changed');
  });
});
