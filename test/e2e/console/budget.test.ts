import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser } from '#test/support/a-browser.ts';
import { type ConsoleWorld, startConsole } from '#test/support/a-console.ts';

const BUILT = fileURLToPath(new URL('../../../dist/console/', import.meta.url));

/** The files that the first screen loads: what the page names, and what that imports before anything is asked for. */
async function firstFiles(): Promise<string[]> {
  const textOf = async (name: string) => gunzipSync(await readFile(`${BUILT}${name}.gz`)).toString();
  const index = await textOf('index.html');
  const files = new Set(['index.html', ...[...index.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name = '']) => name)]);
  for (const name of files) {
    if (!name.endsWith('.js')) continue;
    for (const [, imported = ''] of (await textOf(name)).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) files.add(imported);
  }
  return [...files];
}

describe('the console', () => {
  it('needs at most 40 kB for its first screen', async () => {
    const sizes = await Promise.all((await firstFiles()).map(async (name) => (await readFile(`${BUILT}${name}.gz`)).length));
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(40_000);
  });

  it('is the same for the servers and for the function', async () => {
    expect(await readdir(fileURLToPath(new URL('../../../dist/function/console/', import.meta.url)))).toEqual(
      await readdir(BUILT),
    );
  });
});

/** So many states one after the other, some of them with a choice. */
function long(count: number): object {
  const next = (index: number) => (index + 1 < count ? { Next: `S${index + 1}` } : { End: true });
  const states = Array.from({ length: count }, (_, index): [string, object] => {
    const isChoice = index % 5 === 4 && index + 3 < count;
    const choice = {
      Type: 'Choice',
      Choices: [{ Variable: '$.x', IsPresent: true, Next: `S${index + 3}` }],
      Default: `S${index + 1}`,
    };
    return [`S${index}`, isChoice ? choice : { Type: 'Pass', ...next(index) }];
  });
  return { StartAt: 'S0', States: Object.fromEntries(states) };
}

/** Turns round and round until its history is full: 25,000 events, and the execution fails for that. */
const ROUNDS = {
  StartAt: 'Turn',
  States: {
    Turn: { Type: 'Pass', Next: 'Again?' },
    'Again?': { Type: 'Choice', Choices: [{ Variable: '$.enough', IsPresent: true, Next: 'Enough' }], Default: 'Turn' },
    Enough: { Type: 'Succeed' },
  },
};

describe.skipIf(noBrowser)(`the console in a hurry${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsole();
  });
  afterAll(() => world?.close());

  /** Milliseconds that something takes in the page itself, until it is drawn. */
  const measured = async (page: Page, work: string, isDone: string): Promise<number> =>
    Number(
      await page.evaluate(`(async () => {
        const start = performance.now();
        ${work}
        while (!(${isDone})) await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return performance.now() - start;
      })()`),
    );

  it('filters and scrolls 25,000 events in less than a second', async () => {
    const arn = await world.start(await world.create('rounds', ROUNDS), 'full');
    const { page } = await world.open(`/executions/${arn}`);
    await page.getByText('25,000 of 25,000').waitFor();
    const filtering = await measured(
      page,
      `const field = document.querySelector('[aria-label="Filter events"]');
       Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '24998');
       field.dispatchEvent(new Event('input', { bubbles: true }));`,
      `document.querySelector('.filter').textContent.includes('1 of 25,000')`,
    );
    await page.getByRole('searchbox', { name: 'Filter events' }).fill('');
    await page.getByText('25,000 of 25,000').waitFor();
    const scrolling = await measured(
      page,
      `const grid = document.querySelector('[aria-label="Events"][role="grid"]'); grid.scrollTop = grid.scrollHeight;`,
      `[...document.querySelectorAll('.virtual-row')].some((row) => row.textContent.includes('25000'))`,
    );
    expect(await page.locator('.virtual-row').count()).toBeLessThan(100);
    expect(filtering + scrolling).toBeLessThan(1_000);
  });

  it('places 300 states while the page answers', async () => {
    const machine = await world.create('long', long(300));
    const { page } = await world.open('/machines');
    await page.getByRole('link', { name: 'long' }).waitFor();
    const longest = await page.evaluate(`(async () => {
      let longest = 0, last = performance.now();
      location.hash = '#/machines/${machine}?tab=graph';
      while (document.querySelectorAll('.node').length < 300) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return longest;
    })()`);
    expect(longest).toBeLessThan(500);
  });
});
