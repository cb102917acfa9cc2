import { describe, expect, it } from 'vitest';
import { createHttpClient } from '#test/bench/http-client.ts';
import { attackServed, expectHarmless } from '#test/support/victim.ts';

const NUMBERS = Array.from({ length: 5000 }, (_, index) => index);
const OBJECTS = Array.from({ length: 1000 }, (_, index) => ({ a: { b: index }, n: `n${index}` }));
const TEXT = 'a'.repeat(200_000);
const WIDE = Object.fromEntries(Array.from({ length: 15_000 }, (_, index) => [`k${index}`, index]));
const forEver = (work: string) => `($t := $states.input; $f := function($i) { ($x := ${work}; $f($i + 1)) }; $f(0))`;

const jsonata = (expression: string) => ({ Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true });
const path = (text: string) => ({ Type: 'Pass', OutputPath: text, End: true });
const fields = (value: string, count: number) => ({
  Type: 'Pass',
  Parameters: Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}.$`, value])),
  End: true,
});

/** An expression, the data that it is let loose on, and what it ends as. */
const ATTACKS: readonly (readonly [name: string, state: object, input: unknown, error: RegExp])[] = [
  ['a join of all with all', jsonata('$states.input@$x.$states.input@$y.{"p":$x+$y}'), NUMBERS, /QueryEvaluationError/],
  ['the parents of everything', jsonata('$states.input.a.b.(%.%.%)'), OBJECTS, /QueryEvaluationError/],
  ['positions of positions', jsonata('$states.input#$i.($states.input#$j.{"i":$i,"j":$j})'), NUMBERS, /QueryEvaluationError/],
  ['hashes of a long text', jsonata(forEver('$hash($t, "SHA-512")')), TEXT, /QueryEvaluationError/],
  ['sifting a wide object', jsonata(forEver('$sift($t, $boolean)')), WIDE, /QueryEvaluationError/],
  ['a picture of 54,000 characters', jsonata(forEver('$now($pad("", 54000, "[M01]"))')), {}, /QueryEvaluationError/],
  [
    'a text shown in a message',
    jsonata('($d := function($x, $n) { $n = 0 ? $x : $d([$x, $x], $n - 1) }; {$d(1, 30): 1})'),
    {},
    /Query/,
  ],
  ['two descents in a path', path('$..*..*'), JSON.parse(`${'['.repeat(500)}1${']'.repeat(500)}`), /States\.DataLimitExceeded/],
  ['20,000 fields of everything', fields('$', 20_000), TEXT, /States\.DataLimitExceeded/],
  [
    'arrays of arrays of everything',
    fields(`States.Array(${'States.Array($,$,$,$,$,$,$,$),'.repeat(8)}$)`, 50),
    TEXT,
    /States\./,
  ],
  ['20,000 texts that hold everything', fields("States.Format('{}{}{}{}', $, $, $, $)", 5000), TEXT, /States\.DataLimitExceeded/],
];

describe('expressions', () => {
  it('of any cost leave time and memory for others', { timeout: 120_000 }, async () => {
    const ends: Record<string, string> = {};
    const harm = await attackServed(async ({ url }) => {
      const client = createHttpClient(url);
      for (const [name, state, input] of ATTACKS) {
        const definition = JSON.stringify(state);
        const answer = await client.call('TestState', {
          definition,
          input: JSON.stringify(input),
          roleArn: 'arn:aws:iam::123456789012:role/r',
        });
        ends[name] = JSON.stringify(answer).slice(0, 2000);
      }
      client.close();
    });
    for (const [name, , , error] of ATTACKS) expect.soft(ends[name], name).toMatch(error);
    expectHarmless(harm);
  });

  it('that are only large get what they need', async () => {
    const objects = Array.from({ length: 15_000 }, (_, index) => ({ a: (index * 7919) % 15_000 }));
    const sort = jsonata('$sort($states.input, function($l, $r) { $l.a > $r.a })[0].a');
    let answer: unknown;
    const harm = await attackServed(async ({ url }) => {
      const client = createHttpClient(url);
      answer = await client.call('TestState', {
        definition: JSON.stringify(sort),
        input: JSON.stringify(objects),
        roleArn: 'arn:aws:iam::123456789012:role/r',
      });
      client.close();
    });
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '0' });
    expect(harm.victim.failures).toEqual([]);
  });
});
