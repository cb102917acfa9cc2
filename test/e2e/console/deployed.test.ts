import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, openPage, startBrowser } from '#test/support/a-browser.ts';
import { type LambdaWorld, startLambdaWorld } from '#test/support/lambda-world.ts';

describe.skipIf(noBrowser)(`the console of a deployed function${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let world: LambdaWorld;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const env = { FAKE_SFN_AUTH: 'sigv4', FAKE_SFN_CREDENTIALS: 'AKIDEXAMPLE:wJalrXUtnFEMI:123456789012' };
    [world, browser] = await Promise.all([startLambdaWorld({ wake: 'poll', env, timeoutMillis: 30_000 }), startBrowser()]);
    ({ page } = await openPage(browser, `${world.url}/console/`));
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  async function signIn(secret: string): Promise<void> {
    await page.getByLabel('Access key id').fill('AKIDEXAMPLE');
    await page.getByLabel('Secret access key').fill(secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  it('asks for a key, says what AWS says of a wrong one, and signs with the right one', async () => {
    await page.getByRole('heading', { name: 'This fake wants a key' }).waitFor();
    await signIn('wrong');
    await page.getByRole('alert').getByText('InvalidSignatureException').waitFor();
    await signIn('wJalrXUtnFEMI');
    await page.getByText('There are no state machines').waitFor();
    await page.getByText('123456789012').waitFor();
    // The key is nowhere but in the memory of the page.
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie')).not.toContain('AKID');
  });

  it('forgets the key', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'This fake wants a key' }).waitFor();
    for (const screen of ['playground', 'map-runs/arn:aws:states:us-east-1:123456789012:mapRun:a/b:c']) {
      await page.goto(`${world.url}/console/#/${screen}`);
      await page.getByRole('heading', { name: 'This fake wants a key' }).waitFor();
    }
    for (const way of ['Waiting', 'Mocks and faults', 'New']) {
      await page.getByRole('link', { name: way, exact: true }).click();
      await page.getByRole('heading', { name: 'This fake wants a key' }).waitFor();
    }
    await signIn('wJalrXUtnFEMI');
    await page.getByText('Nothing is wrong with it.').waitFor();
  });
});
