import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersEveryWay, noBrowser } from '#test/support/a-browser.ts';
import { type ConsoleWorld, startConsole, testPages } from '#test/support/a-console.ts';

const WAYS = {
  StartAt: 'Which?',
  States: {
    'Which?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Check the dear order by hand, twice' }],
      Default: 'Cheap',
    },
    'Check the dear order by hand, twice': { Type: 'Pass', End: true },
    Cheap: { Type: 'Pass', End: true },
  },
};

/** What people may put into names and data: markup, marks that turn the direction, halves of characters, very much. */
const MARKUP = '<img src=x onerror="document.title=1">';
const TURNED = 'a\u202eb\u2066c';
const HALF = '\ud800x';
const STATE = `<b>${TURNED}&amp;</b>`;

describe.skipIf(noBrowser)(
  `the console of what is counted, and of what is odd${noBrowser ? ` (skipped: ${noBrowser})` : ''}`,
  () => {
    let world: ConsoleWorld;
    let ways: string;

    beforeAll(async () => {
      world = await startConsole({ FAKE_SFN_TIME: 'skip', FAKE_SFN_COVERAGE: 'true' });
      ways = await world.create('ways', WAYS);
      await world.start(ways, 'cheap', { total: 1 });
    });
    afterAll(() => world?.close());
    const { open } = testPages(() => world);

    it('tells which states and ways have been come to, in words too, and follows', async () => {
      const page = await open('/machines');
      await page.getByRole('link', { name: '57 %' }).click();
      await page.getByRole('tab', { name: 'Coverage 57 %' }).waitFor();
      const name = (state: string) => page.locator('.node', { hasText: state }).getAttribute('aria-label');
      await page.locator('.node').nth(2).waitFor();
      expect(await name('Which?')).toBe('Which? Choice 1×, Come to');
      expect(await name('Check')).toBe('Check the dear order by hand, twice Pass never, Never come to');
      const coverage = page.getByRole('region', { name: 'Coverage' });
      await coverage.getByText('rule 1 → Check the dear order by hand, twice').waitFor();
      await coverage.getByRole('button', { name: 'Which?' }).click();
      await coverage.getByText('Default → Cheap').waitFor();
      // The way in short, and a name that is too long for a line whole.
      await page.locator('.edge.not-taken', { hasText: '$.total > 100' }).waitFor();
      expect(await page.locator('.node', { hasText: 'Check' }).locator('tspan').allTextContents()).toEqual([
        'Check the dear order by hand, ',
        'twice',
      ]);
      expect(await barriersEveryWay(page)).toEqual([]);
      await world.start(ways, 'dear', { total: 101 });
      await page.getByRole('tab', { name: 'Coverage 100 %' }).waitFor();
      await coverage.getByRole('button', { name: 'All that was never come to' }).click();
      await coverage.getByText('Everything has been come to.').waitFor();
    });

    it('shows a state as it is written, with its own numbers', async () => {
      const text = '{"StartAt":"S","States":{"S":{"Type":"Pass","Result":{"one":1.0,"big":12345678901234567890},"End":true}}}';
      const { stateMachineArn } = await world.action('CreateStateMachine', {
        name: 'spelled',
        definition: text,
        roleArn: 'arn:aws:iam::000000000000:role/any',
      });
      const page = await open(`/machines/${stateMachineArn}?tab=graph&state=S`);
      const written = page.getByRole('region', { name: 'the definition of the state' });
      await written.getByText('12345678901234567890').waitFor();
      expect(await written.textContent()).toContain('"one": 1.0');
      await page.getByRole('tab', { name: 'Coverage 0 %' }).click();
      await page.getByText('Nothing of it has run').waitFor();
    });

    it('shows on every screen what is hostile as text', async () => {
      const machine = await world.create('hostile', {
        QueryLanguage: 'JSONata',
        StartAt: STATE,
        States: {
          [STATE]: { Type: 'Map', Items: '{% $states.input.list %}', ...inEach({ Type: 'Pass', End: true }), Next: HALF_STATE },
          [HALF_STATE]: {
            Type: 'Fail',
            Error: MARKUP,
            Cause: `{% $states.context.Execution.Input.bad & ${JSON.stringify(MARKUP)} %}`,
          },
        },
      });
      const input = `{"bad":${JSON.stringify(TURNED)},"half":${JSON.stringify(HALF)},"${MARKUP.replaceAll('"', '\\"')}":1,"list":[1],"big":"${'x'.repeat(200_000)}"}`;
      const { executionArn } = await world.action('StartExecution', { stateMachineArn: machine, name: 'it', input });
      const maps = await world.create('maps', {
        StartAt: 'All',
        States: {
          All: {
            Type: 'Map',
            Label: 'All',
            ToleratedFailurePercentage: 100,
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              StartAt: 'Bad',
              States: { Bad: { Type: 'Fail', Error: MARKUP, Cause: TURNED } },
            },
            End: true,
          },
        },
      });
      const { executionArn: mapper } = await world.action('StartExecution', { stateMachineArn: maps, name: 'it', input: '[1]' });
      const page = await open(`/executions/${executionArn}`);
      const shows = async (hash: string, text: string) => {
        await page.goto(`${world.url}/console/#${hash}`);
        await page.getByText(text).first().waitFor();
        expect([hash, await page.locator('main img, main b, main script').count(), await page.title()]).toEqual([
          hash,
          0,
          expect.not.stringMatching(/^1$/),
        ]);
      };
      await shows(`/executions/${executionArn}`, MARKUP);
      await shows(`/executions/${executionArn}?tab=timeline`, MARKUP);
      await shows(`/executions/${executionArn}?state=${encodeURIComponent(STATE)}`, '"half"');
      await page.getByRole('region', { name: 'input' }).getByText('"\\ud800x"').waitFor();
      await shows('/machines', MARKUP);
      await shows(`/machines/${machine}?tab=graph&state=${encodeURIComponent(STATE)}`, '"ItemProcessor"');
      await shows(`/machines/${machine}?tab=coverage`, STATE);
      await shows(`/machines/${machine}?tab=definition`, '"ItemProcessor"');
      await shows(`/playground?execution=${executionArn}&state=${encodeURIComponent(HALF_STATE)}`, MARKUP);
      const { mapRuns } = await world.action('ListMapRuns', { executionArn: mapper });
      await shows(`/map-runs/${Array.isArray(mapRuns) ? mapRuns[0].mapRunArn : ''}`, MARKUP);
      // It stays in its own place: nothing around it is turned.
      expect(await page.evaluate('getComputedStyle(document.querySelector(".error-name")).unicodeBidi')).toBe('isolate');
    });
  },
);

const HALF_STATE = '<i>"\\</i>';

const inEach = (state: object) => ({ ItemProcessor: { StartAt: '<u>', States: { '<u>': state } } });
