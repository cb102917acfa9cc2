import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, ExpressionSyntaxError } from '#asl/expression.ts';
import { INTRINSICS } from '#asl/intrinsics/index.ts';
import { StatesError } from '#asl/states-error.ts';
import { isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { scopeOf } from '../scope-of.ts';

const call = (text: string, input: Json = {}) => compileExpression(text).evaluate(scopeOf(input));

function failure(text: string, input: Json = {}): string | undefined {
  try {
    call(text, input);
    return undefined;
  } catch (error) {
    if (error instanceof StatesError) return `${error.error}: ${error.causeText}`;
    throw error;
  }
}

describe('intrinsic functions', () => {
  it.each<[string, Json, Json]>([
    ["States.Format('no holes')", {}, 'no holes'],
    ["States.Format('{}-{}', 'a', 2)", {}, 'a-2'],
    ["States.Format('\\{\\} \\{{}\\} \\' \\\\ \\{', 1)", {}, "{} {1} ' \\ {"],
    ['States.Format($.t, $.v)', { t: '\\{ {} \\}', v: 1 }, '{ 1 }'],
    ['States.Format($.t, $.v)', { t: 'Bye {}', v: 'now' }, 'Bye now'],
    ["States.Format('{}', $.v)", { v: { list: [1, 'b', null], on: true } }, '{list=[1, b, null], on=true}'],
    ["States.Format('{} {}', 1e21, 1.0)", {}, '1.0E21 1.0'],
    ['States.StringToJson($.t)', { t: '{"b":[1,{"a":2}]}' }, { b: [1, { a: 2 }] }],
    ["States.StringToJson('\t')", {}, null],
    ['States.JsonToString($.v)', { v: { b: [1.5, 'x"y'], a: null } }, '{"b":[1.5,"x\\"y"],"a":null}'],
    ["States.Array(1, 'x', States.Array())", {}, [1, 'x', []]],
    ['States.ArrayPartition($.v, 2)', { v: [1, 2, 3, 4, 5] }, [[1, 2], [3, 4], [5]]],
    ['States.ArrayPartition($.v, 1.5)', { v: [1, 2, 3] }, [[1], [2], [3]]],
    ['States.ArrayContains($.v, $.w)', { v: [{ a: 1, b: [2] }], w: { a: 1, b: [2] } }, true],
    ['States.ArrayContains($.v, $.w)', { v: [{ a: 1, b: [2] }], w: { b: [2], a: 1 } }, false],
    ["States.ArrayContains($.v, 'true')", { v: [true, 2] }, true],
    ['States.ArrayRange(1, 10, 3)', {}, [1, 4, 7, 10]],
    ['States.ArrayRange(5, 1, -2)', {}, [5, 3, 1]],
    ['States.ArrayRange(5, 1, 1)', {}, []],
    ['States.ArrayRange(0.5, 3.2, 1)', {}, [0, 1, 2, 3]],
    ['States.ArrayRange(5.4, -0.6, -2.4)', {}, [5, 3, 1]],
    ['States.ArrayLength(States.ArrayRange(1, 1000, 1))', {}, 1000],
    ['States.ArrayGetItem($.v, 1)', { v: ['a', null] }, null],
    ['States.ArrayGetItem($.v, 1.9)', { v: ['a', 'b'] }, 'b'],
    ['States.ArrayGetItem($.v, 3)', { v: [] }, null],
    ['States.ArrayLength($.v)', { v: [] }, 0],
    [
      'States.ArrayUnique($.v)',
      { v: [2, 1, 2, '1', [1], [1], { a: 1, b: 2 }, { b: 2, a: 1 }, null, null] },
      // Of the hash codes 2, 1, 49, 32, 192 and 0; the last three share a bucket.
      [[1], { a: 1, b: 2 }, null, 1, '1', 2],
    ],
    ["States.Base64Encode('grüße')", {}, 'Z3LDvMOfZQ=='],
    ["States.Base64Decode('Z3LDvMOfZQ==')", {}, 'grüße'],
    ["States.Base64Decode('Z3?LD vMO-fZQ')", {}, Buffer.from('Z3LDvMO+fZQ', 'base64').toString()],
    ["States.Base64Decode('YQ==YQ')", {}, 'a'],
    ["States.Base64Decode('???')", {}, ''],
    ["States.Hash('abc', 'MD5')", {}, '900150983cd24fb0d6963f7d28e17f72'],
    ["States.Hash('abc', 'SHA-1')", {}, 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ["States.Hash($.v, 'MD5')", { v: { a: 1 } }, createHash('md5').update('{"a":1}').digest('hex')],
    ["States.Hash(1.5, 'MD5')", {}, createHash('md5').update('1.5').digest('hex')],
    ["States.Hash('jk8ssl', 'MD5')", {}, '0000000018e6137ac2caab16074784a6'],
    ['States.JsonMerge($.a, $.b, $.deep)', { a: { x: { y: 1 } }, b: { x: 2 }, deep: 'false' }, { x: 2 }],
    ['States.JsonMerge($.a, $.b, false)', { a: { x: { y: 1 }, k: 1 }, b: { x: { z: 2 } } }, { x: { z: 2 }, k: 1 }],
    ['States.MathAdd(2, -5)', {}, -3],
    ['States.MathAdd(1.5, -1.5)', {}, 1],
    ['States.MathRandom(10, 20)', {}, 15],
    ['States.MathRandom(-3, -2)', {}, -3],
    ["States.StringSplit('a-b_c--', '-_')", {}, ['a', 'b', 'c']],
    ["States.StringSplit('abc', '')", {}, ['abc']],
    ["States.StringSplit('', ',')", {}, []],
    ["States.StringSplit('a😀b', '😀')", {}, ['a', 'b']],
    ['States.UUID()', {}, '7c2f4a9e-0000-4000-8000-000000000001'],
    ['States.UUID(1)', {}, '7c2f4a9e-0000-4000-8000-000000000001'],
  ])('%s of %j is %j', (text, input, value) => {
    expect(call(text, input)).toEqual(value);
  });

  it.each<[string, Json]>([
    ["States.Format('{}')", {}],
    ["States.Format('{}', 1, 2)", {}],
    ['States.Format(1)', {}],
    ['States.Format()', {}],
    ['States.StringToJson(1)', {}],
    ['States.JsonToString()', {}],
    ['States.JsonToString(1, 2)', {}],
    ['States.ArrayPartition($.v, 0)', { v: [1] }],
    ['States.ArrayPartition($.v, 0.4)', { v: [1] }],
    ["States.ArrayPartition('a', 1)", {}],
    ["States.ArrayContains('abc', 'a')", {}],
    ['States.ArrayContains($.v)', { v: [] }],
    ['States.ArrayRange(1, 2, 0)', {}],
    ["States.ArrayRange('1', 2, 1)", {}],
    ['States.ArrayRange(1, 1001, 1, 1)', {}],
    ['States.ArrayRange(0, 1000, 1)', {}],
    ['States.ArrayRange(1, 1001, 1)', {}],
    ['States.ArrayGetItem($.v, 1)', { v: [1] }],
    ['States.ArrayGetItem($.v, -1)', { v: [1] }],
    ["States.ArrayGetItem($.v, 'length')", { v: [1] }],
    ["States.ArrayLength('abc')", {}],
    ['States.ArrayUnique($.v)', { v: {} }],
    ['States.Base64Encode($.v)', { v: 'x'.repeat(10_001) }],
    ['States.Base64Encode(1)', {}],
    ["States.Hash('a', 'SHA-3')", {}],
    ["States.Hash('a', 'toString')", {}],
    ["States.Hash('a', 'md5')", {}],
    ['States.JsonMerge($, $, true)', {}],
    ['States.JsonMerge($, $)', {}],
    ['States.JsonMerge($.v, $, false)', { v: [] }],
    ["States.MathAdd(1, '2')", {}],
    ['States.MathAdd(2147483648, 0)', {}],
    ['States.MathAdd(2147483647, 1)', {}],
    ['States.MathAdd(1)', {}],
    ['States.MathRandom(1, 1)', {}],
    ["States.MathRandom(1, 5, 'x')", {}],
    ['States.StringSplit(1, 2)', {}],
    ['States.MathRandom(1.4, 1.6)', {}],
    ['States.MathAdd(1e309, 1)', {}],
  ])('%s of %j fails and names the function', (text, input) => {
    const name = text.slice(0, text.indexOf('('));
    expect(failure(text, input)).toBe(
      `States.Runtime: There was an error while evaluating the intrinsic function: ${text}. Invalid arguments in ${name}`,
    );
  });

  it.each([
    ["States.Format('Hello {', $.a)", "matching '}' not found for '{'"],
    ["States.Format('Hello {{}}', $.a)", "matching '}' not found for '{'"],
    ["States.Format('{a} {}', $.a)", "matching '}' not found for '{'"],
    ["States.Format('{0}', $.a)", "matching '}' not found for '{'"],
    ["States.Format('{} \\\\{ 1 \\}', $.a)", "matching '}' not found for '{'"],
    ['States.Format($.a)', "matching '}' not found for '{'"],
    ["States.Format('}')", "matching '{' not found for '}'"],
  ])('%s has a brace without partner', (text, reason) => {
    expect(failure(text, { a: '{ ' })).toBe(
      `States.Runtime: There was an error while evaluating the intrinsic function: ${text}. Invalid template in States.Format: ${reason}.`,
    );
  });

  it('says what Jackson says of a text that is no JSON', () => {
    expect(failure("States.StringToJson('nope')")).toBe(
      "States.Runtime: There was an error while evaluating the intrinsic function: States.StringToJson('nope'). " +
        "Cannot convert String to Json in States.StringToJson, caused by: Unrecognized token 'nope': was expecting " +
        "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)\"nope\"; line: 1, column: 5]",
    );
  });

  it('says in other words that the path of an argument leads nowhere', () => {
    expect(failure('States.StringToJson($.b)', { a: 1 })).toBe(
      "States.Runtime: The function 'States.StringToJson($.b)' had the following error: The JsonPath argument for the field '$.b' could not be found in the input '{\"a\":1}'",
    );
  });

  it.each(["States.Format('\\n')", "States.StringSplit('a\\tb', ',')", "States.Array('\\d')", "States.Array('\\\"')"])(
    '%s is no expression: its backslash escapes what needs no escape',
    (text) => expect(() => compileExpression(text)).toThrow(ExpressionSyntaxError),
  );

  it('says which function failed inside another one', () => {
    const text = 'States.Array(States.MathAdd(1, null))';
    expect(failure(text)).toBe(
      `States.Runtime: There was an error while evaluating the intrinsic function: ${text}. Invalid arguments in States.MathAdd`,
    );
  });

  it('shows numbers as Java spells them', () => {
    const input = readJson('{"a":-0,"b":0.5,"c":12345678.9,"d":0.0001,"e":2.0}');
    expect(call("States.Format('{} {} {} {} {}', $.a, $.b, $.c, $.d, $.e)", input)).toBe('0 0.5 1.23456789E7 1.0E-4 2.0');
  });

  it('merges into the order of a HashMap', () => {
    const merged = call('States.JsonMerge($.a, $.b, false)', { a: { Zone: 1, Name: 2 }, b: { Id: 3 } });
    expect(Object.keys(Object(merged))).toEqual(['Zone', 'Id', 'Name']);
  });

  it('keeps a member named __proto__ a member', () => {
    const merged = call('States.JsonMerge($, $, false)', JSON.parse('{"__proto__":{"a":1}}'));
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"a":1}}');
  });

  it('draws the same number for the same seed, within its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -1_000, max: 1_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        (seed, start, span) => {
          const drawn = call(`States.MathRandom(${start}, ${start + span}, ${seed})`);
          expect(drawn).toBe(call(`States.MathRandom(${start}, ${start + span}, ${seed})`));
          expect(drawn).toBeGreaterThanOrEqual(start);
          expect(drawn).toBeLessThan(start + span);
        },
      ),
    );
  });

  it('draws what java.util.Random draws', () => {
    // new java.util.Random(42).nextInt(10) and .nextInt(16), new java.util.Random(0).nextInt(100)
    expect(call('States.MathRandom(0, 10, 42)')).toBe(0);
    expect(call('States.MathRandom(0, 16, 42)')).toBe(11);
    expect(call('States.MathRandom(0, 100, 0)')).toBe(60);
  });

  it('decodes what it encodes, and parses what it prints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue(), (text, value) => {
        const input = readJson(JSON.stringify({ text, value }));
        expect(call('States.Base64Decode(States.Base64Encode($.text))', input)).toBe(text);
        const { value: kept } = isObject(input) ? input : {};
        expect(writeJson(call('States.StringToJson(States.JsonToString($.value))', input))).toBe(writeJson(kept));
      }),
    );
  });

  it('are all tested here', () => {
    const text = readFileSync(new URL(import.meta.url), 'utf8');
    for (const name of Object.keys(INTRINSICS)) expect(text).toContain(`${name}(`);
  });
});
