import { describe, expect, it } from 'vitest';
import { compileJsonataTemplate } from '#asl/jsonata/compile-jsonata-template.ts';
import { isJsonata } from '#asl/jsonata/is-jsonata.ts';
import { JsonataSyntaxError } from '#asl/jsonata/jsonata-syntax-error.ts';
import { expectJsonType, jsonTypeName } from '#asl/jsonata/query-evaluation-error.ts';
import { StatesError } from '#asl/states-error.ts';
import type { Json } from '#json/json.ts';
import { bindingsOf } from './bindings.ts';

const evaluate = (template: Json, field = 'Output') =>
  compileJsonataTemplate(template, field).evaluate(bindingsOf({ a: 1, list: [1, 2] }, { v: 'x' }));

const failure = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('isJsonata', () => {
  it.each(['{%%}', '{% 1 %}', '{%1%}'])('takes %s', (text) => expect(isJsonata(text)).toBe(true));
  it.each(['', '{%}', ' {% 1 %}', '{% 1 %} ', '{% 1 }', '$x', '{{% 1 %}}'])('does not take %j', (text) =>
    expect(isJsonata(text)).toBe(false),
  );
});

describe('compileJsonataTemplate', () => {
  it('evaluates expressions at any depth and leaves the rest', () => {
    const template = {
      one: '{% $states.input.a %}',
      two$: ['{%$v%}', ' {% $v %}', { deep: '{% $states.input.list %}' }],
      '{% $v %}': null,
    };
    expect(evaluate(template)).toEqual({ one: 1, two$: ['x', ' {% $v %}', { deep: [1, 2] }], '{% $v %}': null });
  });

  it.each([true, 5, null, 'text', { a: [{ b: 'c' }] }])('shares a template without expressions: %j', (template) => {
    const compiled = compileJsonataTemplate(template, 'Output');
    expect(compiled).toMatchObject({ constant: true, variables: [] });
    expect(compiled.evaluate(bindingsOf({}))).toBe(template);
  });

  it('names its variables once', () => {
    expect(compileJsonataTemplate(['{% $a + $b %}', { k: '{% $b & $c %}' }], 'Assign')).toMatchObject({
      variables: ['a', 'b', 'c'],
      constant: false,
    });
  });

  it('builds $states once for all its expressions', () => {
    let times = 0;
    const states = () => ({ input: { n: ++times } });
    const template = compileJsonataTemplate(['{% $states.input.n %}', '{% $states.input.n %}'], 'Output');
    expect(template.evaluate({ ...bindingsOf({}), states })).toEqual([1, 1]);
  });

  it('asks for the context object only for an expression that may look at it, once', () => {
    const asked: boolean[] = [];
    const states = (withContext = true) => {
      asked.push(withContext);
      return { input: 1, ...(withContext ? { context: { id: 'arn' } } : {}) };
    };
    const evaluated = (...template: string[]) => {
      asked.length = 0;
      return compileJsonataTemplate(template, 'Output').evaluate({ ...bindingsOf({}), states });
    };
    expect(evaluated('{% $states.input %}', '{% $states.input %}')).toEqual([1, 1]);
    expect(asked).toEqual([false]);
    expect(evaluated('{% $states.input %}', '{% $states.context.id %}', "{% $lookup($states, 'context').id %}")).toEqual([
      1,
      'arn',
      'arn',
    ]);
    expect(asked).toEqual([false, true]);
  });

  it('keeps a key named __proto__', () => {
    expect(Object.keys(Object(evaluate(JSON.parse('{"__proto__": "{% 1 %}"}'))))).toEqual(['__proto__']);
  });

  it.each([
    ['{% $nope %}', 'Output', "The JSONata expression '$nope' specified for the field 'Output' returned nothing (undefined)."],
    [
      { r: ['{%  1 + "a"  %}'] },
      'Output/r[0]',
      `The JSONata expression '1 + "a"' specified for the field 'Output/r[0]' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number`,
    ],
    [
      { a: { b: '{% $sum %}' } },
      'Output/a/b',
      "The JSONata expression '$sum' specified for the field 'Output/a/b' returned an unsupported result type.",
    ],
    [
      "{% $error('my text') %}",
      'Output',
      "The JSONata expression '$error('my text')' specified for the field 'Output' threw an error during evaluation. D3137: my text",
    ],
    [
      '{% [1..900000] %}',
      'Output',
      "The JSONata expression '[1..900000]' specified for the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage",
    ],
  ])('says what failed in %j', (template, location, causeText) => {
    const error = failure(() => evaluate(template));
    expect(error).toBeInstanceOf(StatesError);
    expect(error).toMatchObject({ error: 'States.QueryEvaluationError', causeText, location });
  });

  it('refuses expressions with errors in their text', () => {
    expect(failure(() => compileJsonataTemplate({ a: '{% 1 + %}' }, 'Output'))).toBeInstanceOf(JsonataSyntaxError);
  });
});

describe('expectJsonType', () => {
  it.each([
    [[1], 'array'],
    [true, 'boolean'],
    [null, 'null'],
    [1.5, 'number'],
    [{}, 'object'],
    ['s', 'string'],
  ])('knows that %j is of the type %s', (value, name) => {
    expect(jsonTypeName(value)).toBe(name);
  });

  it('lets the expected type pass', () => expect(failure(() => expectJsonType([], 'array', 'x', 'Items'))).toBeUndefined());

  it('says what it found instead', () => {
    expect(failure(() => expectJsonType({ a: 'b' }, 'array', '$x', 'Items'))).toMatchObject({
      error: 'States.QueryEvaluationError',
      causeText: `The JSONata expression '$x' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {"a":"b"}`,
    });
  });
});
