import { describe, expect, it } from 'vitest';
import { CHOICE_OPERATORS } from '#asl/validate/choice-operators.ts';
import { findings, schema } from '../findings.ts';

const choose = (Choices: unknown, fields: object = {}, machine: object = {}) =>
  findings({
    ...machine,
    StartAt: 'A',
    States: { A: { Type: 'Choice', Choices, Default: 'B', ...fields }, B: { Type: 'Succeed' } },
  });
const rule = (fields: object) => choose([{ Next: 'B', ...fields }]);
const jsonataRule = (fields: object) => choose([{ Next: 'B', ...fields }], {}, { QueryLanguage: 'JSONata' });
const operators = [...CHOICE_OPERATORS.keys()];
const allOperators = operators.join(', ');
const at = (message: string, place = '') => [schema(message, `/States/A/Choices[0]${place}`)];

describe('a choice rule', () => {
  it.each([
    { Variable: '$.x', StringEquals: 'a' },
    { Variable: "$['x y'][0]", NumericGreaterThanEquals: 1.5 },
    { Variable: '$$.Execution.Name', StringMatches: 'a*' },
    { Variable: '$counter', NumericLessThanPath: '$.limit' },
    { Variable: '$.t', TimestampLessThan: '2024-02-29T23:59:59.123+01:00' },
    { Variable: '$.x', IsPresent: false, Comment: 'c', Assign: { seen: true } },
    { And: [{ Variable: '$.x', IsNull: true }, { Or: [{ Not: { Variable: '$.y', BooleanEquals: true } }] }] },
  ])('may be %j', (fields) => {
    expect(rule(fields)).toEqual([]);
  });

  it.each([{ Condition: '{% $states.input.x > 1 %}' }, { Condition: true, Output: { a: '{% 1 %}' }, Assign: { b: '{% 2 %}' } }])(
    'of JSONata may be %j',
    (fields) => {
      expect(jsonataRule(fields)).toEqual([]);
    },
  );

  it('is told of the operators in the order of a hash map of Java', () => {
    expect(operators).toHaveLength(39);
    expect(operators.slice(0, 3)).toEqual(['StringEquals', 'IsBoolean', 'StringLessThan']);
  });

  it('has one condition', () => {
    const message = 'The object must have only one of the following fields, [And, Or, Not, Variable, Condition]';
    expect(rule({})).toEqual(at(message));
    expect(rule({ Variable: '$.x', IsNull: true, Not: { Variable: '$.y', IsNull: true } })).toEqual(at(message));
    expect(rule({ Not: {} })).toEqual(at(message, '/Not'));
  });

  it('compares once', () => {
    expect(rule({ Variable: '$.x' })).toEqual(at(`This object should have only one of the following fields: [${allOperators}]`));
    expect(rule({ Variable: '$.x', IsNull: true, IsString: true })).toEqual(
      at(`There should only be one of the following fields: [${allOperators}]`),
    );
  });

  it.each([
    [{ Variable: 'x', IsNull: true }, "Value is not a Reference Path: Reference path didn't start with '$'", '/Variable'],
    [{ Variable: '$.x[?(@.y)]', IsNull: true }, "Value is not a Reference Path: '[' must be followed by ' or '['", '/Variable'],
    [
      { Variable: '$.x', StringEqualsPath: 'y' },
      "Value is not a Reference Path: Reference path didn't start with '$'",
      '/StringEqualsPath',
    ],
    [{ Variable: '$.x', StringEquals: 1 }, 'Expected value of type String', '/StringEquals'],
    [{ Variable: '$.x', NumericEquals: '1' }, 'Expected value of type Number', '/NumericEquals'],
    [{ Variable: '$.x', IsPresent: 'yes' }, 'Expected value of type Boolean', '/IsPresent'],
    [{ Variable: '$.x', TimestampEquals: '2023-02-29T00:00:00Z' }, 'String does not match RFC3339 timestamp', '/TimestampEquals'],
    [{ Variable: '$.x', IsNull: true, Otherwise: 1 }, "Field 'Otherwise' is not supported", ''],
    [{ And: [] }, 'Value cannot be empty', '/And'],
    [{ Not: null }, 'Expected value of type Object', '/Not'],
    [{ Variable: null, IsNull: true }, "Value is not a Reference Path: Reference path didn't start with '$'", '/Variable'],
    [{ And: [{ Variable: '$.x', IsNull: true, Next: 'B' }] }, "Field 'Next' is not supported", '/And[0]'],
    [{ Or: [1] }, 'Expected value of type Object', '/Or[0]'],
    [
      { Condition: '{% true %}' },
      "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage",
      '',
    ],
  ])('is not %j', (fields, message, place) => {
    expect(rule(fields)).toEqual(at(message, place));
  });

  it('has the fields of its language', () => {
    const only = (field: string) =>
      `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`;
    expect(jsonataRule({ Variable: '$.x', IsNull: true })).toEqual([...at(only('Variable')), ...at(only('IsNull'))]);
    expect(jsonataRule({ Condition: 'yes' })).toEqual(at('JSONata string must start with {% and end with %}', '/Condition'));
  });

  it('names the next state', () => {
    expect(choose([{ Variable: '$.x', IsNull: true }])).toEqual(at('These fields are required: [Next]'));
    expect(rule({ Variable: '$.x', IsNull: true, Next: 1 })).toEqual(at('Expected value of type String', '/Next'));
  });
});

describe('a Choice', () => {
  it('has at least one rule', () => {
    expect(choose([])).toEqual([schema('Value cannot be empty', '/States/A/Choices')]);
    expect(choose({})).toEqual([schema('Expected value of type Array', '/States/A/Choices')]);
    expect(choose(undefined)).toEqual([schema('These fields are required: [Choices]', '/States/A')]);
  });

  it('neither ends nor goes on by itself', () => {
    const rules = [{ Variable: '$.x', IsNull: true, Next: 'B' }];
    expect(choose(rules, { Default: undefined })).toEqual([]);
    expect(choose(rules, { End: true, Next: 'B' })).toEqual([
      schema("Field 'End' is not supported", '/States/A'),
      schema("Field 'Next' is not supported", '/States/A'),
    ]);
  });
});
