import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, noBrowser } from '#test/support/a-browser.ts';
import { type ConsoleWorld, startConsole, testPages } from '#test/support/a-console.ts';

const PASS = { StartAt: 'Hello', States: { Hello: { Type: 'Pass', End: true } } };
const FAIL = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Never' } } };

describe.skipIf(noBrowser)(`the console${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let world: ConsoleWorld;

  beforeAll(async () => {
    world = await startConsole();
    const hello = await world.create('hello', PASS);
    await world.create('fast', PASS, { type: 'EXPRESS' });
    const never = await world.create('never', FAIL);
    await world.start(hello, 'one');
    await world.start(never, 'two');
  });
  afterAll(() => world?.close());
  const { open, pardon } = testPages(() => world);
  const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });

  it('is where a browser is led to that looks at the address', async () => {
    const page = await open('/');
    await page.goto(world.url);
    expect(page.url()).toBe(`${world.url}/console/`);
    await page.getByRole('heading', { name: 'State machines' }).waitFor();
  });

  it('lists state machines with what has run, and follows', async () => {
    const page = await open('/machines');
    await row(page, 'hello').getByText('Succeeded').waitFor();
    await row(page, 'never').getByText('Failed').waitFor();
    await row(page, 'fast').getByText('never').waitFor();
    await page.getByRole('searchbox').fill('hel');
    await page.getByText('1 of 3').waitFor();
    await page.getByRole('searchbox').fill('');
    const never = 'arn:aws:states:us-east-1:000000000000:stateMachine:hello';
    await world.start(never, 'new-one');
    await page.getByRole('link', { name: 'new-one' }).click();
    await page.getByRole('heading', { name: 'new-one Succeeded' }).waitFor();
  });

  it('shows a state machine: its executions, graph, definition, versions; and starts it', async () => {
    const page = await open('/machines');
    await row(page, 'hello').getByRole('link', { name: 'hello' }).click();
    await page.getByRole('link', { name: 'one', exact: true }).waitFor();
    await page.getByLabel('Status').selectOption('FAILED');
    await page.getByText('None is like that').waitFor();
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.getByRole('button', { name: 'Hello Pass' }).click();
    await page.getByRole('region', { name: 'the definition of the state' }).getByText('"Pass"').waitFor();
    await page.getByRole('tab', { name: 'Definition' }).click();
    await page.getByRole('region', { name: 'the definition' }).getByText('"StartAt"').waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByText('No version has been published').waitFor();
    await page.getByRole('button', { name: 'Start execution' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('by-hand');
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: 'by-hand Succeeded' }).waitFor();
  });

  it('starts what is EXPRESS, and shows what came of it', async () => {
    const page = await open('/machines/arn:aws:states:us-east-1:000000000000:stateMachine:fast');
    await page.getByText('Express executions are not kept').waitFor();
    await page.getByRole('button', { name: 'Start execution' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Input, JSON').fill('{"a": 1.0}');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await dialog.getByRole('region', { name: 'the result' }).getByText('1.0').waitFor();
  });

  it('goes to another account and back, each with its own address', async () => {
    const page = await open('/machines');
    await row(page, 'hello').waitFor();
    await page.getByRole('button', { name: 'Account 000000000000' }).click();
    await page.getByLabel('Account, 12 digits').fill('111111111111');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('There are no state machines in account 111111111111').waitFor();
    expect(page.url()).toContain('account=111111111111');
    await page.goBack();
    await row(page, 'hello').waitFor();
  });

  it('tells what the keys do', async () => {
    const page = await open('/executions/arn:aws:states:us-east-1:000000000000:execution:hello:one');
    await page.getByRole('heading', { name: 'one Succeeded' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('searchbox', { name: 'Filter state machines' }).waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Filter state machines');
  });

  it('is dark when it is told to, and stays so', async () => {
    const page = await open('/machines');
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await ground();
    await page.getByRole('button', { name: /^Colours/ }).click();
    await page.getByRole('button', { name: /^Colours: Light/ }).click();
    await page.getByRole('button', { name: /^Colours: Dark/ }).waitFor();
    expect(await ground()).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: /^Colours: Dark/ }).waitFor();
  });

  it('says so where the fake has gone, and shows what it had', async () => {
    const page = await open('/machines');
    await row(page, 'hello').waitFor();
    const calls = /^(?!.*\/console\/)/;
    await page.route(calls, (route) => route.abort());
    await page.getByRole('link', { name: 'one', exact: true }).click();
    await page.getByRole('alert').first().getByText('Is it still running?').waitFor();
    await page.unroute(calls);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('heading', { name: 'one Succeeded' }).waitFor();
    pardon();
  });

  it.each([
    ['/machines', 'light', 1_280],
    ['/machines', 'dark', 400],
    ['/machines?account=111111111111', 'dark', 1_280],
    ['/machines/arn:aws:states:us-east-1:000000000000:stateMachine:hello', 'light', 400],
    ['/machines/arn:aws:states:us-east-1:000000000000:stateMachine:hello?tab=graph&state=Hello', 'dark', 1_280],
  ] as const)('is for everybody: %s, %s, %i pixels wide', async (hash, theme, width) => {
    const page = await open(hash, { theme, width });
    await page.getByRole('heading', { level: 1 }).or(page.getByText('There are no state machines')).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});
