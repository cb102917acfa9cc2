import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, barriersEveryWay, noBrowser } from '#test/support/a-browser.ts';
import { type ConsoleWorld, startConsole, testPages } from '#test/support/a-console.ts';

const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f' },
  ...more,
});
const ORDER = {
  QueryLanguage: 'JSONata',
  StartAt: 'Charge',
  States: {
    Charge: task({
      Assign: { paid: true },
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60 }],
      Catch: [{ ErrorEquals: ['Declined'], Next: 'Sorry' }],
      Output: '{% $states.result.Payload %}',
      Next: 'Items',
    }),
    Items: {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      ItemProcessor: {
        StartAt: 'Heavy?',
        States: {
          'Heavy?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input.heavy %}', Next: 'Freight' }], Default: 'Parcel' },
          Freight: { Type: 'Pass', End: true },
          Parcel: { Type: 'Pass', End: true },
        },
      },
      Output: '{% $states.input %}',
      Next: 'Week',
    },
    Week: { Type: 'Wait', Seconds: 604_800, Next: 'Ship' },
    Ship: task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Next: 'Total' }),
    Total: { Type: 'Pass', Output: '{% {"total": $states.input.quantity * 2} %}', End: true },
    Sorry: { Type: 'Fail', Error: 'Order.Declined', Cause: 'The card was declined.' },
  },
};

describe.skipIf(noBrowser)(`the page of an execution${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let world: ConsoleWorld;
  let machine: string;

  beforeAll(async () => {
    world = await startConsole({ FAKE_SFN_TIME: 'skip' });
    machine = await world.create('orders', ORDER);
    const items = [{ heavy: true }, { heavy: false }, { heavy: true }];
    await world.fake('POST rules', [
      {
        where: { state: 'Charge' },
        then: [{ throw: { error: 'Busy', cause: 'slow down' } }, { return: { Payload: { items } } }],
      },
      { where: { state: 'Charge', execution: 'declined' }, then: { throw: { error: 'Declined' } } },
      { where: { state: 'Ship' }, then: { pending: true } },
      { where: { state: 'Ship', execution: 'fails' }, then: { return: { quantity: 'many' } } },
      { where: { state: 'Ship', execution: 'goes-well' }, then: { return: { quantity: 2 } } },
    ]);
  });
  afterAll(() => world?.close());
  const { open, pardon } = testPages(() => world);
  async function ended(name: string): Promise<string> {
    const arn = await world.start(machine, name, { id: 17 });
    await untilStatus(arn, (status) => status !== 'RUNNING');
    return arn;
  }
  async function untilStatus(executionArn: string, isIt: (status: unknown) => boolean): Promise<void> {
    let cursor = '';
    for (;;) {
      const { status } = await world.action('DescribeExecution', { executionArn });
      if (isIt(status)) return;
      cursor = String((await world.fake(`GET changes?wait=5&since=${cursor}`))['cursor']);
    }
  }
  const node = (page: Page, state: string) =>
    page.getByRole('button', { name: new RegExp(`^${state.replace('?', '\\?')} [A-Z]`) });

  it('shows what went wrong, where, and with what input', async () => {
    const page = await open(`/executions/${await ended('fails-1')}`);
    await expect.poll(() => page.title()).toBe('fails-1 – fake-sfn');
    await page.getByText('must evaluate to a number').first().waitFor();
    const error = page.getByRole('region', { name: 'Error' });
    expect(await error.textContent()).toContain('States.QueryEvaluationError');
    const state = page.getByRole('region', { name: 'State' });
    await state.getByRole('heading', { name: 'Total' }).waitFor();
    expect(await state.getByRole('region', { name: 'input' }).textContent()).toContain('"quantity": "many"');
  });

  it('colours the graph by what happened, in words too, and goes through it with the keys', async () => {
    const page = await open(`/executions/${await ended('fails-2')}`);
    await node(page, 'Charge').waitFor();
    const words = await page.locator('.node').evaluateAll((nodes) => nodes.map((each) => each.getAttribute('aria-label')));
    expect(words.sort()).toEqual([
      'Charge Task ↻1, Succeeded',
      'Freight Pass ×2, Succeeded',
      'Heavy? Choice ×3, Succeeded',
      'Items Map 3 items, Succeeded',
      'Parcel Pass, Succeeded',
      'Ship Task, Succeeded',
      'Sorry Fail, Not reached',
      'Total Pass, Failed',
      'Week Wait, Succeeded',
    ]);
    await node(page, 'Total').press('ArrowUp');
    await page.getByRole('region', { name: 'State' }).getByRole('heading', { name: 'Ship' }).waitFor();
    await node(page, 'Ship').press('ArrowUp');
    await page.getByRole('region', { name: 'State' }).getByRole('heading', { name: 'Week' }).waitFor();
    const before = await page.locator('.graph-frame > g').getAttribute('transform');
    await page.getByRole('button', { name: 'Larger' }).click();
    expect(await page.locator('.graph-frame > g').getAttribute('transform')).not.toBe(before);
  });

  it('shows the calls of a state, the variables, and what it changed', async () => {
    const page = await open(`/executions/${await ended('fails-3')}`);
    await node(page, 'Charge').click();
    const state = page.getByRole('region', { name: 'State' });
    await state.getByText('$.items').waitFor();
    await state.getByRole('tab', { name: 'Calls 2' }).click();
    await state.getByText('Busy: slow down').waitFor();
    await state.getByRole('tab', { name: 'Variables' }).click();
    await state.getByText('$paid').waitFor();
    await state.getByRole('tab', { name: 'Definition' }).click();
    await state.getByText('"IntervalSeconds"').waitFor();
  });

  it('shows one iteration of a Map state', async () => {
    const page = await open(`/executions/${await ended('fails-4')}`);
    await node(page, 'Items').click();
    await page.getByLabel('Iteration').selectOption('1');
    await expect.poll(() => node(page, 'Freight').getAttribute('aria-label')).toBe('Freight Pass, Not reached');
    expect(await node(page, 'Parcel').getAttribute('aria-label')).toBe('Parcel Pass, Succeeded');
  });

  it('links events, graph and timeline, and folds the week', async () => {
    const page = await open(`/executions/${await ended('fails-5')}`);
    const events = page.getByRole('grid', { name: 'Events' });
    await page.getByRole('searchbox', { name: 'Filter events' }).fill('TaskFailed');
    await events.getByText('Busy: slow down').click();
    await page.getByRole('region', { name: 'State' }).getByRole('heading', { name: 'Charge' }).waitFor();
    await page.getByRole('region', { name: 'Event' }).getByText('"taskFailedEventDetails"').waitFor();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    const timeline = page.getByRole('grid', { name: 'Timeline' });
    await timeline.getByTitle('7 d in which nothing happened').waitFor();
    await timeline.getByText('Week').click();
    await page.getByRole('region', { name: 'State' }).getByRole('heading', { name: 'Week' }).waitFor();
    // All of it stands in the address.
    await page.reload();
    await page.getByRole('region', { name: 'State' }).getByRole('heading', { name: 'Week' }).waitFor();
    await timeline.waitFor();
  });

  it('follows what happens, and skips time', async () => {
    const arn = await world.start(machine, 'waits-1');
    const page = await open(`/executions/${arn}`);
    await node(page, 'Ship').and(page.locator('[aria-label*="Waiting"]')).waitFor();
    const { waiting } = await world.fake('GET waiting');
    const [{ token = '' } = {}] = Array.isArray(waiting) ? waiting.filter((each) => each.executionArn === arn) : [];
    await world.action('SendTaskSuccess', { taskToken: token, output: '{"quantity": 21}' });
    await page.getByRole('heading', { name: 'waits-1 Succeeded' }).waitFor();
    await page.getByRole('tab', { name: 'Input and output' }).click();
    await page.getByRole('region', { name: 'the output' }).getByText('42').waitFor();
  });

  it('holds still when it is told to', async () => {
    const arn = await world.start(machine, 'waits-2');
    const page = await open(`/executions/${arn}`);
    await page.getByRole('heading', { name: 'waits-2 Running' }).waitFor();
    await page.getByRole('button', { name: 'Live' }).click();
    await world.action('StopExecution', { executionArn: arn });
    await page.getByRole('button', { name: 'Paused' }).waitFor();
    expect(await page.getByRole('heading', { name: 'waits-2 Running' }).count()).toBe(1);
    await page.keyboard.press('.');
    await page.getByRole('heading', { name: 'waits-2 Aborted' }).waitFor();
  });

  it('skips time, and stops', async () => {
    const slow = await world.create('slow', {
      StartAt: 'Ask',
      States: { Ask: { ...ORDER.States.Ship, QueryLanguage: 'JSONata', TimeoutSeconds: 60, Next: undefined, End: true } },
    });
    await world.fake('POST rules', { where: { machine: 'slow' }, then: { pending: true } });
    const page = await open(`/executions/${await world.start(slow, 'late')}`);
    await page.getByRole('button', { name: 'Skip time' }).click();
    await page.getByRole('button', { name: 'To what happens next' }).click();
    await page.getByRole('heading', { name: 'late Failed' }).waitFor();
    expect(await page.getByRole('region', { name: 'Error' }).textContent()).toContain('States.Timeout');
    const other = await open(`/executions/${await world.start(slow, 'stopped')}`);
    await other.getByRole('button', { name: 'Stop' }).click();
    await other.getByRole('heading', { name: 'stopped Aborted' }).waitFor();
  });

  it('redrives, and runs again with another input', async () => {
    const arn = await ended('declined-1');
    const page = await open(`/executions/${arn}`);
    await page.getByRole('region', { name: 'Error' }).getByText('The card was declined.').waitFor();
    await page.getByRole('button', { name: 'Redrive' }).click();
    await page.getByText('Redriven').first().waitFor();
    await page.getByRole('button', { name: 'Run again' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Input, JSON').fill('{"id": ');
    await dialog.getByText('This is no JSON').waitFor();
    await dialog.getByLabel('Input, JSON').fill('{"id": 18}');
    await dialog.getByLabel('Name').fill('goes-well-1');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: 'goes-well-1 Succeeded' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'declined-1' }).waitFor();
  });

  it('gives itself away as a file', async () => {
    const page = await open(`/executions/${await ended('fails-6')}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    expect(download.suggestedFilename()).toBe('fails-6.json');
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
      execution: { name: 'fails-6' },
      history: expect.anything(),
    });
  });

  it('says so where there is no such execution', async () => {
    const page = await open(`/executions/${machine.replace('stateMachine', 'execution')}:nobody`);
    await page.getByText('There is no execution nobody any more').waitFor();
    // What the browser logs of the refusal is what is expected here.
    pardon();
  });

  it('shows what is hostile as text', async () => {
    const bad = '<img src=x onerror="document.title=1">\u202e"]}';
    const name = '<b onclick="x">&amp;';
    const hostile = await world.create('hostile', {
      StartAt: name,
      States: {
        [name]: { Type: 'Pass', Next: 'Fail <i>' },
        'Fail <i>': { Type: 'Fail', Error: '<script>1</script>', CausePath: '$.bad' },
      },
    });
    const page = await open(`/executions/${await world.start(hostile, 'it', { bad, big: 'x'.repeat(200_000) })}`);
    await page.getByRole('region', { name: 'Error' }).getByText(bad).waitFor();
    expect(await page.locator('main img, main script, main b, main i').count()).toBe(0);
    await page.getByText('Show all: 4 lines').click();
    expect(await page.getByRole('region', { name: 'input' }).textContent()).toContain('x'.repeat(200_000));
    await node(page, 'Fail <i>').waitFor();
  });

  it('is for everybody, light and dark, wide and narrow', async () => {
    const page = await open(`/executions/${await ended('fails-7')}`);
    await node(page, 'Total').waitFor();
    await page.getByRole('group', { name: 'The expression' }).waitFor();
    expect(await barriersEveryWay(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByRole('grid', { name: 'Timeline' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
