import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { actionTable } from '#api/action-table.ts';
import { withTables } from '#test/support/readme-tables.ts';

const path = fileURLToPath(new URL('../../README.md', import.meta.url));
const readme = await readFile(path, 'utf8');

describe('the README', () => {
  it('has the tables that the code makes (`npm test -- readme -u` writes them)', async () => {
    await expect(withTables(readme)).toMatchFileSnapshot(path);
  });

  it('names every action that answers once in its table', () => {
    const [, table = ''] = /<!-- actions -->([\s\S]*)<!-- \/actions -->/.exec(withTables(readme)) ?? [];
    const named = [...table.matchAll(/\b[A-Z][a-z]+[A-Z]\w+\b/g)].map(([name]) => name);
    const answering = Object.entries(actionTable).flatMap(([name, action]) => ('run' in action ? [name] : []));
    expect(named.sort()).toEqual(answering.sort());
  });

  it('is read in a few minutes', () => {
    expect(readme.split('\n').length).toBeLessThan(200);
  });
});
