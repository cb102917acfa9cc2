import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const textOf = (name: string): Promise<string> => readFile(pathOf(name), 'utf8');

/** Read, but not set by users: Lambda and SAM local say with them what they are. */
const NOT_SETTINGS = ['AWS_LAMBDA_FUNCTION_NAME', 'AWS_SAM_LOCAL'];

/** What the SDK calls services in its variables, of which the README names one. */
const SERVICES = /^(?:AWS_ENDPOINT_URL_[A-Z_]+|(?!AWS_|FAKE_|SFN_|PORT$|HOST$)[A-Z_]+(?<!_ENDPOINT|_SCALE))$/;

/** Commands of npm itself. */
const OF_NPM = ['ci', 'install', 'pack'];

describe('the README', () => {
  it('names every environment variable that is a setting', async () => {
    const readme = await textOf('README.md');
    const readers = await Promise.all(['src/config.ts', 'src/http/auth-settings.ts'].map(textOf));
    const names = [...readers.join('').matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'/g)].map(([, name = '']) => name);
    const settings = [...new Set(names)].filter((name) => !NOT_SETTINGS.includes(name) && !SERVICES.test(name));
    expect(settings).toEqual(expect.arrayContaining(['FAKE_SFN_STORAGE', 'SFN_MOCK_CONFIG', 'AWS_REGION', 'PORT']));
    expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('names no script that package.json does not have', async () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(await textOf('package.json'));
    const named = [...(await textOf('README.md')).matchAll(/\bnpm (?:run )?([a-z]\w*)/g)].map(([, name = '']) => name);
    expect(named).toContain('start');
    expect(named.filter((name) => !OF_NPM.includes(name) && !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('the map, src/README.md,', () => {
  it('points to files that exist', async () => {
    const named = [...(await textOf('src/README.md')).matchAll(/`([\w./-]+(?:\.m?ts|\/))`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(20);
    const missing = named.filter((name) => !existsSync(pathOf(name.startsWith('test/') ? name : `src/${name}`)));
    expect(missing).toEqual([]);
  });
});
