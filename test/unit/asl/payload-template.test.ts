import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpressionSyntaxError } from '#asl/expression.ts';
import { compileTemplate } from '#asl/payload-template.ts';
import { StatesError } from '#asl/states-error.ts';
import type { Json } from '#json/json.ts';
import { scopeOf } from './scope-of.ts';

const scope = scopeOf({ n: 5, list: [1, 2] }, { context: { State: { Name: 'S' } }, variables: { v: 'var' } });
const textOf = (template: Json) => JSON.stringify(compileTemplate(template).evaluate(scope));

describe('a payload template', () => {
  it('evaluates the members that end in .$, at any depth and in arrays', () => {
    expect(
      compileTemplate({
        deep: { 'a.$': '$.n', list: [{ 'b.$': '$$.State.Name' }, '$.n', { c: '$.n' }] },
        'v.$': '$v',
        'f.$': "States.Format('{}!', $.n)",
      }).evaluate(scope),
    ).toEqual({ deep: { a: 5, list: [{ b: 'S' }, '$.n', { c: '$.n' }] }, v: 'var', f: '5!' });
  });

  it('puts members without expression first, then the others in the order of a HashMap', () => {
    expect(
      textOf({
        'orderId.$': '$$.State.Name',
        Kept: 1,
        'total.$': '$.n',
        'customer.$': '$.n',
        Also: 2,
        'items.$': '$.list',
        'note.$': '$v',
      }),
    ).toBe('{"Kept":1,"Also":2,"note":"var","total":5,"orderId":"S","items":[1,2],"customer":5}');
  });

  it('counts an object with expressions inside as a member without expression', () => {
    expect(textOf({ 'a.$': '$.n', inner: { 'x.$': '$.n' } })).toBe('{"inner":{"x":5},"a":5}');
  });

  it('lets the expression win over a member of the same name', () => {
    expect(textOf({ 'a.$': '$.n', a: 1, b: 2 })).toBe('{"a":5,"b":2}');
  });

  it('names its variables and is not constant', () => {
    expect(compileTemplate({ a: [{ 'x.$': '$v.y' }], 'b.$': 'States.Array($w, $v)' })).toMatchObject({
      variables: ['v', 'w'],
      constant: false,
    });
  });

  it('is the same value, uncopied, when it has no expression', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const template: Json = JSON.parse(JSON.stringify(value).replaceAll('.$"', '"'));
        const compiled = compileTemplate(template);
        expect(compiled).toMatchObject({ constant: true, variables: [] });
        expect(compiled.evaluate(scope)).toBe(template);
      }),
    );
  });

  it('shares what is constant', () => {
    const inner = { a: 1 };
    const made = compileTemplate({ inner, 'n.$': '$.n' }).evaluate(scope);
    expect(Object(made).inner).toBe(inner);
  });

  it('names the field of a path that leads nowhere, as it is written', () => {
    expect(() => compileTemplate({ outer: { 'value.$': '$.missing' } }).evaluate(scope)).toThrow(
      new StatesError(
        'States.Runtime',
        `The JSONPath '$.missing' specified for the field 'value.$' could not be found in the input '{"n":5,"list":[1,2]}'`,
      ),
    );
  });

  it.each<[Json]>([[{ 'a.$': 1 }], [{ 'a.$': 'text' }], [[{ 'a.$': '$.b[' }]]])('%j is a syntax error', (template) => {
    expect(() => compileTemplate(template)).toThrow(ExpressionSyntaxError);
  });

  it('keeps a member named __proto__ a member', () => {
    expect(textOf(JSON.parse('{"__proto__":{"x":1},"a.$":"$.n"}'))).toBe('{"__proto__":{"x":1},"a":5}');
  });
});
