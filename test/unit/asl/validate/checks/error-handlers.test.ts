import { describe, expect, it } from 'vitest';
import { findings, jsonataFindingsOf, schema } from '../findings.ts';

const machineWith = (fields: object) => ({
  StartAt: 'A',
  States: {
    A: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:f', Next: 'B', ...fields },
    B: { Type: 'Succeed' },
  },
});
const retry = (...Retry: unknown[]) => findings(machineWith({ Retry }));
const catching = (...Catch: unknown[]) => findings(machineWith({ Catch }));
const all = { ErrorEquals: ['States.ALL'] };
const own = { ErrorEquals: ['Mine'] };

describe('Retry', () => {
  it.each([
    [[]],
    [[own, all]],
    [
      [
        {
          ...own,
          IntervalSeconds: 0,
          MaxAttempts: 0,
          BackoffRate: 1,
          MaxDelaySeconds: 31_622_400,
          JitterStrategy: 'FULL',
          Comment: 'c',
        },
      ],
    ],
    [[{ ...own, BackoffRate: 1.5, JitterStrategy: 'NONE' }]],
  ])('may be %j', (retriers) => {
    expect(retry(...retriers)).toEqual([]);
  });

  it.each([
    [{}, 'These fields are required: [ErrorEquals]', ''],
    [{ ErrorEquals: [] }, 'Value cannot be empty', '/ErrorEquals'],
    [{ ErrorEquals: 'Mine' }, 'Expected value of type Array', '/ErrorEquals'],
    [{ ErrorEquals: [1] }, 'Expected value of type String', '/ErrorEquals[0]'],
    [{ ...own, MaxAttempts: -1 }, 'Minimum value is 0', '/MaxAttempts'],
    [{ ...own, MaxAttempts: 100_000_000 }, 'Maximum value is 99999999', '/MaxAttempts'],
    [{ ...own, IntervalSeconds: 1.5 }, 'Expected value of type Integer', '/IntervalSeconds'],
    [{ ...own, BackoffRate: 0.9 }, 'Minimum value is 1.0', '/BackoffRate'],
    [{ ...own, MaxDelaySeconds: 0 }, 'Minimum value is 1', '/MaxDelaySeconds'],
    [{ ...own, JitterStrategy: 'SOME' }, 'Value should be one of the following: [NONE, FULL]', '/JitterStrategy'],
    [{ ...own, Next: 'B' }, "Field 'Next' is not supported", ''],
    ['Mine', 'Expected value of type Object', ''],
  ])('has no %j', (retrier, message, place) => {
    expect(retry(retrier)).toEqual([schema(message, `/States/A/Retry[0]${place}`)]);
  });

  it('names States.ALL alone and at the end', () => {
    const message = 'States.ALL must appear alone and at end of list';
    expect(retry(all, own)).toEqual([schema(message, '/States/A/Retry[0]/ErrorEquals[0]')]);
    expect(retry({ ErrorEquals: ['Mine', 'States.ALL'] })).toEqual([schema(message, '/States/A/Retry[0]/ErrorEquals[1]')]);
  });

  it('has numbers in JSONata states too', () => {
    const state = { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }], End: true };
    expect(jsonataFindingsOf({ ...state, Retry: [{ ...own, MaxAttempts: 2 }] })).toEqual([]);
    expect(jsonataFindingsOf({ ...state, Retry: [{ ...own, MaxAttempts: '{% 2 %}' }] })).toEqual([
      schema('Expected value of type Integer', '/States/A/Retry[0]/MaxAttempts'),
    ]);
  });

  it('is a list', () => {
    expect(findings(machineWith({ Retry: own }))).toEqual([schema('Expected value of type Array', '/States/A/Retry')]);
  });
});

describe('Catch', () => {
  it.each([
    [[]],
    [
      [
        { ...own, Next: 'B', ResultPath: '$.e' },
        { ...all, Next: 'B', ResultPath: null },
      ],
    ],
    [[{ ...all, Next: 'B', Comment: 'c', Assign: { 'cause.$': '$.Cause' } }]],
  ])('may be %j', (catchers) => {
    expect(catching(...catchers)).toEqual([]);
  });

  it.each([
    [{ Next: 'B' }, 'These fields are required: [ErrorEquals]', ''],
    [all, 'These fields are required: [Next]', ''],
    [
      { ...all, Next: 'B', ResultPath: 'e' },
      "Value is not a Reference Path: Reference path didn't start with '$'",
      '/ResultPath',
    ],
    [
      { ...all, Next: 'B', ResultPath: '$.e[*]' },
      "Value is not a Reference Path: '[' must be followed by ' or '['",
      '/ResultPath',
    ],
    [
      { ...all, Next: 'B', Output: 1 },
      "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
      '',
    ],
    [{ ...all, Next: 'B', MaxAttempts: 1 }, "Field 'MaxAttempts' is not supported", ''],
  ])('has no %j', (catcher, message, place) => {
    expect(catching(catcher)).toEqual([schema(message, `/States/A/Catch[0]${place}`)]);
  });

  it('assigns to variables that there can be', () => {
    expect(catching({ ...all, Next: 'B', Assign: { states: 1 } })).toEqual([
      "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/A/Catch[0]/Assign",
    ]);
  });
});
