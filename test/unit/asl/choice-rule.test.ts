import { describe, expect, it } from 'vitest';
import { COMPARISON_OPERATORS, compileChoiceRule } from '#asl/choice-rule.ts';
import { ExpressionSyntaxError } from '#asl/expression.ts';
import { StatesError } from '#asl/states-error.ts';
import type { Json, JsonObject } from '#json/json.ts';
import { scopeOf } from './scope-of.ts';

const NOON = '2024-02-29T12:00:00Z';

/** One value of each kind that an operator could meet, by a name for the table below. */
const VALUES: Readonly<Record<string, Json>> = {
  null: null,
  true: true,
  false: false,
  zero: 0,
  two: 2,
  minus: -1.5,
  empty: '',
  digit: '2',
  apple: 'apple',
  pear: 'pear',
  noon: NOON,
  noonInParis: '2024-02-29T13:00:00.000+01:00',
  later: '2024-02-29T12:00:00.0001Z',
  noZone: '2024-02-29T12:00:00',
  noSuchDay: '2023-02-29T12:00:00Z',
  list: [],
  object: { two: 2 },
};

const STRINGS = ['empty', 'digit', 'apple', 'pear', 'noon', 'noonInParis', 'later', 'noZone', 'noSuchDay'];

/** Operator, operand, and the values for which the rule holds; it does not hold for any other value above. */
const GOLDEN: readonly (readonly [operator: string, operand: Json, holds: readonly string[]])[] = [
  ['StringEquals', 'apple', ['apple']],
  ['StringEquals', '2', ['digit']],
  ['StringLessThan', 'b', STRINGS.filter((name) => name !== 'pear')],
  ['StringLessThanEquals', 'apple', STRINGS.filter((name) => name !== 'pear')],
  ['StringGreaterThan', 'apple', ['pear']],
  ['StringGreaterThanEquals', 'apple', ['apple', 'pear']],
  ['NumericEquals', 2, ['two']],
  ['NumericEquals', 0, ['zero']],
  ['NumericLessThan', 0, ['minus']],
  ['NumericLessThanEquals', 0, ['minus', 'zero']],
  ['NumericGreaterThan', 0, ['two']],
  ['NumericGreaterThanEquals', -1.5, ['minus', 'zero', 'two']],
  ['BooleanEquals', true, ['true']],
  ['BooleanEquals', false, ['false']],
  ['TimestampEquals', NOON, ['noon', 'noonInParis']],
  ['TimestampLessThan', '2024-02-29T12:00:00.00005Z', ['noon', 'noonInParis']],
  ['TimestampLessThanEquals', NOON, ['noon', 'noonInParis']],
  ['TimestampGreaterThan', NOON, ['later']],
  ['TimestampGreaterThanEquals', '2024-02-29T06:00:00-06:00', ['noon', 'noonInParis', 'later']],
];

const PLAIN_GOLDEN: typeof GOLDEN = [
  ['StringMatches', '*a*', ['apple', 'pear']],
  ['StringMatches', '*', STRINGS],
  ['IsNull', true, ['null']],
  ['IsBoolean', true, ['true', 'false']],
  ['IsNumeric', true, ['zero', 'two', 'minus']],
  ['IsString', true, STRINGS],
  ['IsTimestamp', true, ['noon', 'noonInParis', 'later']],
  ['IsPresent', true, Object.keys(VALUES)],
];

const holds = (rule: JsonObject, input: Json) => compileChoiceRule(rule).test(scopeOf(input));
const holdingValues = (rule: JsonObject, more: JsonObject = {}) =>
  Object.keys(VALUES).filter((name) => holds({ Variable: '$.v', ...rule }, { v: VALUES[name] ?? null, ...more }));

describe('a choice rule', () => {
  it.each([...GOLDEN, ...PLAIN_GOLDEN])('%s %j holds for %j', (operator, operand, names) => {
    expect(holdingValues({ [operator]: operand }).sort()).toEqual([...names].sort());
  });

  it.each(GOLDEN)('%sPath with %j behind the path holds for %j', (operator, operand, names) => {
    expect(holdingValues({ [`${operator}Path`]: '$.other' }, { other: operand }).sort()).toEqual([...names].sort());
  });

  it.each(PLAIN_GOLDEN.filter(([operator]) => operator.startsWith('Is')))(
    '%s false holds for all but %j',
    (operator, _, names) => {
      expect(holdingValues({ [operator]: false })).toEqual(Object.keys(VALUES).filter((name) => !names.includes(name)));
    },
  );

  it('never holds when the value behind a path is of another type', () => {
    expect(holdingValues({ NumericEqualsPath: '$.other' }, { other: '2' })).toEqual([]);
    expect(holdingValues({ StringEqualsPath: '$.other' }, { other: 2 })).toEqual([]);
    expect(holdingValues({ TimestampEqualsPath: '$.other' }, { other: 'noon' })).toEqual([]);
    expect(holdingValues({ BooleanEqualsPath: '$.other' }, { other: null })).toEqual([]);
  });

  it.each<[Json]>([[false], [null], [{}], [[]]])('takes a positive number for greater than %j behind a path', (other) => {
    expect(holdingValues({ NumericGreaterThanPath: '$.other' }, { other })).toEqual(['two']);
    expect(holdingValues({ NumericGreaterThanEqualsPath: '$.other' }, { other })).toEqual(['two']);
    expect(holdingValues({ NumericLessThanPath: '$.other' }, { other })).toEqual([]);
    expect(holdingValues({ NumericEqualsPath: '$.other' }, { other })).toEqual([]);
  });

  it('has every operator in the tables of this test', () => {
    const tested = [...GOLDEN.flatMap(([name]) => [name, `${name}Path`]), ...PLAIN_GOLDEN.map(([name]) => name)];
    expect([...new Set(tested)].sort()).toEqual([...COMPARISON_OPERATORS].sort());
    expect(COMPARISON_OPERATORS).toHaveLength(39);
  });

  it('combines rules with And, Or and Not', () => {
    const positive = { Variable: '$.n', NumericGreaterThan: 0 };
    const small = { Variable: '$.n', NumericLessThan: 10 };
    const rule = { Or: [{ And: [positive, small] }, { Not: { Variable: '$.n', NumericLessThan: 100 } }], Next: 'X' };
    expect([-5, 5, 50, 500].map((n) => holds(rule, { n }))).toEqual([false, true, false, true]);
  });

  it('stops at the first rule that decides', () => {
    const present = { Variable: '$.n', IsPresent: true };
    const equal = { Variable: '$.n', NumericEquals: 1 };
    expect(holds({ And: [present, equal] }, {})).toBe(false);
    expect(holds({ Or: [{ Not: present }, equal] }, {})).toBe(true);
    expect(() => holds({ And: [equal, present] }, {})).toThrow(StatesError);
  });

  it('fails when a path leads nowhere, except with IsPresent', () => {
    const failure = new StatesError(
      'States.Runtime',
      "Invalid path '$.x': The choice state's condition path references an invalid value.",
    );
    expect(() => holds({ Variable: '$.x', StringEquals: 'a' }, {})).toThrow(failure);
    expect(() => holds({ Variable: '$.x', IsNull: true }, {})).toThrow(failure);
    expect(() => holds({ Variable: '$.a', NumericEqualsPath: '$.x' }, { a: 1 })).toThrow(failure);
    expect(holds({ Variable: '$.x', IsPresent: false }, {})).toBe(true);
    expect(holds({ Variable: '$.x', IsPresent: false }, { x: null })).toBe(false);
  });

  it('reads the context object and variables, and names the variables', () => {
    const rule = compileChoiceRule({
      And: [
        { Variable: '$$.Execution.Name', StringMatches: 'night-*' },
        { Variable: '$limit', NumericLessThanPath: '$seen.count' },
        { Not: { Variable: '$limit', IsNull: true } },
      ],
    });
    expect(rule.variables).toEqual(['limit', 'seen']);
    expect(
      rule.test(scopeOf({}, { context: { Execution: { Name: 'night-7' } }, variables: { limit: 3, seen: { count: 4 } } })),
    ).toBe(true);
    expect(holds({ Variable: '$none', IsPresent: true }, {})).toBe(false);
  });

  it.each<[JsonObject]>([
    [{}],
    [{ Variable: '$.a' }],
    [{ StringEquals: 'a' }],
    [{ Variable: 'States.UUID()', StringEquals: 'a' }],
    [{ Variable: '$.a', StringEqualsPath: 'b' }],
    [{ And: [] }],
    [{ Or: [1] }],
    [{ Not: 'x' }],
  ])('%j is a syntax error', (rule) => {
    expect(() => compileChoiceRule(rule)).toThrow(ExpressionSyntaxError);
  });
});
