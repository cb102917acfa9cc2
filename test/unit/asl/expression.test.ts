import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, ExpressionSyntaxError, evaluateField } from '#asl/expression.ts';
import { PathNotFound } from '#asl/jsonpath/path-not-found.ts';
import { StatesError } from '#asl/states-error.ts';
import type { Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { scopeOf } from './scope-of.ts';

const scope = scopeOf(
  { order: { id: 7, 'a,b)': 'odd' }, tags: ['x', 'y'] },
  { context: { Execution: { Name: 'run-1' } }, variables: { cart: { items: [10, 20] }, große: 'ok' } },
);
const evaluate = (text: string) => compileExpression(text).evaluate(scope);

describe('an expression', () => {
  it.each([
    ['$.order.id', 'path', 7],
    ['$$.Execution.Name', 'context', 'run-1'],
    ['$$', 'context', { Execution: { Name: 'run-1' } }],
    ['$cart', 'variable', { items: [10, 20] }],
    ['$cart.items[1]', 'variable', 20],
    ['$große', 'variable', 'ok'],
    ['States.ArrayLength($.tags)', 'intrinsic', 2],
  ])('%s is a %s', (text, kind, value) => {
    expect(compileExpression(text)).toMatchObject({ text, kind });
    expect(evaluate(text)).toEqual(value);
  });

  it('takes arguments of every kind, with white space around them', () => {
    const text = "States.Array( $.order.id ,$$.Execution.Name,$cart.items[0], 'it\\'s', -2.5 , 1e2, true,false,null )";
    expect(writeJson(evaluate(text))).toBe('[7,"run-1",10,"it\'s",-2.5,100.0,true,false,null]');
  });

  it('ends a path argument at the comma or parenthesis outside of its brackets', () => {
    expect(evaluate("States.Array($.order['a,b)'], $.tags[0])")).toEqual(['odd', 'x']);
  });

  it('names the variables that it reads, each once', () => {
    expect(compileExpression("States.Format('{}{}{}', $b.x, States.Array($a), $b)").variables).toEqual(['b', 'a']);
    expect(compileExpression('$.a').variables).toEqual([]);
  });

  it.each([
    '',
    'a',
    ' $.a',
    '$1',
    '$a b',
    '$.a[',
    'States.Array',
    'States.Array (1)',
    'States.Array(1',
    'States.Array(1,)',
    'States.Array(1))',
    'States.Array(,1)',
    "States.Array('a)",
    'States.Array("a")',
    'States.Array(01)',
    'States.Array(a)',
    'States.array(1)',
    'States.Nothing()',
    'States.toString()',
    'States.Array($.a[)',
  ])('%j is a syntax error', (text) => {
    expect(() => compileExpression(text)).toThrow(ExpressionSyntaxError);
  });

  it('has at most ten intrinsic functions', () => {
    const nested = (count: number) => 'States.Array('.repeat(count) + ')'.repeat(count);
    expect(() => compileExpression(nested(10))).not.toThrow();
    expect(() => compileExpression(nested(11))).toThrow(ExpressionSyntaxError);
  });

  it('throws PathNotFound for a path or a variable that leads nowhere', () => {
    expect(() => evaluate('$.nothing')).toThrow(PathNotFound);
    expect(() => evaluate('$nothing')).toThrow(PathNotFound);
    expect(() => evaluate('$cart.nothing')).toThrow(PathNotFound);
  });

  it('quotes the field and what the path was applied to', () => {
    const cause = (text: string) => {
      try {
        return evaluateField(
          compileExpression(text),
          'CausePath',
          scopeOf({ a: 1 }, { context: { b: 2 }, variables: { c: [3] } }),
        );
      } catch (error) {
        return error instanceof StatesError ? [error.error, error.causeText] : error;
      }
    };
    expect(cause('$.x')).toEqual([
      'States.Runtime',
      `The JSONPath '$.x' specified for the field 'CausePath' could not be found in the input '{"a":1}'`,
    ]);
    expect(cause('$$.x')).toEqual(['States.Runtime', expect.stringContaining(`could not be found in the input '{"b":2}'`)]);
    expect(cause('$c.x')).toEqual(['States.Runtime', expect.stringContaining(`could not be found in the input '[3]'`)]);
    expect(cause("States.Format('{}', $.x)")).toEqual([
      'States.Runtime',
      `The function 'States.Format('{}', $.x)' had the following error: The JsonPath argument for the field '$.x' could not be found in the input '{"a":1}'`,
    ]);
  });

  it('never hangs, and throws only what it says, whatever its text', () => {
    const token = fc.constantFrom(
      ...[
        'States.',
        'Format',
        'Array',
        'JsonMerge',
        'MathAdd',
        'StringSplit',
        '(',
        ')',
        ',',
        ' ',
        "'",
        '\\',
        '{}',
        '$',
        '$$',
        '.',
        '..',
        '*',
      ],
      ...['a', 'order', '[', ']', '0', '-1', '1e400', ':', '?', '@', '==', '&&', 'true', 'null', '"', '😀', '\n', '__proto__'],
    );
    const text = fc.oneof(
      fc.array(token, { maxLength: 25 }).map((tokens) => tokens.join('')),
      fc.array(token, { maxLength: 25 }).map((tokens) => `States.Array(${tokens.join('')})`),
      fc.array(token, { maxLength: 15 }).map((tokens) => `$.${tokens.join('')}`),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, fc.json(), (candidate, json) => {
        const input: Json = JSON.parse(json);
        const expression = attempt(() => compileExpression(candidate), [ExpressionSyntaxError]);
        if (expression === undefined) return;
        const value = attempt(() => expression.evaluate({ ...scope, input }), [PathNotFound, StatesError]);
        if (value !== undefined) expect(() => writeJson(value)).not.toThrow();
      }),
      { numRuns: 3_000 },
    );
  });
});

function attempt<T>(run: () => T, allowed: readonly (abstract new (...args: never[]) => Error)[]): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!allowed.some((kind) => error instanceof kind)) throw error;
    return undefined;
  }
}
