import { describe, expect, test } from 'vitest';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { runMachine } from '#test/support/run-machine.ts';

const ID = '9007199254740993';

/** The output of a machine of one Pass state with these fields, which are written as they stand. */
function pass(fields: string, input: string, queryLanguage = 'JSONPath') {
  const definition = readJson(
    `{"QueryLanguage":"${queryLanguage}","StartAt":"A","States":{"A":{"Type":"Pass","End":true,${fields}}}}`,
  );
  if (!isObject(definition)) throw new Error('no definition');
  const { execution } = runMachine(definition, input);
  return execution.output ?? execution.cause;
}

describe('Numbers in state data', () => {
  const input = `{"id":${ID},"x":1.0,"list":[${ID},0.0],"text":"{\\"id\\":${ID},\\"x\\":1.0}"}`;

  test.each([
    ['"Parameters":{"id.$":"$.id","x.$":"$.x"}', `{"x":1.0,"id":${ID}}`],
    ['"InputPath":"$.list"', `[${ID},0.0]`],
    ['"OutputPath":"$.x"', '1.0'],
    ['"OutputPath":"$.list[?(@ == 9007199254740993)]"', `[${ID}]`],
    ['"OutputPath":"$.list[?(@ == 9007199254740992)]"', '[]'],
    ['"InputPath":"$.x","ResultPath":"$.y","OutputPath":"$.y"', '1.0'],
    [`"Result":{"id":${ID},"x":2.0,"e":1e7}`, `{"id":${ID},"x":2.0,"e":1.0E7}`],
    [`"Parameters":{"id":${ID},"x":2.0,"y.$":"$.x"}`, `{"id":${ID},"x":2.0,"y":1.0}`],
    ['"Parameters":{"v.$":"States.Format(\'{} {}\', $.id, $.x)"}', `{"v":"${ID} 1.0"}`],
    ['"Parameters":{"v.$":"States.StringToJson($.text)"}', `{"v":{"id":${ID},"x":1.0}}`],
    ['"Parameters":{"v.$":"States.JsonToString($.list)"}', `{"v":"[${ID},0.0]"}`],
    ['"Parameters":{"v.$":"States.Array($.id, $.x, 9007199254740993, 1.0)"}', `{"v":[${ID},1.0,${ID},1.0]}`],
    ['"Parameters":{"v.$":"States.ArrayContains($.list, 9007199254740992)"}', '{"v":false}'],
    ['"Parameters":{"v.$":"States.ArrayGetItem($.list, 0)"}', `{"v":${ID}}`],
  ])('keep digits and spelling through %s', (fields, output) => {
    expect(pass(fields, input)).toBe(output);
  });

  test.each([
    ['{% $states.input.id %}', ID],
    ['{% $states.input.x %}', '1.0'],
    ['{% $states.input.{"a": id, "b": x} %}', `{"a":${ID},"b":1.0}`],
    ['{% $states.input.id + 1 %}', '9007199254740994'],
    ['{% $sum([$states.input.id, 2]) %}', '9007199254740995'],
    ['{% $states.input.list[0] - 3 %}', '9007199254740990'],
    ['{% -$states.input.id %}', `-${ID}`],
    ['{% 9007199254740993 %}', ID],
    ['{% $string($states.input.id) %}', `"${ID}"`],
    ['{% $string($states.input.list) %}', `"[${ID},0]"`],
    ['{% "" & $states.input.id %}', `"${ID}"`],
    ['{% $number("9007199254740993") %}', ID],
    ['{% $number($states.input.id) %}', ID],
    ['{% $parse($states.input.text) %}', `{"id":${ID},"x":1.0}`],
    ['{% $parse("9223372036854775808") %}', '9.223372036854776E18'],
    ['{% $max($states.input.list) %}', ID],
    ['{% $abs(-$states.input.id) %}', ID],
    ['{% $floor($states.input.id) %}', ID],
    ['{% $round($states.input.id) %}', ID],
    ['{% $type($states.input.id) & $type($states.input.x) %}', '"numbernumber"'],
    ['{% $states.input.id > 9007199254740992 %}', 'true'],
    ['{% $states.input.id = 9007199254740992 %}', 'false'],
    ['{% $states.input.id = 9007199254740993 %}', 'true'],
    ['{% $states.input.x = 1 %}', 'true'],
    ['{% 1 in $states.input.x %}', 'true'],
    ['{% $states.input.x + 1 %}', '2'],
    ['{% $boolean($states.input.list[1]) %}', 'false'],
    ['{% $keys($states.input.x) ~> $exists() %}', 'false'],
    ['{% $sqrt($states.input.x) %}', '1'],
    ['{% $sort($states.input.list) %}', `[0.0,${ID}]`],
    ['{% $states.input.list^(>$) %}', `[${ID},0.0]`],
    ['{% $distinct([1, $states.input.x, 2]) %}', '[1,2]'],
    ['{% [$states.input.x..2] %}', '[1,2]'],
    ['{% $states.input.list[$states.input.x] %}', '0.0'],
    ['{% $formatNumber($states.input.x, "0.00") %}', '"1.00"'],
    ['{% $clone($states.input).list %}', `[${ID},0.0]`],
    ['{% $states.input ~> |$|{"y": 1}, ["list", "text"]| %}', `{"id":${ID},"x":1.0,"y":1}`],
    ['{% 12345678.9 * 1 %}', '1.23456789E7'],
    ['{% $power(10, 20) %}', '1.0E20'],
    ['{% [1/0] %}', '["Infinity"]'],
    ['{% "a" > $states.input.id %}', 'threw an error during evaluation. T2009'],
  ])('keep digits and spelling in JSONata: %s', (expression, output) => {
    expect(pass(`"Output":${JSON.stringify(expression)}`, input, 'JSONata')).toContain(output);
  });

  test('are compared in all digits by a Choice', () => {
    const choice = (id: string) => {
      const definition = readJson(`{"StartAt":"C","States":{
        "C":{"Type":"Choice","Choices":[{"Variable":"$.id","NumericEquals":1234567890123456789,"Next":"Y"}],"Default":"N"},
        "Y":{"Type":"Pass","Result":"same","End":true},"N":{"Type":"Pass","Result":"other","End":true}}}`);
      return isObject(definition) ? runMachine(definition, `{"id":${id}}`).execution.output : undefined;
    };
    expect(choice('1234567890123456789')).toBe('"same"');
    expect(choice('1234567890123456788')).toBe('"other"');
  });

  test('keep digits and spelling in the items, the selection and the results of a Map', () => {
    const definition = readJson(`{"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.list","End":true,
      "ItemSelector":{"v.$":"$$.Map.Item.Value","two":2.0},"ResultSelector":{"all.$":"$"},
      "ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","OutputPath":"$.v","Assign":{"kept.$":"$.v"},"Next":"B"},
      "B":{"Type":"Pass","Parameters":{"kept.$":"$kept"},"End":true}}}}}}`);
    if (!isObject(definition)) throw new Error('no definition');
    expect(runMachine(definition, input).execution.output).toBe(`{"all":[{"kept":${ID}},{"kept":0.0}]}`);
  });

  test('of retriers and timeouts may be written as doubles', () => {
    const definition =
      readJson(`{"StartAt":"T","TimeoutSeconds":99.0,"States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
      "Parameters":{"FunctionName":"f"},"TimeoutSeconds":3.0,"Retry":[{"ErrorEquals":["E"],"MaxAttempts":1.0,"BackoffRate":2.0}],"End":true}}}`);
    if (!isObject(definition)) throw new Error('no definition');
    const { history } = runMachine(definition, '{}', { answer: () => ({ error: 'E' }) });
    const scheduled = history.flatMap(({ taskScheduledEventDetails }) => taskScheduledEventDetails ?? []);
    expect(scheduled).toMatchObject([{ timeoutInSeconds: 3 }, { timeoutInSeconds: 3 }]);
  });
});
