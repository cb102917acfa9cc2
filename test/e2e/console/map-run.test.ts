import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersEveryWay, noBrowser } from '#test/support/a-browser.ts';
import { type ConsoleWorld, startConsole, testPages } from '#test/support/a-console.ts';

/** A Distributed Map over so many numbers, of which each that `bad` is true for fails. */
const parts = (count: number, bad: string, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      Label: 'All',
      Items: `{% [1..${count}] %}`,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Odd?',
        States: {
          'Odd?': { Type: 'Choice', Choices: [{ Condition: `{% ${bad} %}`, Next: 'Bad' }], Default: 'Good' },
          Good: { Type: 'Succeed' },
          Bad: { Type: 'Fail', Error: 'Odd.Item', Cause: 'It is not to be.' },
        },
      },
      Output: '{% 1 %}',
      End: true,
      ...more,
    },
  },
});

describe.skipIf(noBrowser)(`the page of a Map Run${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let world: ConsoleWorld;
  let large: string;

  beforeAll(async () => {
    world = await startConsole({ FAKE_SFN_TIME: 'skip' });
    const machine = await world.create('parts', parts(10_000, '$states.input % 400 = 7', { ToleratedFailurePercentage: 5 }));
    large = await mapRunOf(await world.start(machine, 'ten-thousand'), 'SUCCEEDED');
  });
  afterAll(() => world?.close());
  const { open, pardon } = testPages(() => world);

  /** The Map Run of an execution, once that has ended so. */
  async function mapRunOf(executionArn: string, status: string): Promise<string> {
    let cursor = '';
    while ((await world.action('DescribeExecution', { executionArn }))['status'] !== status)
      cursor = String((await world.fake(`GET changes?wait=5&since=${cursor}`))['cursor']);
    const { mapRuns } = await world.action('ListMapRuns', { executionArn });
    return String(Array.isArray(mapRuns) ? mapRuns[0].mapRunArn : '');
  }

  it('counts 10,000 children without listing them all', async () => {
    const page = await open('/machines');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.headers()['x-amz-target'] ?? ''));
    await page.goto(`${world.url}/console/#/map-runs/${large}`);
    const items = page.getByRole('region', { name: 'Items in numbers' });
    await items.getByText('9,975').first().waitFor();
    expect((await items.textContent())?.replace(/\s+/g, ' ')).toContain('Failed25 < 1 %');
    await page.getByText('5 % of the items; 25 so far').waitFor();
    await page.getByRole('button', { name: 'Succeeded 9,975' }).click();
    await page.getByRole('button', { name: 'More, 50 are shown' }).click();
    await page.getByRole('button', { name: 'More, 100 are shown' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(100);
    // A page each of all and of those that have succeeded, then two.
    expect(asked.filter((target) => target.endsWith('ListExecutions')).length).toBeLessThan(8);
  });

  it('shows which have failed and why, one of them, and the way back to the state', async () => {
    const page = await open(`/map-runs/${large}`);
    await page.getByRole('button', { name: 'Failed 25' }).click();
    await page.getByText('Odd.Item: It is not to be.').nth(24).waitFor();
    await page.locator('tbody a').first().click();
    await page.getByRole('region', { name: 'Error' }).getByText('It is not to be.').waitFor();
    expect(await page.getByRole('button', { name: 'Run again' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Map Run' }).click();
    await page.getByRole('heading', { name: 'Map Run All Succeeded' }).waitFor();
    await page.getByRole('link', { name: 'To its state' }).click();
    const state = page.getByRole('region', { name: 'State' });
    await state.getByRole('heading', { name: 'All' }).waitFor();
    await page.getByRole('button', { name: 'Odd? Choice, In child executions' }).waitFor();
    await state.getByRole('link', { name: 'Map Run' }).click();
    await page.getByRole('heading', { name: 'Map Run All Succeeded' }).waitFor();
  });

  it('redrives what has failed', async () => {
    const machine = await world.create('fails', parts(3, '$states.input = 2'));
    const page = await open(`/map-runs/${await mapRunOf(await world.start(machine, 'it'), 'FAILED')}`);
    await page.getByRole('heading', { name: 'Map Run All Failed' }).waitFor();
    await page.getByRole('region', { name: 'Redrive' }).getByRole('button', { name: 'Redrive' }).click();
    await page.getByText('Redriven 1 ×').waitFor();
  });

  it('changes the limits of one that runs', async () => {
    const asks = parts(3, 'false', {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
            Arguments: {
              QueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/q',
              MessageBody: '{% $states.context.Task.Token %}',
            },
            End: true,
          },
        },
      },
    });
    await world.fake('POST rules', { where: { state: 'Ask' }, then: { pending: true } });
    const page = await open(`/map-runs/${await mapRunOf(await world.start(await world.create('asks', asks), 'it'), 'RUNNING')}`);
    await page.getByRole('button', { name: 'Running 3' }).waitFor();
    await page.getByRole('button', { name: 'Change limits' }).click();
    await page.getByLabel('Child executions at a time').fill('2');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByText('at most 2').waitFor();
  });

  it('says so where there is no such Map Run', async () => {
    const page = await open(`/map-runs/${large.slice(0, -3)}000`);
    await page.getByText('There is no such Map Run any more').waitFor();
    pardon();
  });

  it('is for everybody, light and dark, wide and narrow', async () => {
    const page = await open(`/map-runs/${large}?status=FAILED`);
    await page.getByText('Odd.Item: It is not to be.').first().waitFor();
    expect(await barriersEveryWay(page)).toEqual([]);
  });
});
