import { describe, expect, it } from 'vitest';
import { jsonError } from '#asl/validate/json-error.ts';

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const sourceOf = (text: string, line: number, column: number) => `[Source: (String)"${text}"; line: ${line}, column: ${column}]`;

describe('a text that is no JSON', () => {
  it.each([
    ['hello {}', `Unrecognized token 'hello': was expecting ${VALUES}`, 1, 6],
    ['{"a":nul}', `Unrecognized token 'nul': was expecting ${VALUES}`, 1, 9],
    ['[truex]', `Unrecognized token 'truex': was expecting ${VALUES}`, 1, 7],
    ['{"a":NaN}', "Non-standard token 'NaN': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow", 1, 9],
    ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 1, 9],
    ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 1, 3],
    ['[1,]', `Unexpected character (']' (code 93)): expected a valid value ${VALUES}`, 1, 5],
    ['{"a":}', "Unexpected character ('}' (code 125)): expected a value", 1, 7],
    ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 1, 7],
    ['{"a":1\n"b":2}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", 2, 2],
    ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 5],
    ['{"a":“x”}', `Unexpected character ('“' (code 8220 / 0x201c)): expected a valid value ${VALUES}`, 1, 7],
    ['{"a":01}', 'Invalid numeric value: Leading zeroes not allowed', 1, 7],
    [
      '{"a":-x}',
      "Unexpected character ('x' (code 120)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
      1,
      8,
    ],
    ['[1.]', "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a digit", 1, 5],
    ['{"a":"x\\q"}', "Unrecognized character escape 'q' (code 113)", 1, 10],
    [
      '{"a":"x\n"}',
      'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
      1,
      9,
    ],
    [
      '{"a\t":1}',
      'Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be included in name',
      1,
      5,
    ],
    ['{"a":"x', 'Unexpected end-of-input: was expecting closing quote for a string value', 1, 8],
    ['{"a', 'Unexpected end-of-input in field name', 1, 4],
    ['{"a":', 'Unexpected end-of-input within/between Object entries', 1, 6],
    ['[1,', 'Unexpected end-of-input within/between Array entries', 1, 4],
  ])('%j is told as Jackson tells it', (text, message, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonError(text)).toEqual({ message, location: sourceOf(text.replace('\t', '\\u0009'), line, column) });
  });

  it('that ends too soon names the bracket that is open', () => {
    const text = '{\n "a": [1';
    expect(jsonError(text)).toEqual({
      message: `Unexpected end-of-input: expected close marker for Array (start marker at ${sourceOf(text, 2, 7)})`,
      location: sourceOf(text, 2, 9),
    });
  });

  it('with the wrong bracket names the right one', () => {
    const text = '{"a":[1}';
    expect(jsonError(text)).toEqual({
      message: `Unexpected close marker '}': expected ']' (for Array starting at ${sourceOf(text, 1, 6)})`,
      location: sourceOf(text, 1, 9),
    });
  });

  it('is shown up to its 500th character', () => {
    const text = `[${' '.repeat(600)}`;
    expect(jsonError(text).location).toBe(`[Source: (String)"${text.slice(0, 500)}"[truncated 101 chars]; line: 1, column: 602]`);
  });
});
