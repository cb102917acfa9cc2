import { describe, expect, it } from 'vitest';
import { coverageReport } from '#control/coverage/coverage.ts';
import { coverageHtml } from '#control/coverage/coverage-html.ts';
import { conditionText } from '#control/picture/condition-text.ts';
import { graphOf } from '#control/picture/graph-of.ts';
import { GRAPH_STYLE, graphSvg } from '#control/picture/graph-svg.ts';
import { wrapped } from '#control/picture/wrapped.ts';
import type { JsonObject } from '#json/json.ts';

const rule = (condition: JsonObject): string | undefined => conditionText({ ...condition, Next: 'There' });

describe('the condition of a Choice rule', () => {
  it.each([
    [{ Variable: '$.total', NumericGreaterThan: 100 }, '$.total > 100'],
    [{ Variable: '$.total', NumericLessThanEqualsPath: '$.most' }, '$.total ≤ $.most'],
    [{ Variable: '$.name', StringMatches: 'a*' }, '$.name ~ "a*"'],
    [{ Variable: '$.paid', BooleanEquals: false }, '$.paid = false'],
    [{ Variable: '$.paid', IsPresent: true }, '$.paid is present'],
    [{ Variable: '$.paid', IsNull: false }, '$.paid is not null'],
    [{ Condition: '{% $states.input.a >\n  1 %}' }, '$states.input.a > 1'],
    [{ Condition: true }, 'true'],
    [{ Not: { Variable: '$.a', IsString: true } }, 'not ($.a is a string)'],
    [
      {
        And: [
          { Variable: '$.a', IsPresent: true },
          {
            Or: [
              { Variable: '$.b', StringEquals: 'x' },
              { Variable: '$.b', StringEquals: 'y' },
            ],
          },
        ],
      },
      '$.a is present and ($.b = "x" or $.b = "y")',
    ],
  ])('is told in short: %j', (condition, text) => {
    expect(rule(condition)).toBe(text);
  });

  it('is not told where it is none', () => {
    expect(rule({ Variable: '$.a' })).toBeUndefined();
    expect(rule({ Variable: '$.a', Odd: 1 })).toBeUndefined();
    expect(rule({ And: [1] })).toBeUndefined();
  });
});

describe('a name in lines', () => {
  it('is broken where its words end, and cut only at the end of the last line', () => {
    expect(wrapped('Short', 3)).toEqual(['Short']);
    expect(wrapped('Charge the card of the customer and wait', 3)).toEqual(['Charge the card of the ', 'customer and wait']);
    expect(wrapped('chargeTheCardOfTheCustomerAndWait', 3)).toEqual(['chargeTheCardOfTheCustomerAnd', 'Wait']);
    expect(wrapped('x'.repeat(80), 4).join('')).toBe('x'.repeat(80));
    expect(wrapped('x'.repeat(80), 2)).toEqual(['x'.repeat(30), `${'x'.repeat(29)}…`]);
    expect(wrapped(`${'x'.repeat(29)}😀${'x'.repeat(20)}`, 2)[0]).toBe('x'.repeat(29));
  });
});

const HOSTILE = '<script>1</script>\u0000\ud800"\'';

const ORDER = {
  StartAt: 'Paid?',
  States: {
    'Paid?': { Type: 'Choice', Choices: [{ Variable: '$.paid', IsPresent: true, Next: 'All' }], Default: HOSTILE },
    All: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } }, End: true },
    [HOSTILE]: { Type: 'Fail' },
  },
};

describe('a graph as SVG', () => {
  const svg = graphSvg(
    graphOf(ORDER),
    { node: (state) => (state === 'One' ? { kind: 'never', note: 'never' } : undefined), edge: () => undefined },
    { title: HOSTILE, style: GRAPH_STYLE },
  );

  it('has every state and every transition, with what is known of them', () => {
    expect(svg.match(/<rect /g)).toHaveLength(4);
    expect(svg.match(/marker-end/g)).toHaveLength(5);
    expect(svg).toContain('>$.paid is present</text>');
    expect(svg).toMatch(/<g class="never"[^>]*><title>One, Pass {2}never<\/title>/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });

  it('says what is hostile as text', () => {
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;1&lt;/script&gt;\ufffd\ufffd&quot;&#39;');
  });
});

describe('coverage as a page', () => {
  it('shows each machine with what has been come to, and lists what has not', () => {
    const definition = JSON.stringify(ORDER);
    const hits = { 'Paid?': { entered: 2, 'Choices[0]': 2 }, All: { entered: 2, Next: 2 } };
    const html = coverageHtml(
      coverageReport({
        machines: [
          { name: 'orders', definition, hits },
          { name: '<b>', definition, hits: {} },
        ],
      }),
    );
    expect(html).toContain('<h2>orders</h2>');
    expect(html).toContain('<h2>&lt;b&gt;</h2>');
    expect(html).toContain('Paid?, Choice  ✓ 2×');
    expect(html).toContain('<g class="never"');
    expect(html).toContain('<tr><td>One</td><td></td></tr>');
    expect(html).not.toContain('<script');
    // Each graph has a tip of its own.
    expect(html.match(/id="graph-\d-tip"/g)).toEqual(['id="graph-0-tip"', 'id="graph-1-tip"']);
    expect(coverageHtml([])).toContain('Nothing has been counted.');
  });
});
