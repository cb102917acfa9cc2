import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { circlesOf, type Import, importsOf, readSources } from '#test/support/imports.ts';
import { arrowsUp, drawArrows, PLACES, placesTable, problemOf } from '#test/support/rooms.ts';

const sources = await readSources();
const imports = importsOf(sources);

const problemsOf = (those: readonly Import[]): string[] => those.flatMap((one) => problemOf(one, PLACES) ?? []);

describe('the house', () => {
  it('has only arrows that the map allows', () => {
    console.log(drawArrows(imports, PLACES));
    expect(imports.length).toBeGreaterThan(1_000);
    expect(problemsOf(imports)).toEqual([]);
  });

  it('has no arrow that leads up, not even on the map', () => {
    expect(arrowsUp(PLACES)).toEqual([]);
  });

  it('names no file that is not there', () => {
    expect(imports.filter(({ to, isOurs }) => isOurs && !sources.has(to))).toEqual([]);
  });

  it('has no circle of files that bind values of each other', () => {
    expect(circlesOf(imports.filter(({ by }) => by === 'values'))).toEqual([]);
  });

  it('has no circle of any kind in the interpreter', () => {
    expect(circlesOf(imports.filter(({ from }) => from.startsWith('interpreter/')))).toEqual([]);
  });

  it('is drawn on the map as it is (`npm test -- imports -u` draws it)', async () => {
    const path = fileURLToPath(new URL('../../src/README.md', import.meta.url));
    const map = await readFile(path, 'utf8');
    const [before, after] = [map.indexOf('<!-- places -->\n'), map.indexOf('\n<!-- /places -->')];
    expect(before, 'the map has a place for the table').toBeGreaterThan(0);
    const drawn = `${map.slice(0, before)}<!-- places -->\n${placesTable(sources.keys(), PLACES)}${map.slice(after)}`;
    await expect(drawn).toMatchFileSnapshot(path);
  });
});

/** What is said of a file that is planted in the house. */
const planted = (file: string, text: string): string[] =>
  importsOf(new Map([[file, text]])).flatMap((one) => problemOf(one, PLACES) ?? []);

describe('a planted import is refused', () => {
  it.each([
    ['of a higher room', 'asl/json.ts', "import { step } from '#interpreter/step.ts';", 'asl may not import interpreter/step.ts'],
    [
      'by a relative path',
      'interpreter/step.ts',
      "import { a } from '../runtime/drive.ts';",
      'interpreter may not import runtime/drive.ts',
    ],
    [
      'of an SDK',
      'interpreter/step.ts',
      "import { a } from '@aws-sdk/client-sqs';",
      'interpreter may not import @aws-sdk/client-sqs',
    ],
    [
      'of types of an SDK',
      'runtime/drive.ts',
      "import type { A } from '@aws-sdk/client-sqs';",
      'runtime may not import @aws-sdk/client-sqs',
    ],
    ['of files in the pure core', 'interpreter/draft/run.ts', "import 'node:fs';", 'interpreter/draft may not import node:fs'],
    ['of the clock there', 'asl/json.ts', "import { systemClock } from '#clock';", 'asl may not import clock.ts'],
    [
      'of the step by the storage',
      'storage/memory.ts',
      "import { step } from '#interpreter/step.ts';",
      'storage may not import interpreter/step.ts',
    ],
    [
      'of an adapter by the runtime',
      'runtime/drive.ts',
      "import { a } from '#integrations/services/sqs.ts';",
      'runtime may not import integrations/services/sqs.ts',
    ],
    [
      'of an adapter by control',
      'control/control.ts',
      "import { a } from '#storage/memory.ts';",
      'control may not import storage/memory.ts',
    ],
    [
      'of values where types are allowed',
      'console/main.ts',
      "import { a } from '#interpreter/continuation/history.ts';",
      'console may import only types of interpreter/continuation/history.ts',
    ],
    [
      'of a higher floor',
      'interpreter/continuation/due.ts',
      "import type { Run } from '../draft/run.ts';",
      'interpreter/continuation may not import interpreter/draft/run.ts',
    ],
    [
      'of a floor by who may import the room',
      'runtime/drive.ts',
      "import { a } from '#interpreter/moves/redrive.ts';",
      'runtime may not import interpreter/moves/redrive.ts',
    ],
    ['exported again', 'asl/json.ts', "export * from '#api/call.ts';", 'asl may not import api/call.ts'],
    ['while it runs', 'asl/json.ts', "const a = () => import('#api/call.ts');", 'asl may not import api/call.ts'],
    ['by require', 'asl/json.ts', "const a = require('node:fs');", 'asl may not import node:fs'],
    ['of who knows what', 'runtime/drive.ts', 'const a = await import(name);', 'runtime may not import import(…)'],
  ])('%s', (_, file, text, problem) => {
    expect(planted(file, text)).toEqual([`${file}: ${problem}`]);
  });

  it('in a file that is nowhere on the map', () => {
    expect(planted('extra/a.ts', "import { a } from '#json/json.ts';")).toEqual(['extra/a.ts is nowhere on the map']);
  });

  it('on the map, where it leads up', () => {
    const { asl = { does: '', ours: [] }, ...others } = PLACES;
    expect(arrowsUp({ ...others, asl: { ...asl, ours: ['types of runtime'] } })).toEqual(['asl → types of runtime']);
  });

  it('in a circle of files', () => {
    const circle = (by: string) =>
      importsOf(
        new Map([
          ['asl/a.ts', `import { b } from './b.ts';\nimport { d } from './d.ts';`],
          ['asl/b.ts', "import { c } from '#asl/c.ts';"],
          ['asl/c.ts', `import ${by}{ a } from './a.ts';`],
          ['asl/d.ts', "export { c } from './c.ts';"],
        ]),
      );
    expect(circlesOf(circle(''))).toEqual([['asl/a.ts', 'asl/b.ts', 'asl/c.ts', 'asl/d.ts']]);
    expect(circlesOf(circle('type '))).toEqual([['asl/a.ts', 'asl/b.ts', 'asl/c.ts', 'asl/d.ts']]);
    expect(circlesOf(circle('type ').filter(({ by }) => by === 'values'))).toEqual([]);
  });
});

describe('an import is found', () => {
  const found = (text: string) => importsOf(new Map([['api/a.ts', text]])).map(({ to, by }) => `${by} ${to}`);

  it.each([
    ["import a, { type B } from 'a';", ['values a']],
    ["import type { A } from 'a';\nimport { b } from 'a';", ['values a']],
    ["import { b } from 'a';\nexport type { A } from 'a';", ['values a']],
    ["import {\n  a,\n  type B,\n} from '../asl/json.ts';", ['values asl/json.ts']],
    ["import type * as a from '#arn';", ['types arn.ts']],
    ["import json from '../../package.json' with { type: 'json' };", ['values package.json']],
    ["const a: typeof import('a') = require('a');", ['values a']],
    ["const a: import('vite').Plugin = b;", ['types vite']],
    ["// import('a')\n/** import('b') */\n * import('c')", []],
    ["export const from = 'a';", []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
