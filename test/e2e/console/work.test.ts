import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, noBrowser } from '#test/support/a-browser.ts';
import { type ConsoleWorld, startConsole, testPages } from '#test/support/a-console.ts';

const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': '$' },
  ...more,
});
const WAITS = {
  StartAt: 'Ask',
  States: {
    Ask: task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', HeartbeatSeconds: 600, Next: 'Week' }),
    Week: { Type: 'Wait', Seconds: 604_800, Next: 'Then' },
    Then: { Type: 'Wait', Seconds: 60, End: true },
  },
};
const CALLS = {
  StartAt: 'Charge',
  States: { Charge: task({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }], End: true }) },
};
const YAML = 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n';

describe.skipIf(noBrowser)(`what is done in the console${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let world: ConsoleWorld;
  let waits: string;
  let calls: string;

  beforeAll(async () => {
    world = await startConsole();
    waits = await world.create('approvals', WAITS);
    calls = await world.create('orders', CALLS);
    await world.fake('POST rules', { where: { machine: 'approvals', state: 'Ask' }, then: { pending: true } });
  });
  afterAll(() => world?.close());
  // Where somebody writes over coloured text, Chromium itself makes style attributes, which the policy takes away: nothing is lost by that.
  const { open, pardon } = testPages(
    () => world,
    (complaint) => complaint.startsWith('Applying inline style'),
  );
  const said = (page: Page, text: string | RegExp) => page.locator('.notice').getByText(text).waitFor();
  const item = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
  const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

  it('lists what waits as it happens, and answers tokens', async () => {
    const page = await open('/waiting');
    await page.getByText('Nothing waits').waitFor();
    await world.start(waits, 'by-hand');
    await item(page, 'by-hand').getByText('Task token').waitFor();
    await item(page, 'by-hand').getByText('Heartbeat until').waitFor();
    await item(page, 'by-hand').getByRole('button', { name: 'Answer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Answer Ask' });
    await dialog.getByRole('tab', { name: 'Heartbeat' }).click();
    await dialog.getByRole('button', { name: 'Send a heartbeat' }).click();
    await said(page, 'The heartbeat was taken.');
    await dialog.getByRole('tab', { name: 'Succeed' }).click();
    await dialog.getByLabel('Output, JSON').fill('{"approved": tru');
    await dialog.getByRole('alert').getByText('This is no JSON').waitFor();
    await dialog.getByLabel('Output, JSON').fill('{"approved": true}');
    await dialog.getByRole('button', { name: 'Succeed', exact: true }).click();
    await item(page, 'by-hand').getByText('Timer').waitFor();
  });

  it('skips time for one execution: to what comes next, and to a state', async () => {
    const page = await open('/waiting?kind=timer');
    await item(page, 'by-hand').getByRole('button', { name: 'Skip time' }).click();
    await page.getByRole('dialog').getByLabel('Or until it is in the state').fill('Then');
    await page.getByRole('button', { name: 'Skip until then' }).click();
    await item(page, 'by-hand').getByRole('link', { name: 'Then' }).waitFor();
    await item(page, 'by-hand').getByRole('button', { name: 'Skip time' }).click();
    await page.getByRole('button', { name: 'To what happens next' }).click();
    await page.getByText('Nothing waits').waitFor();
  });

  it('fails a token, and leads to its execution', async () => {
    const arn = await world.start(waits, 'refused');
    const page = await open('/waiting');
    await item(page, 'refused').getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('tab', { name: 'Fail' }).click();
    await page.getByLabel('Error').fill('Refused');
    await page.getByRole('button', { name: 'Fail', exact: true }).click();
    await page.getByText('Nothing waits').waitFor();
    expect(await world.action('DescribeExecution', { executionArn: arn })).toMatchObject({ status: 'FAILED', error: 'Refused' });
  });

  it('adds rules by a form and as JSON, counts what they answer, and removes them', async () => {
    const page = await open('/rules');
    await rowOf(page, 'approvals').getByText('waits for its token').waitFor();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a rule' });
    await dialog.getByLabel('State machine').fill('orders');
    await dialog.getByLabel('What they do').selectOption('return');
    await dialog.getByLabel('Result, JSON').fill('{"paid": true}');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await rowOf(page, 'returns {"paid":true}').waitFor();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await dialog.getByLabel('Which calls').fill('1-x');
    await dialog.getByRole('alert').getByText('Calls are 3, or 2-5.').waitFor();
    await dialog.getByLabel('Which calls').fill('1');
    await dialog.getByRole('textbox', { name: 'Error' }).fill('Busy');
    await dialog.getByRole('tab', { name: 'JSON' }).click();
    await dialog.locator('.cm-content').getByText('"Busy"').waitFor();
    await dialog.getByRole('button', { name: 'Add' }).click();
    const busy = rowOf(page, 'fails with Busy');
    await busy.getByText('call 1').waitFor();
    await world.start(calls, 'rules');
    await busy.getByText('1', { exact: true }).waitFor();
    await busy.getByRole('button', { name: /^Remove/ }).click();
    await busy.waitFor({ state: 'detached' });
    await world.fake('POST rules', { where: { call: 1 }, then: { throw: { error: 'Busy' } } });
  });

  it('shows what was called, and records rules of an execution', async () => {
    const arn = await world.start(calls, 'recorded');
    const page = await open('/rules?tab=calls');
    await page.getByRole('searchbox').fill('recorded');
    await page.getByRole('region', { name: 'what it was called with' }).getByText('"f"').waitFor();
    await page.getByRole('region', { name: 'Call', exact: true }).getByRole('link', { name: 'recorded' }).click();
    await world.fake('POST skip', { executionArn: arn, until: 'next' });
    await page.getByRole('heading', { name: 'recorded Succeeded' }).waitFor();
    await page.getByRole('link', { name: 'Record' }).click();
    await rowOf(page, 'Charge').getByText('fails with Busy').waitFor();
    await rowOf(page, 'Charge').getByText('returns {"paid":true}').waitFor();
    await page.getByRole('button', { name: 'Add as rules' }).click();
    await said(page, '1 rule counts from now on.');
    await page.getByRole('button', { name: 'Use as the mock file' }).click();
    await said(page, 'orders#recorded');
    await page.getByRole('tab', { name: 'Rules' }).click();
    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.getByRole('button', { name: 'Remove all rules' }).click();
    await page.getByText('There are no rules', { exact: true }).waitFor();
  });

  it('takes a mock file, and says what is wrong in it', async () => {
    const page = await open('/rules?tab=file');
    const file = { name: 'm.json', mimeType: 'application/json', buffer: Buffer.from('{"StateMachines": 1}') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('region', { name: 'Warnings' }).getByText('expected an object, got 1').waitFor();
    await page
      .locator('.cm-content')
      .fill('{"StateMachines": {"m": {"TestCases": {"t": {"A": "Nowhere"}}}}, "MockedResponses": {}}');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('region', { name: 'Warnings' }).getByText('Nowhere').waitFor();
    pardon();
  });

  it('makes a state machine of YAML, with what AWS says of it and where; and changes it', async () => {
    const page = await open('/new');
    const file = { name: 'fresh.asl.yaml', mimeType: 'text/yaml', buffer: Buffer.from(YAML) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText("Missing 'Next' target: B").waitFor();
    await page.getByRole('button', { name: '5:5 Error' }).click();
    await page.locator('.remark.error[title*=MISSING_TRANSITION_TARGET]').waitFor();
    expect(await page.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true);
    await page.locator('.cm-content').fill(YAML.replace('Next: B', 'End: true'));
    await page.getByText('Nothing is wrong with it.').waitFor();
    await page.getByRole('button', { name: 'A Pass' }).waitFor();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'fresh' }).waitFor();
    await page.getByRole('tab', { name: 'Definition' }).click();
    await page.getByRole('link', { name: 'Change it' }).click();
    await page.locator('.cm-content').fill('{"StartAt": "Z", "States": {"Z": {"Type": "Succeed"}}}');
    await page.getByText('Nothing is wrong with it.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Z Succeed' }).waitFor();
  });

  it('begins with a template, and offers to change what has the name', async () => {
    const page = await open('/new');
    // What is typed in the editor is no key of the page.
    await page.locator('.cm-content').press('g');
    await page.locator('.cm-content').press('m');
    await page.getByLabel('From a template').selectOption('callback');
    await page.getByRole('button', { name: 'Ask Task' }).waitFor();
    await page.getByLabel('Name').fill('orders');
    await page.getByText('Nothing is wrong with it.').waitFor();
    await page.getByRole('button', { name: 'Create' }).click();
    await said(page, 'StateMachineAlreadyExists');
    await page.getByRole('button', { name: 'Change orders instead' }).click();
    await page.getByRole('heading', { name: 'orders' }).waitFor();
    pardon();
  });

  it('plays the demo', async () => {
    const page = await open('/new?tab=demo&account=222222222222');
    await page.getByRole('button', { name: 'Play the demo' }).click();
    await page.getByRole('link', { name: /^demo-orders \/ declined/ }).click();
    await page.getByRole('heading', { name: /^declined-.* Failed$/ }).waitFor();
    expect(page.url()).toContain(':222222222222:');
  });

  it('replays an execution and shows where it parts, and imports one', async () => {
    const machine = await world.create('replayed', {
      StartAt: 'Sum',
      States: { Sum: { Type: 'Pass', Result: { sum: 3 }, End: true } },
    });
    const arn = await world.start(machine, 'of-elsewhere');
    const bundle = await world.fake(`GET executions/${encodeURIComponent(arn)}/bundle`);
    const elsewhere = JSON.stringify(bundle).replaceAll('of-elsewhere', 'of-somewhere');
    const asFile = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    const page = await open('/new?tab=bundle');
    await page.getByRole('button', { name: 'Replay' }).and(page.locator(':disabled')).waitFor();
    await page.locator('input[type=file]').first().setInputFiles(asFile('b.json', elsewhere));
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('It goes as it was recorded').waitFor();
    const other = String(bundle['definition']).replace(/"sum": ?3/, '"sum":4');
    await page.locator('input[type=file]').last().setInputFiles(asFile('other.asl.json', other));
    await page.getByRole('button', { name: 'Replay' }).click();
    const parts = page.getByRole('region', { name: 'Replay' });
    await parts.getByText('It parts at event 3').waitFor();
    await parts.getByText('output.sum').waitFor();
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('heading', { name: 'of-somewhere Succeeded' }).waitFor();
    await page.getByText('imported, read only').waitFor();
  });

  it('changes how time goes, and moves it', async () => {
    const page = await open('/waiting?account=333333333333');
    await page.getByRole('button', { name: 'Time: real' }).click();
    const dialog = page.getByRole('dialog', { name: 'How time goes here' });
    await dialog.getByLabel('Manual').check();
    await dialog.getByRole('heading', { name: 'Move the clock' }).waitFor();
    const before = await dialog.getByRole('time').getAttribute('datetime');
    await dialog.getByLabel('Or by').fill('36');
    await dialog.getByRole('button', { name: 'Skip', exact: true }).click();
    await said(page, 'Skipped 36 hours.');
    await expect.poll(() => dialog.getByRole('time').getAttribute('datetime')).not.toBe(before);
    const after = await dialog.getByRole('time').getAttribute('datetime');
    expect(Date.parse(after ?? '') - Date.parse(before ?? '')).toBe(36 * 3_600_000);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Time: manual' }).waitFor();
  });

  it('can still be written in where the editor cannot be loaded', async () => {
    const page = await open('/waiting');
    await page.route(/code-mirror/, (route) => route.abort());
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await page.getByLabel('Definition, JSON or YAML').fill(YAML);
    await page.getByText("Missing 'Next' target: B").waitFor();
    pardon();
  });

  it.each([
    ['/waiting', 'light', 400, 'Answer'],
    ['/waiting', 'dark', 1_280, 'Answer'],
    ['/rules', 'dark', 400, 'Add a rule'],
    ['/rules', 'light', 1_280, 'Add a rule'],
    ['/rules?tab=calls', 'dark', 1_280, undefined],
    ['/new', 'light', 1_280, undefined],
    ['/new', 'dark', 400, 'Time: real'],
    ['/new?tab=bundle', 'dark', 1_280, undefined],
  ] as const)('is for everybody: %s, %s, %i pixels wide', async (hash, theme, width, button) => {
    await world.fake('POST rules', { where: { machine: 'approvals' }, then: { pending: true } });
    await world.start(waits, `${theme}-${width}-${hash.replace(/\W+/g, '')}`);
    const page = await open(hash, { theme, width });
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (hash.startsWith('/new')) await page.locator('.cm-content').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await barriers(page)).toEqual([]);
    if (button === undefined) return;
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
