import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileChoiceRule } from '#asl/choice-rule.ts';
import { compileExpression } from '#asl/expression.ts';
import type { Trace } from '#asl/trace/part.ts';
import { traceCall } from '#asl/trace/trace-call.ts';
import { traceChoiceRule } from '#asl/trace/trace-choice-rule.ts';
import { tracePath } from '#asl/trace/trace-path.ts';
import type { JsonObject } from '#json/json.ts';
import { scopeOf } from '../scope-of.ts';
import { brokeOf, linesOf } from './trace-of.ts';

const ORDER = { id: 7, name: 'Ann', lines: [{ n: 1, p: 2 }, { n: 2 }], deep: { er: null }, empty: [] };
const SCOPE = scopeOf(ORDER, { context: { Execution: { Id: 'arn' } }, variables: { rate: { of: [1, 2] } } });

interface Outcome extends Trace {
  readonly value?: unknown;
  readonly error?: string;
}

function trace(compile: (told: (trace: Trace) => void) => () => unknown): Outcome {
  let heard: Trace | undefined;
  const evaluate = compile((told) => {
    heard = told;
  });
  let end: { readonly value?: unknown; readonly error?: string };
  try {
    end = { value: evaluate() };
  } catch (error) {
    end = { error: error instanceof Error ? error.message : String(error) };
  }
  if (heard === undefined) throw new Error('nothing was told');
  return { ...heard, ...end };
}

const pathOf = (text: string, scope = SCOPE) =>
  trace((told) => {
    const path = tracePath(text, told);
    return () => path.evaluate(scope);
  });

const callOf = (text: string) =>
  trace((told) => {
    const call = traceCall(text, told);
    return () => call.evaluate(SCOPE);
  });

const ruleOf = (rule: JsonObject) =>
  trace((told) => {
    const compiled = traceChoiceRule(rule, '/States/Which/Choices[0]', told);
    return () => compiled.test(SCOPE);
  });

const plainly = (evaluate: () => unknown) => {
  try {
    return { value: evaluate() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

describe('The trace of a path', () => {
  it.each<readonly [text: string, lines: readonly string[]]>([
    ['$.deep.er', ['$.deep.er = null', `  $ = ${JSON.stringify(ORDER)}`, '  .deep = {"er":null}', '  .er = null']],
    ['$', [`$ = ${JSON.stringify(ORDER)}`]],
    [
      "$['lines'][1].n",
      [
        "$['lines'][1].n = 2",
        `  $ = ${JSON.stringify(ORDER)}`,
        '  [\'lines\'] = [{"n":1,"p":2},{"n":2}]',
        '  [1] = {"n":2}',
        '  .n = 2',
      ],
    ],
    [
      '$.lines[?(@.n > 1)]',
      [
        '$.lines[?(@.n > 1)] = [{"n":2}]',
        `  $ = ${JSON.stringify(ORDER)}`,
        '  .lines = [{"n":1,"p":2},{"n":2}]',
        '  [?(@.n > 1)] = [{"n":2}]',
      ],
    ],
    ['$..n', ['$..n = [1,2]', `  $ = ${JSON.stringify(ORDER)}`, '  ..n = [1,2]']],
    [
      '$$.Execution.Id',
      ['$$.Execution.Id = "arn"', '  $$ = {"Execution":{"Id":"arn"}}', '  .Execution = {"Id":"arn"}', '  .Id = "arn"'],
    ],
    ['$rate.of[0]', ['$rate.of[0] = 1', '  $rate = {"of":[1,2]}', '  .of = [1,2]', '  [0] = 1']],
    ['$.deep.x.y', ['$.deep.x.y !', `  $ = ${JSON.stringify(ORDER)}`, '  .deep = {"er":null}', '  .x !', '  .y -']],
  ])('%s', (text, lines) => {
    expect(linesOf(pathOf(text).part)).toEqual(lines);
  });

  it.each([
    ['$.nmae', 'there is no "nmae" in $, which has id, name, lines, deep, empty: did you mean "name"? @ .nmae'],
    ['$.deep.er.x', '$.deep.er is null @ .x'],
    ['$.name.first', 'there is no "first" in $.name, which is "Ann", a string @ .first'],
    ['$.lines.n', 'there is no "n" in $.lines, which is an array of 2 (its first item has n, p) @ .n'],
    ['$.lines[2].n', 'there is no item 2 in $.lines, which is an array of 2 @ [2]'],
    ['$.name[0]', '$.name is "Ann", a string, not an array @ [0]'],
    ['$$.Execution.Nme', 'there is no "Nme" in $$.Execution, which has Id @ .Nme'],
    ['$rat.of', 'there is no variable $rat @ $rat'],
  ])('%s: %s', (text, wanted) => {
    const traced = pathOf(text);
    expect(traced.error).toBeDefined();
    expect(brokeOf(traced)).toBe(wanted);
  });

  it('says where each step stands', () => {
    const { part, broke } = pathOf('$rate.of[7]');
    expect(part.parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 5],
      [5, 8],
      [8, 11],
    ]);
    expect(broke).toMatchObject({ from: 8, to: 11, char: 9, line: 1, column: 9, value: { type: 'array', json: '[1,2]' } });
  });

  it('gives or throws what the path does', () => {
    const step = fc.constantFrom(
      '.lines',
      '.n',
      '[0]',
      '[-1]',
      '[*]',
      '..n',
      '.*',
      '[0,1]',
      '[1:]',
      '[?(@.n > 1)]',
      "['id','name']",
      '.deep',
      '.er',
      '[?(@.p)]',
    );
    fc.assert(
      fc.property(fc.constantFrom('$', '$$', '$rate', '$none'), fc.array(step, { maxLength: 4 }), (root, steps) => {
        const text = root + steps.join('');
        const { part: _, broke, ...end } = pathOf(text);
        expect(end).toEqual(plainly(() => compileExpression(text).evaluate(SCOPE)));
        expect(broke === undefined).toBe(end.error === undefined);
      }),
      { numRuns: 500, seed: 17 },
    );
  });
});

describe('The trace of an intrinsic function', () => {
  it('tells of its arguments, those of calls in it, and the steps of their paths', () => {
    expect(linesOf(callOf("States.Format('{} of {}', $.name, States.ArrayLength($.lines))").part)).toEqual([
      'States.Format(\'{} of {}\', $.name, States.ArrayLength($.lines)) = "Ann of 2"',
      '  \'{} of {}\' = "{} of {}"',
      '  $.name = "Ann"',
      `    $ = ${JSON.stringify(ORDER)}`,
      '    .name = "Ann"',
      '  States.ArrayLength($.lines) = 2',
      '    $.lines = [{"n":1,"p":2},{"n":2}]',
      `      $ = ${JSON.stringify(ORDER)}`,
      '      .lines = [{"n":1,"p":2},{"n":2}]',
    ]);
  });

  it('tells of the value that it has given, also where that is by chance', () => {
    const { value, part } = callOf('States.Array(States.UUID())');
    expect(part.value?.json).toBe(JSON.stringify(value));
    expect(part.parts[0]?.value?.json).toBe(JSON.stringify(Array.isArray(value) ? value[0] : undefined));
  });

  it.each([
    [
      'States.ArrayGetItem($.lines, 5)',
      'there is no item 5 in the first argument of States.ArrayGetItem, which is an array of 2 @ 5',
    ],
    ['States.ArrayLength($.name)', 'the first argument of States.ArrayLength is "Ann", not an array @ $.name'],
    ['States.MathAdd($.id, $.name)', 'the second argument of States.MathAdd is "Ann", not an integer of 32 bits @ $.name'],
    ['States.MathAdd(2147483647, 1)', 'the sum of States.MathAdd is no integer of 32 bits @ States.MathAdd'],
    ["States.Format('{} {}', $.id)", "the template of States.Format has 2 {}, and there are 1 values for them @ '{} {}'"],
    ['States.StringToJson($.name)', /^cannot convert String to Json in States\.StringToJson/],
    [
      "States.Hash($.name, 'SHA-9')",
      'the second argument of States.Hash is "SHA-9", not one of MD5, SHA-1, SHA-256, SHA-384, SHA-512 @ \'SHA-9\'',
    ],
    [
      'States.JsonMerge($.deep, $.deep, true)',
      'the third argument of States.JsonMerge is true, not false: AWS does not merge deeply @ true',
    ],
    ['States.ArrayRange(1, 5000, 1)', 'States.ArrayRange would make more than 1,000 items @ States.ArrayRange'],
    ['States.ArrayRange(1, 5, 0)', 'the third argument of States.ArrayRange is 0, not a number other than 0 @ 0'],
    ['States.StringSplit($.name)', 'States.StringSplit takes 2 arguments, not 1 @ States.StringSplit'],
    ['States.MathRandom(5, 1)', 'the second argument of States.MathRandom is 1, not above the first, which is 5 @ 1'],
    ['States.Array(1, States.ArrayLength($.id))', 'the first argument of States.ArrayLength is 7, not an array @ $.id'],
    ['States.Array(1, $.nmae)', 'there is no "nmae" in $, which has id, name, lines, deep, empty: did you mean "name"? @ .nmae'],
  ])('%s: %s', (text, wanted) => {
    const { part: _, broke, ...end } = callOf(text);
    expect(end).toEqual(plainly(() => compileExpression(text).evaluate(SCOPE)));
    expect(brokeOf({ ...(broke ? { broke } : {}) })).toEqual(typeof wanted === 'string' ? wanted : expect.stringMatching(wanted));
    expect(text.slice(broke?.from, broke?.to)).toBe(broke?.token);
  });
});

describe('The verdicts of a choice rule', () => {
  const verdicts = (rule: JsonObject) => {
    const lines: string[] = [];
    const visit = ({ kind, text, location, times, value, error, says, parts }: Trace['part']) => {
      if (kind !== 'rule') return;
      const verdict = error !== undefined ? 'broke' : times === 0 ? 'not asked' : value?.json;
      lines.push(`${location?.replace('/States/Which/', '')} ${text}: ${verdict}${says === undefined ? '' : `, ${says}`}`);
      parts.forEach(visit);
    };
    visit(ruleOf(rule).part);
    return lines;
  };

  it('asks And and Or until one decides, and turns Not around', () => {
    const rule = {
      And: [
        {
          Or: [
            { Variable: '$.id', NumericEquals: 7 },
            { Variable: '$.name', StringEquals: 'Bob' },
          ],
        },
        { Not: { Variable: '$.id', NumericGreaterThan: 10 } },
        { Variable: '$.name', StringMatches: 'B*' },
        { Variable: '$.none', IsNull: true },
      ],
    };
    expect(verdicts(rule)).toEqual([
      'Choices[0] And: false',
      'Choices[0]/And[0] Or: true',
      'Choices[0]/And[0]/Or[0] NumericEquals: true, $.id is 7, a number: equal to 7',
      'Choices[0]/And[0]/Or[1] StringEquals: not asked',
      'Choices[0]/And[1] Not: true',
      'Choices[0]/And[1]/Not NumericGreaterThan: false, $.id is 7, a number: not greater than 10',
      'Choices[0]/And[2] StringMatches: false, $.name is "Ann", a string: not matching "B*"',
      'Choices[0]/And[3] IsNull: not asked',
    ]);
  });

  it.each<readonly [rule: JsonObject, says: string]>([
    [{ Variable: '$.none', IsPresent: false }, 'true, there is no "none" in $, which has id, name, lines, deep, empty'],
    [{ Variable: '$.name', IsPresent: true }, 'true, $.name is there'],
    [{ Variable: '$.name', IsNumeric: true }, 'false, $.name is "Ann", a string'],
    [
      { Variable: '$.id', NumericLessThanPath: '$.lines[0].n' },
      'false, $.id is 7, a number: not less than $.lines[0].n, which is 1',
    ],
    [{ Variable: '$.name', NumericEquals: 7 }, 'false, $.name is "Ann", a string: not equal to 7'],
  ])('%j: %s', (rule, says) => {
    expect(verdicts(rule)[0]).toBe(`Choices[0] ${Object.keys(rule)[1]}: ${says}`);
  });

  it('says which path found nothing, and where in the rule it stands', () => {
    const traced = ruleOf({ Not: { And: [{ Variable: '$.id', NumericEqualsPath: '$.nmae' }] } });
    expect(traced.error).toBe("Invalid path '$.nmae': The choice state's condition path references an invalid value.");
    expect(traced.broke).toEqual({
      says: 'there is no "nmae" in $, which has id, name, lines, deep, empty: did you mean "name"?',
      token: '.nmae',
      value: { type: 'object', json: JSON.stringify(ORDER) },
      location: '/States/Which/Choices[0]/Not/And[0]/NumericEqualsPath',
    });
  });

  it('are those of the rule itself', () => {
    const comparison = fc.constantFrom<JsonObject>(
      { Variable: '$.id', NumericEquals: 7 },
      { Variable: '$.id', NumericGreaterThan: 8 },
      { Variable: '$.none', IsPresent: false },
      { Variable: '$.none', IsNull: true },
      { Variable: '$.name', StringEqualsPath: '$.name' },
      { Variable: '$.name', StringEqualsPath: '$.none' },
    );
    const { rule: aRule } = fc.letrec<{ rule: JsonObject }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 3 },
        comparison,
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((rules): JsonObject => ({ And: rules })),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((rules): JsonObject => ({ Or: rules })),
        tie('rule').map((rule): JsonObject => ({ Not: rule })),
      ),
    }));
    fc.assert(
      fc.property(aRule, (rule) => {
        const { part: _, broke: __, ...end } = ruleOf(rule);
        const value: { value?: unknown; error?: string } = plainly(() => compileChoiceRule(rule).test(SCOPE));
        expect(end).toEqual(value);
      }),
      { numRuns: 500, seed: 17 },
    );
  });
});
