import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's package, and where others have theirs. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', process.env['CHROMIUM_PATH'] ?? ''];

const executablePath = PLACES.find((path) => path !== '' && existsSync(path));

/** Why there is no browser here; undefined where there is one. */
export const noBrowser =
  executablePath === undefined ? 'no Chromium here: apt-get install chromium, or set CHROMIUM_PATH' : undefined;

/** Starts the browser of this machine. */
export async function startBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(noBrowser);
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A page, and what is wrong with it. */
export interface WatchedPage {
  readonly page: Page;
  /** What it has complained of: errors, refusals by its own policy, and whatever it wanted from another host. */
  readonly complaints: string[];
}

/** How long something may take to be seen, in milliseconds. */
const PATIENCE_MILLIS = 15_000;

/** How a page is looked at. */
export interface Looks {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
}

/** Opens an address in a page of its own, which reaches no other host than that one. */
export async function openPage(
  browser: Browser,
  address: string,
  { theme = 'light', width = 1_280 }: Looks = {},
): Promise<WatchedPage> {
  const { origin } = new URL(address);
  const complaints: string[] = [];
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.route('**/*', (route) => {
    if (new URL(route.request().url()).origin === origin) return route.continue();
    complaints.push(`wanted ${route.request().url()}`);
    return route.abort();
  });
  await page.goto(address);
  return { page, complaints };
}

/** What hinders people from using a page, by the rules of WCAG 2.2 AA: a line each. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 4).map(({ html, any }) => html.slice(0, 120) + ' ' + (any[0]?.message ?? '')).join(' | ')))`,
  );
  return Array.isArray(found) ? found.map(String) : [String(found)];
}

/** The ways in which a page is looked at: in both themes, wide and narrow. */
const WAYS = [
  ['light', 1_280],
  ['dark', 1_280],
  ['dark', 400],
] as const;

/** What hinders people from using a page, in both themes, and where it is wider than the screen: a line each. */
export async function barriersEveryWay(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, width] of WAYS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await barriers(page)).map((each) => `${colorScheme} ${width}: ${each}`));
    const needed = await page.evaluate('document.documentElement.scrollWidth');
    if (needed !== width) found.push(`${colorScheme} ${width}: it needs ${needed} pixels`);
  }
  return found;
}
