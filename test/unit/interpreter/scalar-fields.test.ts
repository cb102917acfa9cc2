import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { runMachine } from '#test/support/run-machine.ts';

/** What becomes of a machine of one state: its output, or the end of the cause. */
function run(state: JsonObject, input: string): string | undefined {
  const { execution } = runMachine({ StartAt: 'A', States: { A: { End: true, ...state } } }, input);
  return execution.output ?? execution.cause?.replace(/^.*\(entered at the event id #2\)\. /, '');
}

const inlineMap = (fields: JsonObject): JsonObject => ({
  Type: 'Map',
  ItemsPath: '$.v',
  ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
  ...fields,
});

describe('MaxConcurrencyPath', () => {
  test.each(['2', '"2"', '"+2"'])('takes %s', (n) => {
    expect(run(inlineMap({ MaxConcurrencyPath: '$.n' }), `{"v":[1],"n":${n}}`)).toBe('[1]');
  });

  test.each([
    ['1.5', '"1.5"'],
    ['2.0', '"2.0"'],
    ['null', '"null"'],
    ['{}', '"{}"'],
    ['[1]', '"[1]"'],
    ['true', '"true"'],
    ['"1.5"', '"1.5"'],
    ['"two"', '"two"'],
    ['9223372036854775808', '"9.223372036854776E18"'],
    ['"9223372036854775808"', '"9223372036854775808"'],
  ])('does not take %s, and shows it in quotes', (n, shown) => {
    expect(run(inlineMap({ MaxConcurrencyPath: '$.n' }), `{"v":[1],"n":${n}}`)).toBe(
      `The MaxConcurrencyPath field refers to value ${shown} which is not a valid integer: $.n`,
    );
  });

  test('leads through a variable', () => {
    const { execution } = runMachine(
      {
        StartAt: 'S',
        States: {
          S: { Type: 'Pass', Assign: { n: '2' }, Next: 'M' },
          M: { ...inlineMap({ MaxConcurrencyPath: '$n' }), End: true },
        },
      },
      '{"v":[1,2]}',
    );
    expect(execution.output).toBe('[1,2]');
  });
});

describe('In JSONata', () => {
  test('MaxConcurrency takes no text', () => {
    const { ItemsPath: _, ...map } = inlineMap({ QueryLanguage: 'JSONata', Items: [1], MaxConcurrency: "{% '2' %}" });
    expect(run(map, '{}')).toContain("Expected 'number', but was 'string'");
  });
});

describe('A timeout', () => {
  test.each(['"2"', '1.5'])('is not taken from %s', (n) => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f' },
      TimeoutSecondsPath: '$.n',
    };
    expect(run(task, `{"n":${n}}`)).toBe(
      `The TimeoutSecondsPath field refers to value "${n.replaceAll('"', '')}" which is not a valid integer: $.n`,
    );
  });
});

describe('A Wait', () => {
  test.each([
    ['SecondsPath', '-1', 'The SecondsPath parameter references a negative value: $.n == -1'],
    ['SecondsPath', '-1.5', 'The SecondsPath parameter cannot be parsed as a long value: $.n == -1.5'],
    ['SecondsPath', '"1"', 'The SecondsPath parameter cannot be parsed as a long value: $.n == "1"'],
    ['SecondsPath', '9007199254740993', 'Wait state delay is too long.'],
  ])('whose %s leads to %s fails', (field, n, cause) => {
    expect(run({ Type: 'Wait', [field]: '$.n' }, `{"n":${n}}`)).toBe(cause);
  });

  test.each(['SecondsPath', 'TimestampPath'])('whose %s leads nowhere fails', (field) => {
    expect(run({ Type: 'Wait', [field]: '$.at' }, '{}')).toBe(`The ${field} parameter does not reference an input value: $.at`);
  });
});

describe('Map.Item.Source', () => {
  test('does not exist in an inline Map', () => {
    expect(run(inlineMap({ ItemSelector: { 's.$': '$$.Map.Item' } }), '{"v":[7]}')).toBe('[{"s":{"Index":0,"Value":7}}]');
    expect(run(inlineMap({ ItemSelector: { 's.$': '$$.Map.Item.Source' } }), '{"v":[7]}')).toContain(
      "The JSONPath '$$.Map.Item.Source' specified for the field 's.$' could not be found in the input",
    );
  });
});
