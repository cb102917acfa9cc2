import { describe, expect, it } from 'vitest';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import { findings, findingsOf, jsonataFindingsOf, schema } from '../findings.ts';

const pass = (fields: object = {}) => ({ Type: 'Pass', End: true, ...fields });

describe('the Type of a state', () => {
  it('is one of eight', () => {
    expect(findingsOf({ Type: 'Succeed' })).toEqual([]);
    expect(findingsOf({ Type: 'Pause', End: true })).toEqual([
      schema(
        "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
        '/States/A/Type',
      ),
    ]);
    expect(findingsOf({ End: true })).toEqual([schema('These fields are required: [Type]', '/States/A')]);
    expect(findingsOf('Pass')).toContainEqual(schema('Expected value of type Object', '/States/A'));
  });
});

describe('the fields of a state', () => {
  it.each([
    [{ Type: 'Succeed', InputPath: '$.a', OutputPath: null, Comment: 'c' }],
    [{ Type: 'Fail', Error: 'E', CausePath: "States.Format('{}', $.c)" }],
    [{ Type: 'Wait', SecondsPath: '$.s', End: true }],
    [pass({ Result: { a: 1 }, ResultPath: '$.r', Parameters: { 'x.$': '$.y' }, Assign: { v: 1 } })],
  ])('may be %j', (state) => {
    expect(findingsOf(state)).toEqual([]);
  });

  it.each([
    [pass({ Retry: [] }), 'Retry'],
    [pass({ TimeoutSeconds: 1 }), 'TimeoutSeconds'],
    [pass({ result: 1 }), 'result'],
    [pass({ constructor: 1 }), 'constructor'],
    [{ Type: 'Succeed', End: true }, 'End'],
    [{ Type: 'Fail', Next: 'A' }, 'Next'],
    [{ Type: 'Wait', Seconds: 1, End: true, ResultPath: null }, 'ResultPath'],
    [{ Type: 'Succeed', Assign: {} }, 'Assign'],
  ])('are not those of %j', (state, field) => {
    expect(findingsOf(state)).toEqual([schema(`Field '${field}' is not supported`, '/States/A')]);
  });

  it('belong to the query language', () => {
    expect(jsonataFindingsOf(pass({ Output: { a: '{% $states.input %}' } }))).toEqual([]);
    expect(jsonataFindingsOf(pass({ InputPath: '$' }))).toEqual([
      schema(
        "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage",
        '/States/A',
      ),
    ]);
    expect(findingsOf(pass({ Output: 1 }))).toEqual([
      schema(
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
        '/States/A',
      ),
    ]);
  });
});

describe('the query language', () => {
  it('may be JSONata in a JSONPath machine, not the other way round', () => {
    expect(findingsOf(pass({ QueryLanguage: 'JSONata', Output: 1 }), { QueryLanguage: 'JSONPath' })).toEqual([]);
    expect(jsonataFindingsOf(pass({ QueryLanguage: 'JSONPath' }))).toEqual([
      schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", '/States/A'),
    ]);
  });

  it('is one of two', () => {
    expect(findingsOf(pass({ QueryLanguage: 'JSONPATH' }))).toEqual([
      schema('Value should be one of the following: [JSONPath, JSONata]', '/States/A/QueryLanguage'),
    ]);
    expect(findingsOf(pass(), { QueryLanguage: 'JMESPath' })).toEqual([
      schema('Value should be one of the following: [JSONPath, JSONata]', '/QueryLanguage'),
    ]);
  });

  it('of nested states is that of the machine, not of the Map around them', () => {
    const ItemProcessor = { StartAt: 'B', States: { B: pass({ Output: 1 }) } };
    expect(findingsOf({ Type: 'Map', QueryLanguage: 'JSONata', ItemProcessor, End: true })).toEqual([
      schema(
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
        '/States/A/ItemProcessor/States/B',
      ),
    ]);
  });
});

describe('Next and End', () => {
  it('are given one or the other', () => {
    expect(findings({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B', End: false }, B: pass() } })).toEqual([]);
    expect(findingsOf({ Type: 'Pass' })).toEqual([
      schema('This object should have only one of the following fields: [Next, End]', '/States/A'),
    ]);
    expect(findingsOf({ Type: 'Pass', End: false })).toHaveLength(1);
    expect(findingsOf(pass({ Next: 'A' }))).toEqual([
      schema('There should only be one of the following fields: [Next, End]', '/States/A'),
    ]);
  });

  it('are a text and a truth value', () => {
    expect(findingsOf({ Type: 'Pass', Next: 1 })).toEqual([schema('Expected value of type String', '/States/A/Next')]);
    expect(findingsOf({ Type: 'Pass', Next: 'A', End: 'yes' })).toEqual([
      schema('Expected value of type Boolean', '/States/A/End'),
    ]);
  });
});

describe('a Wait', () => {
  const wait = (fields: object) => findingsOf({ Type: 'Wait', End: true, ...fields });

  it.each([
    { Seconds: 0 },
    { Seconds: 99_999_999 },
    { SecondsPath: '$.s' },
    { Timestamp: '2016-03-14T01:59:00Z' },
    { Timestamp: '2024-02-29T23:59:59.999999999-08:00' },
    { TimestampPath: '$$.Execution.StartTime' },
  ])('may wait for %j', (fields) => {
    expect(wait(fields)).toEqual([]);
  });

  it.each([
    '2016-03-14 01:59:00Z',
    '2016-03-14t01:59:00Z',
    '2016-03-14T01:59:00z',
    '2016-03-14T01:59:00',
    '2016-03-14T24:00:00Z',
    '2015-02-29T00:00:00Z',
    '2016-00-14T01:59:00Z',
    "{% '2016-03-14T01:59:00Z' %}",
  ])('does not wait for the time %s', (Timestamp) => {
    expect(wait({ Timestamp })).toEqual([schema('String does not match RFC3339 timestamp', '/States/A/Timestamp')]);
  });

  it('may compute its time in JSONata', () => {
    expect(jsonataFindingsOf({ Type: 'Wait', Timestamp: "{% '2016-03-14T01:59:00Z' %}", End: true })).toEqual([]);
    expect(jsonataFindingsOf({ Type: 'Wait', Seconds: '{% 3 %}', End: true })).toEqual([]);
  });

  it('waits for one thing', () => {
    const names = '[SecondsPath, Seconds, TimestampPath, Timestamp]';
    expect(wait({})).toEqual([schema(`This object should have only one of the following fields: ${names}`, '/States/A')]);
    expect(wait({ Seconds: 1, SecondsPath: '$.s' })).toEqual([
      schema(`There should only be one of the following fields: ${names}`, '/States/A'),
    ]);
    expect(wait({ Seconds: 100_000_000 })).toEqual([schema('Maximum value is 99999999', '/States/A/Seconds')]);
  });
});

describe('a Fail', () => {
  it('has its error and its cause once', () => {
    expect(findingsOf({ Type: 'Fail' })).toEqual([]);
    expect(findingsOf({ Type: 'Fail', Error: 'E', ErrorPath: '$.e', Cause: 'c', CausePath: '$.c' })).toEqual([
      schema('There should only be one of the following fields: [Error, ErrorPath]', '/States/A'),
      schema('There should only be one of the following fields: [Cause, CausePath]', '/States/A'),
    ]);
    expect(findingsOf({ Type: 'Fail', Error: 1 })).toEqual([schema('Expected value of type String', '/States/A/Error')]);
    expect(findingsOf({ Type: 'Fail', ErrorPath: 'States.Nothing()' })).toEqual([
      schema('Value must be a valid JSONPath.', '/States/A/ErrorPath'),
    ]);
  });
});

describe('paths', () => {
  it.each([
    { InputPath: '$$.Execution.Input' },
    { OutputPath: '$v.a' },
    { InputPath: '$.a[?(@.b > 1)]' },
    { ResultPath: '$.a.b[0]' },
    { ResultPath: null },
  ])('may be %j', (fields) => {
    expect(findingsOf(pass(fields))).toEqual([]);
  });

  it.each([
    [{ InputPath: 'a' }, 'Value must be a valid JSONPath.', '/InputPath'],
    [{ InputPath: '$.a[' }, 'Value must be a valid JSONPath.', '/InputPath'],
    [{ InputPath: "States.Format('a')" }, 'Value must be a valid JSONPath.', '/InputPath'],
    [{ OutputPath: 1 }, 'Value must be a valid JSONPath.', '/OutputPath'],
    [{ ResultPath: 'a' }, "Value is not a Reference Path: Reference path didn't start with '$'", '/ResultPath'],
    [{ ResultPath: '$.a[1:2]' }, "Value is not a Reference Path: '[' must be followed by ' or '['", '/ResultPath'],
  ])('are not %j', (fields, message, place) => {
    expect(findingsOf(pass(fields))).toEqual([schema(message, `/States/A${place}`)]);
  });

  it('point at one place where a result is put', () => {
    for (const ResultPath of ['$..a', '$.*', '$.a[*]', '$.a[-1]', '$$.a'])
      expect(findingsOf(pass({ ResultPath }))).toHaveLength(1);
  });
});

describe('payload templates', () => {
  it('hold expressions under names with .$', () => {
    expect(
      findingsOf(pass({ Parameters: { 'a.$': '$.x', b: [{ 'c.$': "States.Array($.x, 'y')" }], d: 'States.Nothing(' } })),
    ).toEqual([]);
  });

  it.each([
    [{ 'a.$': 'x' }, 'a.$', ''],
    [{ 'a.$': 1 }, 'a.$', ''],
    [{ 'a.$': 'States.Nothing($.x)' }, 'a.$', ''],
    [{ 'a.$': "States.Format('{}', $.x" }, 'a.$', ''],
    [{ b: [{ c: { 'd.$': '$.x[' } }] }, 'd.$', '/b[0]/c'],
  ])('do not hold %j', (Parameters, field, place) => {
    expect(findingsOf(pass({ Parameters }))).toEqual([
      schema(
        `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`,
        `/States/A/Parameters${place}`,
      ),
    ]);
  });

  it('warn of an expression that is none', () => {
    const { diagnostics, definition } = validateDefinition(
      JSON.stringify({ StartAt: 'A', States: { A: pass({ Parameters: { a: '$.x' }, Result: { 'b.$': '$.y' } }) } }),
      { type: 'STANDARD', catalogue: {} },
    );
    expect(diagnostics.map(({ severity, code, location }) => [severity, code, location])).toEqual([
      ['WARNING', 'NO_DOLLAR', '/States/A/Parameters'],
      ['WARNING', 'PASS_RESULT_IS_STATIC', '/States/A/Result'],
    ]);
    expect(definition).toBeDefined();
  });
});

describe('a path in a field that takes none', () => {
  const warnings = (state: object) =>
    validateDefinition(JSON.stringify({ StartAt: 'A', States: { A: state, B: { Type: 'Succeed' } } }), {
      type: 'STANDARD',
      catalogue: {},
    }).diagnostics.filter(({ code }) => code === 'NO_PATH');

  it('is warned of', () => {
    expect(warnings({ Type: 'Fail', Error: 'E', Cause: '$.cause' })).toMatchObject([
      { severity: 'WARNING', location: '/States/A/Cause' },
    ]);
    expect(warnings({ Type: 'Choice', Choices: [{ Variable: '$.a', StringEquals: '$.b', Next: 'B' }] })).toMatchObject([
      { severity: 'WARNING', location: '/States/A/Choices[0]/StringEquals' },
    ]);
    expect(warnings({ Type: 'Fail', Error: '$5 are missing', CausePath: '$.cause' })).toEqual([]);
    expect(warnings({ Type: 'Fail', QueryLanguage: 'JSONata', Cause: '$.cause' })).toEqual([]);
  });
});

describe('JSONata texts', () => {
  it('parse, at any depth', () => {
    expect(jsonataFindingsOf(pass({ Output: { a: ['{% $map([1], function($v) { $v + 1 }) %}', 'not {% one'] } }))).toEqual([]);
  });

  it.each([
    ['{% 1 + %}', 'INVALID_JSONATA_EXPRESSION: Unexpected end of expression'],
    ['{% "open %}', 'INVALID_JSONATA_EXPRESSION: String literal must be terminated by a matching quote'],
    ['{% phone %}', "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported."],
    ['{% $states.input.a[$$.b] %}', "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported."],
    ['{% 1', 'SCHEMA_VALIDATION_FAILED: JSONata string must start with {% and end with %}'],
    ['{%}', 'SCHEMA_VALIDATION_FAILED: JSONata string must start with {% and end with %}'],
  ])('are not %s', (text, finding) => {
    expect(jsonataFindingsOf(pass({ Output: { a: [text] } }))).toEqual([`${finding} at /States/A/Output/a[0]`]);
  });
});

describe('variables', () => {
  it.each(['x', 'größe', 'x_1', 'a'.repeat(80)])('may be called %s', (name) => {
    expect(findingsOf(pass({ Assign: { [name]: 1, 'other.$': '$.x' } }))).toEqual([]);
  });

  it.each([
    ['1x', "INVALID_VARIABLE_NAME: Invalid variable name '1x': the variable name contains invalid characters."],
    ['a-b', "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters."],
    ['', "INVALID_VARIABLE_NAME: Invalid variable name '': the variable name contains invalid characters."],
    ['states', "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'."],
    ['states.$', "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'."],
  ])('are not called %j', (name, finding) => {
    expect(findingsOf(pass({ Assign: { [name]: '$.x' } }))).toEqual([`${finding} at /States/A/Assign`]);
  });

  it('have names of at most 80 characters', () => {
    expect(findingsOf(pass({ Assign: { ['a'.repeat(81)]: 1 } }))).toEqual([
      expect.stringMatching(/^INVALID_VARIABLE_NAME: .*80-character limit/),
    ]);
  });
});

describe('$states', () => {
  const unsupported = (member: string, location: string) =>
    `UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$states.${member}' is not supported in this field. at ${location}`;
  const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true };
  const catching = (fields: object) => ({ ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A', ...fields }] });

  it('has a result in Output and Assign of a Task, a Parallel and a Map, and an errorOutput in a catcher', () => {
    expect(jsonataFindingsOf({ ...task, Output: '{% $states.result.a %}', Assign: { a: ['{% $states.result %}'] } })).toEqual([]);
    expect(
      jsonataFindingsOf(catching({ Output: '{% $states.errorOutput %}', Assign: { e: '{% $states.errorOutput.Error %}' } })),
    ).toEqual([]);
    expect(jsonataFindingsOf({ ...task, Output: '{% $states.input.result & $states.input.errorOutput %}' })).toEqual([]);
    expect(jsonataFindingsOf({ ...task, Comment: '{% $states.errorOutput %}' })).toEqual([]);
  });

  it.each([
    [{ ...task, Arguments: { a: '{% $states.result %}' } }, 'result', '/States/A/Arguments/a'],
    [{ ...task, TimeoutSeconds: '{% $states.result.t %}' }, 'result', '/States/A/TimeoutSeconds'],
    [{ ...task, Output: '{% $states.errorOutput %}' }, 'errorOutput', '/States/A/Output'],
    [catching({ Output: '{% $states.result %}' }), 'result', '/States/A/Catch[0]/Output'],
    [pass({ Output: { a: ['{% $exists($states.result) %}'] } }), 'result', '/States/A/Output/a[0]'],
    [pass({ Assign: { a: '{% $states.errorOutput.Cause %}' } }), 'errorOutput', '/States/A/Assign/a'],
    [{ Type: 'Fail', Cause: '{% $states.errorOutput.Cause %}' }, 'errorOutput', '/States/A/Cause'],
  ])('has none in %j', (state, member, location) => {
    expect(jsonataFindingsOf(state)).toEqual([unsupported(member, location)]);
  });
});

describe('a text of a JSONata state', () => {
  it.each(['{% 1', ' {% 1 %}', '{%1 %} ', '1 %}'])('is refused where it is opened or closed alone: %j', (text) => {
    expect(jsonataFindingsOf(pass({ Output: text }))).toEqual([
      schema('JSONata string must start with {% and end with %}', '/States/A/Output'),
    ]);
  });
});

describe('Assign', () => {
  const expected = schema('Expected value of type Object', '/States/A/Assign');

  it.each(['x', 1, ['x']])('is an object, not %j', (Assign) => {
    expect(findingsOf(pass({ Assign }))).toEqual([expected]);
    expect(jsonataFindingsOf(pass({ Assign }))).toEqual([expected]);
  });

  it('names variables that begin with a letter', () => {
    expect(findingsOf(pass({ Assign: { größe_2: 1, 変数: 2 } }))).toEqual([]);
    expect(findingsOf(pass({ Assign: { _a: 1 } }))).toEqual([
      "INVALID_VARIABLE_NAME: Invalid variable name '_a': the variable name contains invalid characters. at /States/A/Assign",
    ]);
  });

  it('is no expression as a whole', () => {
    expect(jsonataFindingsOf(pass({ Assign: '{% {"a": 1} %}' }))).toEqual([expected]);
  });

  const parallel = (Assign: object, fields: object = {}) => ({
    Type: 'Parallel',
    End: true,
    ...fields,
    Branches: ['B', 'C'].map((name) => ({ StartAt: name, States: { [name]: pass({ Assign }) } })),
  });

  it('takes no name of an outer scope', () => {
    const problem = (name: string, at: string) =>
      `INVALID_VARIABLE_NAME: Variable '${name}' is already assigned in an outer scope. at /States/A/Branches${at}/Assign`;
    expect(findingsOf(parallel({ 'v.$': '$.a' }, { Assign: { v: 1 } }))).toEqual([
      problem('v', '[0]/States/B'),
      problem('v', '[1]/States/C'),
    ]);
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'A', Assign: { w: 1 } }];
    expect(jsonataFindingsOf(parallel({ w: 1 }, { Catch }))).toEqual([
      problem('w', '[0]/States/B'),
      problem('w', '[1]/States/C'),
    ]);
  });

  it('takes the names of other branches, and of what is inside them', () => {
    expect(findingsOf(parallel({ v: 1 }, { Assign: { w: 1 } }))).toEqual([]);
  });
});

describe('null', () => {
  it('is no Resource, and nothing to go on to', () => {
    expect(findingsOf({ Type: 'Task', Resource: null, End: true })).toEqual([
      schema('These fields are required: [Resource]', '/States/A'),
    ]);
    expect(findingsOf({ Type: 'Pass', Next: null })).toEqual([
      schema('This object should have only one of the following fields: [Next, End]', '/States/A'),
    ]);
    expect(findings({ StartAt: null, States: { A: pass() } })).toEqual([schema('These fields are required: [StartAt]', '/')]);
  });
});
