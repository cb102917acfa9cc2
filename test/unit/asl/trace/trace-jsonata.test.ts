import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBudget } from '#asl/budget.ts';
import { compileJsonata } from '#asl/jsonata/compile-jsonata.ts';
import { JsonataSyntaxError } from '#asl/jsonata/jsonata-syntax-error.ts';
import type { Part } from '#asl/trace/part.ts';
import { traceJsonata } from '#asl/trace/trace-jsonata.ts';
import type { Json } from '#json/json.ts';
import { bindingsOf, deepFreeze } from '../jsonata/bindings.ts';
import { brokeOf, linesOf, traceOf } from './trace-of.ts';

const ORDER = {
  count: 4,
  price: '4',
  lines: [
    { p: 1, q: 'a' },
    { p: 5, q: 'b' },
    { p: 3, q: 'b' },
  ],
  deep: { er: null },
};
const LINES = '[{"p":1,"q":"a"},{"p":5,"q":"b"},{"p":3,"q":"b"}]';

/** The lines of a trace, without those of `$states` and `input`, which every path has. */
const told = (text: string) =>
  linesOf(traceOf(text, ORDER, { rate: 2 }).part).filter((line) => !/^ *(\$states|input) =/.test(line));

describe('The trace of a JSONata expression', () => {
  it.each<readonly [kind: string, text: string, lines: readonly string[]]>([
    ['a path', '$states.input.count', ['$states.input.count = 4', '  count = 4']],
    ['an operator', '$rate * 3', ['$rate * 3 = 6', '  $rate = 2', '  3 = 3']],
    ['a negative number', '-3 + -$rate', ['-3 + -$rate = -5', '  -3 = -3', '  -$rate = -2', '    $rate = 2']],
    [
      'a predicate',
      '$states.input.lines[p > 2].q',
      [
        '$states.input.lines[p > 2].q = ["b","b"]',
        `  lines = ${LINES}`,
        '  [p > 2] = [{"p":5,"q":"b"},{"p":3,"q":"b"}]',
        '    p > 2 = [false true true]',
        '      p = [1 5 3]',
        '      2 = [2 2 2]',
        '  q = ["b","b"]',
      ],
    ],
    [
      'an index behind a call',
      '$reverse([1, 2])[0]',
      [
        '$reverse([1, 2])[0] = 2',
        '  $reverse([1, 2]) = [2,1]',
        '    [1, 2] = [1,2]',
        '      1 = 1',
        '      2 = 2',
        '  [0] = 2',
        '    0 -',
      ],
    ],
    [
      'a mapping over a block',
      '$sum($states.input.lines.(p * 2))',
      [
        '$sum($states.input.lines.(p * 2)) = 18',
        '  $states.input.lines.(p * 2) = [2,10,6]',
        `    lines = ${LINES}`,
        '    (p * 2) = [2,10,6]',
        '      (p * 2) = [2 10 6]',
        '        p * 2 = [2 10 6]',
        '          p = [1 5 3]',
        '          2 = [2 2 2]',
      ],
    ],
    [
      'a block with variables and a lambda',
      '($a := 3; $f := function($x) { $x + $a }; $f(-4))',
      [
        '($a := 3; $f := function($x) { $x + $a }; $f(-4)) = -1',
        '  $a := 3 = 3',
        '    3 = 3',
        '  $f := function($x) { $x + $a } = function',
        '    function($x) { $x + $a } = function',
        '      $x + $a = -1',
        '        $x = -4',
        '        $a = 3',
        '  $f(-4) = -1',
        '    -4 = -4',
      ],
    ],
    [
      'a condition: the other branch is not come to',
      '$rate > 1 ? "many" : "few"',
      [
        '$rate > 1 ? "many" : "few" = "many"',
        '  $rate > 1 = true',
        '    $rate = 2',
        '    1 = 1',
        '  "many" = "many"',
        '  "few" -',
      ],
    ],
    ['what decides early', 'false and $rate', ['false and $rate = false', '  false = false', '  $rate -']],
    [
      'an object',
      '{"n": [1..$rate], "s": "x" & 1}',
      [
        '{"n": [1..$rate], "s": "x" & 1} = {"n":[1,2],"s":"x1"}',
        '  "n" = "n"',
        '  [1..$rate] = [1,2]',
        '    1..$rate = [1,2]',
        '      1 = 1',
        '      $rate = 2',
        '  "s" = "s"',
        '  "x" & 1 = "x1"',
        '    "x" = "x"',
        '    1 = 1',
      ],
    ],
    [
      'an order',
      '$states.input.lines^(>p).p',
      [
        '$states.input.lines^(>p).p = [5,3,1]',
        `  lines = ${LINES}`,
        '  ^(>p) = [{"p":5,"q":"b"},{"p":3,"q":"b"},{"p":1,"q":"a"}]',
        '    p = [5 3 1 5 1]',
        '  p = [5,3,1]',
      ],
    ],
    [
      'a grouping',
      '$states.input.lines{q: $sum(p)}',
      [
        '$states.input.lines{q: $sum(p)} = {"a":1,"b":8}',
        `  lines = ${LINES}`,
        '  {q: $sum(p)} = {"a":1,"b":8}',
        '    q = ["a" "b" "b"]',
        '    $sum(p) = [1 8]',
        '      p = [1 [5,3]]',
      ],
    ],
    [
      'functions applied one behind the other',
      '[3, 1] ~> $sort() ~> $string',
      [
        '[3, 1] ~> $sort() ~> $string = "[1,3]"',
        '  [3, 1] ~> $sort() = [1,3]',
        '    [3, 1] = [3,1]',
        '      3 = 3',
        '      1 = 1',
        '    $sort() = [1,3]',
        '  $string = function',
      ],
    ],
    [
      'a transformation',
      '{"a": {"n": 1, "x": 0}} ~> |a|{"m": n + 1}, "x"|',
      [
        '{"a": {"n": 1, "x": 0}} ~> |a|{"m": n + 1}, "x"| = {"a":{"n":1,"m":2}}',
        '  {"a": {"n": 1, "x": 0}} = {"a":{"n":1,"x":0}}',
        '    "a" = "a"',
        '    {"n": 1, "x": 0} = {"n":1,"x":0}',
        '      "n" = "n"',
        '      1 = 1',
        '      "x" = "x"',
        '      0 = 0',
        '  |a|{"m": n + 1}, "x"| = function',
        '    a = {"n":1,"x":0}',
        '    {"m": n + 1} = {"m":2}',
        '      "m" = "m"',
        '      n + 1 = 2',
        '        n = 1',
        '        1 = 1',
        '    "x" = "x"',
      ],
    ],
    [
      'what is bound on the way',
      '$states.input.lines@$l#$i.($i & $l.q)',
      [
        '$states.input.lines@$l#$i.($i & $l.q) = ["0a","1b","2b"]',
        `  lines@$l#$i = ${LINES}`,
        '  ($i & $l.q) = ["0a","1b","2b"]',
        '    ($i & $l.q) = ["0a" "1b" "2b"]',
        '      $i & $l.q = ["0a" "1b" "2b"]',
        '        $i = [0 1 2]',
        '        $l.q = ["a" "b" "b"]',
        '          $l = [{"p":1,"q":"a"} {"p":5,"q":"b"} {"p":3,"q":"b"}]',
        '          q = ["a" "b" "b"]',
      ],
    ],
    [
      'what stands around',
      '$states.input.lines.(%.count)',
      [
        '$states.input.lines.(%.count) = [4,4,4]',
        `  lines = ${LINES}`,
        '  (%.count) = [4,4,4]',
        '    (%.count) = [4 4 4]',
        '      %.count = [4 4 4]',
        '        % = [{"count":4,"price":"4","lines":[{"p":1,"q":"a"},{"p":5,"q":"b"},{"p":3,"q":"b"}],"deep":{"er":null}} {"count":4,"price":"4","lines":[{"p":1,"q":"a"},{"p":5,"q":"b"},{"p":3,"q":"b"}],"deep":{"er":null}} {"count":4,"price":"4","lines":[{"p":1,"q":"a"},{"p":5,"q":"b"},{"p":3,"q":"b"}],"deep":{"er":null}}]',
        '        count = [4 4 4]',
      ],
    ],
    [
      'a call in the place of a value of a lambda, which is a loop',
      '($f := function($n) { $n = 0 ? "end" : $f($n - 1) }; $f(2))',
      [
        '($f := function($n) { $n = 0 ? "end" : $f($n - 1) }; $f(2)) = "end"',
        '  $f := function($n) { $n = 0 ? "end" : $f($n - 1) } = function',
        '    function($n) { $n = 0 ? "end" : $f($n - 1) } = function',
        '      $n = 0 ? "end" : $f($n - 1) = "end"',
        '        $n = 0 = [false false true]',
        '          $n = [2 1 0]',
        '          0 = [0 0 0]',
        '        "end" = "end"',
        '        $f($n - 1) = "end"',
        '          $n - 1 = [1 0]',
        '            $n = [2 1]',
        '            1 = [1 1]',
        '  $f(2) = "end"',
        '    2 = 2',
      ],
    ],
    [
      'an application in part',
      '$substring(?, 1)("abc")',
      ['$substring(?, 1)("abc") = "bc"', '  $substring(?, 1) = function', '    1 = 1', '  "abc" = "abc"'],
    ],
    [
      'numbers that JavaScript has not',
      '9007199254740993 + 1',
      ['9007199254740993 + 1 = 9007199254740994', '  9007199254740993 = 9007199254740993', '  1 = 1'],
    ],
  ])('tells of %s', (_, text, lines) => {
    expect(told(text)).toEqual(lines);
  });

  it('says where each part stands in what is written, by offset, line and column', () => {
    const written = '{%\n  1 +\n  $states.input.count\n%}';
    let part: Part | undefined;
    traceJsonata(written, (trace) => {
      part = trace.part;
    }).evaluate(bindingsOf(ORDER));
    const [, right] = part?.parts ?? [];
    expect(right).toMatchObject({ text: '$states.input.count', from: 11, to: 30, line: 3, column: 3 });
    expect(written.slice(right?.from, right?.to)).toBe('$states.input.count');
  });

  it('keeps a part of a large value, and says how much there is', () => {
    const { part } = traceOf('[1..100000]');
    expect(part.value).toMatchObject({ type: 'array', cut: true, length: 100_000 });
    expect(part.value?.json).toHaveLength(400);
    expect(traceOf('$pad("", 500, "x")').part.value).toEqual({
      type: 'string',
      json: `"${'x'.repeat(399)}`,
      cut: true,
      length: 500,
    });
  });

  it('tells of a few values of what is evaluated often, and of the last one', () => {
    const { part } = traceOf('$map([1..1000], function($v) { $v * 2 })');
    const [, lambda] = part.parts;
    expect(lambda?.parts[0]).toMatchObject({ text: '$v * 2', times: 1000, value: { json: '2000' } });
    expect(lambda?.parts[0]?.values?.map(({ json }) => json)).toEqual(['2', '4', '6', '8', '10']);
  });

  it('leaves parts of an expression out that has thousands', () => {
    const { part } = traceOf(`[${Array.from({ length: 3_000 }, (_, index) => index).join(',')}]`);
    expect(part.parts).toHaveLength(1_999);
    expect(part.more).toBe(1_001);
  });

  it('stays small, however large the values and deep the text', () => {
    const text = Array.from({ length: 90 }).reduce<string>((inner) => `{"a": [${inner}, $states.input]}`, '1');
    const input = Array.from({ length: 5_000 }, (_, index) => `item ${index}`);
    const { part } = traceOf(text.replaceAll('"a"', `"${'a'.repeat(900)}"`), input);
    expect(JSON.stringify(part).length).toBeLessThan(500_000);
    expect(part.text).toHaveLength(400);
  });

  it('holds the limits of work, depth and memory', () => {
    const endless = '($f := function($n) { $f($n + 1) }; $f(0))';
    expect(withBudget(() => traceOf(endless))).toMatchObject({
      error: expect.stringContaining('timeout'),
      broke: { says: 'the expression takes too long' },
    });
    expect(traceOf('($f := function($n) { 1 + $f($n) }; $f(0))').broke?.says).toBe(
      'the expression nests, or calls itself, deeper than 100 levels',
    );
    expect(traceOf('$pad("", 9000000)').broke?.says).toBe('the values of the expression take more memory than there is');
  });
});

describe('What broke', () => {
  it.each([
    ['$states.input.count * $states.input.price', 'the right side of "*" is "4", not a number @ *'],
    ['$states.input.lines - 1', `the left side of "-" is ${LINES}, not a number @ -`],
    ['[1.."2"]', 'the right side of ".." is "2", not an integer @ ..'],
    ['-"x"', '"-" stands before "x", not before a number @ -'],
    ['1 < "a"', '"<" compares 1 with "a", which are not of the same type @ <'],
    ['{"a": 1} >= 2', 'the left side of ">=" is {"a":1}, neither a number nor a string @ >='],
    ['{"a": 1, $states.input.count: 2}', 'a key of the object is 4, not a string @ $states.input.count'],
    ['{"a": 1, "a": 2}', 'two keys of the object are "a" @ {'],
    ['$states.input.lines{p: q}', 'a key of the object is 1, not a string @ p'],
    ['$states.input.lines^($)', 'the items are sorted by {"p":5,"q":"b"}, neither a number nor a string @ $'],
    ['[1, "a"]^($)', 'the items are sorted by 1 and by values of another type @ $'],
    ['1 ~> 2', 'the right side of "~>" is 2, not a function @ ~>'],
    ['{"a": 1} ~> |$|5|', 'the update of the transform is 5, not an object @ 5'],
    ['{"a": 1} ~> |$|{}, 5|', 'what the transform deletes is 5, neither a string nor an array of strings @ 5'],
    ['$uppercse("a")', 'there is no function $uppercse: did you mean $uppercase? @ $uppercse'],
    ['$frobnicate()', 'there is no function $frobnicate @ $frobnicate'],
    ['$eval("1")', 'there is no $eval in Step Functions @ $eval'],
    ['sum([1])', 'sum is no function: did you mean $sum? @ sum'],
    ['$rate(1)', '$rate is 2, not a function @ $rate'],
    ['$substring("abc", "1")', 'the second argument of $substring is "1", not a number @ "1"'],
    [
      '$sum($states.input.lines.q)',
      'the first argument of $sum is ["a","b","b"], not an array of numbers @ $states.input.lines.q',
    ],
    ['"a" ~> $power(2)', 'the first argument of $power is "a", not a number @ "a"'],
    ['"a" ~> $sqrt', 'the first argument of $sqrt is "a", not a number @ "a"'],
    ['$split("a", "b", 1, 2)', '$split takes 3 arguments at most @ 2'],
    ['$number("x")', '$number cannot make a number of "x" @ $number'],
    ['$sqrt(-1)', '$sqrt is given -1, which is negative @ $sqrt'],
    ['$toMillis("then")', '$toMillis is given "then", which is no ISO 8601 timestamp @ $toMillis'],
    ['$error("no such order")', '$error says: no such order @ $error'],
    ['$assert(false, "never")', '$assert says: never @ $assert'],
    ['$single([1, 2])', '$single has found more than one @ $single'],
    ['$parse("{")', '$parse says: Invalid JSON @ $parse'],
    ['$map([1, "x"], function($v) { $v * 2 })', 'the left side of "*" is "x", not a number @ *'],
    ['$sum', 'the expression gives a function, or something with one in it @ $sum'],
    ['$match("a", /(?=a)/)', 'unsupported regular expression: /(?=a)/g @ /(?=a)/'],
  ])('%s: %s', (text, wanted) => {
    const traced = traceOf(text, ORDER, { rate: 2 });
    expect(traced.error).toBeDefined();
    expect(brokeOf(traced)).toBe(wanted);
  });

  it('points at the token, with the code of JSONata and the value', () => {
    const { broke } = traceOf(' $states.input.price * 2 ', ORDER);
    expect(broke).toEqual({
      says: 'the left side of "*" is "4", not a number',
      code: 'T2001',
      token: '*',
      value: { type: 'string', json: '"4"' },
      from: 23,
      to: 24,
      char: 24,
      line: 1,
      column: 24,
    });
  });
});

describe('Why an expression gives nothing', () => {
  it.each([
    [
      '$states.input.cuont + 1',
      'there is no "cuont" in $states.input, which has count, price, lines, deep: did you mean "count"? @ cuont',
    ],
    [
      '$states.input.lines.foo',
      'there is no "foo" in $states.input.lines, which is an array of 3 (its first item has p, q) @ foo',
    ],
    ['$states.input.count.foo', 'there is no "foo" in $states.input.count, which is 4, a number @ foo'],
    ['$states.input.deep.er.foo', 'there is no "foo" in $states.input.deep.er, which is null @ foo'],
    ['$states.input.lines[p > 20].q', 'no item of $states.input.lines passes [p > 20] @ [p > 20]'],
    ['$states.input.lines[7]', 'there is no item 7 in $states.input.lines, which is an array of 3 @ [7]'],
    ['$states.input.count > 10 ? "x"', '$states.input.count > 10 is false, and there is no ":" with an else @ ?'],
    ['true ? $states.input.x : 1', 'there is no "x" in $states.input, which has count, price, lines, deep @ x'],
    ['$rat', 'there is no variable $rat @ $rat'],
    ['($x := $states.input.a.b; $x)', '$x is nothing @ $x'],
    ['$uppercase($states.input.nam)', 'there is no "nam" in $states.input, which has count, price, lines, deep @ nam'],
    ['$states.input.nam ~> $uppercase', 'there is no "nam" in $states.input, which has count, price, lines, deep @ nam'],
    ['$lookup({"a": 1}, "b")', '$lookup({"a": 1}, "b") gives nothing @ $lookup({"a": 1}, "b")'],
    ['()', '() gives nothing @ ()'],
  ])('%s: %s', (text, wanted) => {
    const traced = traceOf(text, ORDER);
    expect([traced.error, traced.value]).toEqual([undefined, undefined]);
    expect(brokeOf(traced)).toBe(wanted);
  });

  it('is not asked where it gives something', () => {
    expect(traceOf('1').broke).toBeUndefined();
  });
});

describe('A traced expression', () => {
  const { input, cases } = JSON.parse(readFileSync(new URL('../jsonata/vectors/golden.json', import.meta.url), 'utf8'));
  const expressions: string[] = cases.map(({ expression }: { readonly expression: string }) => expression);

  const untraced = (text: string, given: Json) => {
    try {
      return { value: withBudget(() => compileJsonata(text).evaluate(bindingsOf(given))) };
    } catch (error) {
      if (error instanceof JsonataSyntaxError) return { syntax: error.code };
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const traced = (text: string, given: Json) => {
    try {
      const { value, error, part } = withBudget(() => traceOf(text, given));
      const hasPlaces = placesOf(part).every(([whole, inner]) => whole.from <= inner.from && inner.to <= whole.to);
      if (!hasPlaces) throw new Error(`a part of ${text} stands outside of what it is a part of`);
      return error === undefined ? { value } : { error };
    } catch (error) {
      if (error instanceof JsonataSyntaxError) return { syntax: error.code };
      throw error;
    }
  };
  /** Each part that has a place in a part that has one. */
  const placesOf = (whole: Part): (readonly [Place, Place])[] =>
    whole.parts.flatMap((inner) => [
      ...(isPlaced(whole) && isPlaced(inner) ? [[whole, inner] as const] : []),
      ...placesOf(inner),
    ]);

  it.each(expressions)('gives what %s gives, over a frozen input', (text) => {
    const frozen = deepFreeze(structuredClone(input));
    expect(traced(text, frozen)).toEqual(untraced(text, frozen));
  });

  it('gives or throws the same as the untraced one, whatever it is', () => {
    fc.assert(
      fc.property(anExpression, (text) => {
        expect(traced(text, ORDER)).toEqual(untraced(text, ORDER));
      }),
      { numRuns: 1_500, seed: 17 },
    );
  });
});

interface Place {
  readonly from: number;
  readonly to: number;
}

const isPlaced = (part: Part): part is Part & Place => part.from !== undefined && part.to !== undefined;

/** Expressions of all kinds over ORDER: many fail, and many give nothing. */
const { expression: anExpression } = fc.letrec<{ expression: string; leaf: string; step: string }>((tie) => {
  const one = tie('expression');
  const leaf = fc.constantFrom(
    '1',
    '-2',
    '0.5',
    '"a"',
    "'4'",
    'true',
    'null',
    '$states.input',
    '$states.input.count',
    '$states.input.lines',
    '$',
    'p',
    'q',
    '$states.input.price',
    '/a/',
    '[]',
    '$x',
    '`p`',
    '9007199254740993',
  );
  const step = fc.oneof(
    fc.constantFrom(
      '.p',
      '.q',
      '.*',
      '.**',
      '[0]',
      '[-1]',
      '[p > 1]',
      '[]',
      '^(p)',
      '^(>q, p)',
      '.{"k": $}',
      '{q: p}',
      '.%',
      '@$x.$x',
      '#$x',
      '.(p * 2)',
    ),
    one.map((inner) => `[${inner}]`),
    one.map((inner) => `.(${inner})`),
  );
  const operator = fc.constantFrom('+', '-', '*', '/', '%', '&', '=', '!=', '<', '>=', 'and', 'or', 'in', '~>');
  const called = fc.constantFrom(
    '$sum',
    '$string',
    '$count',
    '$uppercase',
    '$sort',
    '$keys',
    '$number',
    '$exists',
    '$distinct',
    '$spread',
    '$nope',
    '$type',
    '$each',
    '$merge',
  );
  const expression = fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(one, operator, one).map((parts) => parts.join(' ')),
    fc.tuple(one, step).map(([text, next]) => `(${text})${next}`),
    fc.tuple(fc.constantFrom('$states.input', '$states.input.lines'), step, step).map((parts) => parts.join('')),
    fc.tuple(called, one).map(([name, argument]) => `${name}(${argument})`),
    fc.tuple(one, one, one).map(([condition, then, otherwise]) => `(${condition} ? ${then} : ${otherwise})`),
    fc.tuple(one, one).map(([value, body]) => `($x := ${value}; ${body})`),
    fc.tuple(one, one).map(([items, body]) => `$map(${items}, function($v, $i) { ${body} })`),
    fc.tuple(one, one).map(([value, body]) => `(function($x) { ${body} })(${value})`),
    fc.tuple(one, one).map(([first, second]) => `[${first}, ${second}, 1..3]`),
    fc.tuple(one, one).map(([first, second]) => `{"a": ${first}, "b": ${second}}`),
    fc.tuple(one, one).map(([first, second]) => `$states.input ~> |${first}|${second}|`),
  );
  return { expression, leaf, step };
});
