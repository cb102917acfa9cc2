import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersEveryWay, noBrowser } from '#test/support/a-browser.ts';
import { type ConsoleWorld, startConsole, testPages } from '#test/support/a-console.ts';

const TOTAL = {
  QueryLanguage: 'JSONata',
  StartAt: 'Set',
  States: {
    Set: { Type: 'Pass', Assign: { rate: '{% 3 %}' }, Next: 'Total' },
    Total: { Type: 'Pass', Output: '{% {"total": $states.input.quantity * $rate} %}', End: true },
  },
};

describe.skipIf(noBrowser)(`the playground${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let world: ConsoleWorld;
  let failed: string;

  beforeAll(async () => {
    world = await startConsole({ FAKE_SFN_TIME: 'skip' });
    failed = await world.start(await world.create('totals', TOTAL), 'fails', { quantity: 'many' });
  });
  afterAll(() => world?.close());
  const { open, pardon } = testPages(() => world);
  const line = (page: Page, text: string) => page.getByRole('treeitem').filter({ has: page.getByText(text, { exact: true }) });

  it('tells what the parts of an expression come to, as it is written', async () => {
    const page = await open('/playground');
    await page.getByRole('region', { name: 'the value' }).getByText('132').waitFor();
    await page.getByRole('textbox', { name: 'Expression' }).fill('{% $states.input.a + 1 %}');
    await page.getByLabel('Input, JSON').fill('{"a": 9007199254740993}');
    await line(page, '$states.input.a').getByText('9007199254740993').waitFor();
    await page.getByLabel('Input, JSON').fill('{"a": "x"}');
    await page.getByRole('alert').getByText('the left side of "+" is "x", not a number').waitFor();
    expect(await page.locator('mark.broke').textContent()).toBe('+');
    await page.getByLabel('Input, JSON').fill('{"a": ');
    await page.getByText('This is no JSON').first().waitFor();
    await page.getByLabel('Input, JSON').fill('{"a": 4}');
    await page.getByRole('region', { name: 'the value' }).getByText('5').waitFor();
    // The address says it all.
    await expect.poll(() => decodeURIComponent(page.url())).toContain('input={"a":+4}');
    await page.reload();
    await page.getByRole('region', { name: 'the value' }).getByText('5').waitFor();
  });

  it('is gone through with the keys, and shows in the expression what is chosen', async () => {
    const page = await open('/playground');
    await line(page, '1 + $rate').waitFor();
    await page.getByRole('treeitem').first().press('ArrowDown');
    expect(await page.locator('.piece.chosen').textContent()).toBe('$sum($states.input.items.(price * count))');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('treeitem', { selected: true }).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.piece.chosen').textContent()).toBe('$states.input.items.(price * count)');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('End');
    await page.locator('.piece', { hasText: /^\$rate$/ }).click();
    await page.getByRole('region', { name: 'The chosen part' }).getByText('0.2').waitFor();
  });

  it('explains paths, intrinsic functions and choices', async () => {
    const page = await open('/playground');
    for (const [kind, text, value] of [
      ['JSONPath', '.name', '["lamp"]'],
      ['Intrinsic function', 'States.ArrayLength($.items)', '2'],
      ['Choice', 'NumericGreaterThan', 'false'],
    ] as const) {
      await page.getByRole('link', { name: kind }).click();
      await line(page, text).getByText(value).first().waitFor();
    }
  });

  it('tries a state, also by TestState', async () => {
    const page = await open('/playground?kind=state');
    await page.getByText('Ends, with the output').waitFor();
    await page.getByLabel('inspection level').selectOption('TRACE');
    await page.getByRole('button', { name: 'Run TestState' }).click();
    await page.getByRole('region', { name: 'what TestState has inspected' }).getByText('"afterArguments"').waitFor();
    await page.getByLabel('Or the error that its work fails with').fill('{"Error": "Busy", "Cause": "later"}');
    await page.getByText('Fails: Busy').waitFor();
    await page.getByLabel('Definition').fill('{"StartAt": "A", "States": {}}');
    await page.getByRole('alert').getByText('The definition is not valid').waitFor();
    pardon();
  });

  it('is one click away from the place where an expression has failed, with all that the state saw', async () => {
    const page = await open(`/executions/${failed}`);
    const error = page.getByRole('region', { name: 'Error' });
    await error.getByText('the left side of "*" is "many", not a number').waitFor();
    expect(await error.locator('mark.broke').textContent()).toBe('*');
    await error.getByRole('link', { name: 'Open it in the playground' }).click();
    await page.getByRole('alert').getByText('the left side of "*" is "many"').waitFor();
    expect(JSON.parse(await page.getByLabel('Variables').inputValue())).toEqual({ rate: 3 });
    await page.getByLabel('Input, JSON').fill('{"quantity": 14}');
    await page.getByRole('region', { name: 'the output' }).getByText('42').waitFor();
    await page.getByRole('button', { name: 'As it was' }).click();
    await page.getByRole('alert').getByText('"many"').waitFor();
    await page.getByRole('link', { name: 'fails' }).click();
    await page.getByRole('button', { name: 'Set Pass, Succeeded' }).click();
    await page.getByRole('link', { name: 'Try it in the playground' }).click();
    await page.getByRole('region', { name: 'the variable rate' }).getByText('3').waitFor();
  });

  it('says so where the execution is not there', async () => {
    const page = await open(`/playground?execution=${failed}-not&state=Total`);
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
    pardon();
  });

  it('is for everybody, light and dark, wide and narrow', async () => {
    const page = await open('/playground?kind=choice');
    await page.getByRole('treeitem').first().click();
    expect(await barriersEveryWay(page)).toEqual([]);
  });
});
