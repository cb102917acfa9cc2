import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Double } from '#json/double.ts';
import { isArray, isObject } from '#json/json.ts';
import { compareNumbers, computed, isNumber, numberOf } from '#json/number.ts';
import { plainNumbers } from '#json/plain-numbers.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';

describe('A JSON text that is read and written', () => {
  it.each([
    ['9007199254740993', '9007199254740993'],
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['9223372036854775808', '9.223372036854776E18'],
    ['1.0', '1.0'],
    ['-0.0', '-0.0'],
    ['-0', '0'],
    ['0.00', '0.0'],
    ['1.50', '1.5'],
    ['1e3', '1000.0'],
    ['1E-3', '0.001'],
    ['0.0001', '1.0E-4'],
    ['1789180622.0', '1.789180622E9'],
    ['9999999.5', '9999999.5'],
    ['10000000.5', '1.00000005E7'],
    ['1e400', '"Infinity"'],
    ['123456789012345', '123456789012345'],
  ])('spells %s as %s', (given, spelled) => {
    for (const [before, behind] of [
      ['', ''],
      ['[', ']'],
      ['{"a":', '}'],
      ['{"a":[{"b":"1.0","__proto__":', '}]}'],
    ]) {
      expect(writeJson(readJson(`${before}${given}${behind}`))).toBe(`${before}${spelled}${behind}`);
      expect(writeJson(readJson(` ${before} ${given} ${behind} `))).toBe(`${before}${spelled}${behind}`);
    }
  });

  it.each(['"1.0"', '{"1.0":"9007199254740993"}', '["\\"1.0","\\\\"]', '["a:1e5,","[1.0]"]', '"2024-01-01T00:00:00.0Z"'])(
    'keeps the string in %s',
    (text) => expect(writeJson(readJson(text))).toBe(text),
  );

  test('is what JSON.parse and JSON.stringify make of it where every number is JavaScript’s', () => {
    const numbers = fc.oneof(
      fc.maxSafeInteger(),
      fc.double({ min: 0.001, max: 9_999_999, noNaN: true }).filter((value) => !Number.isInteger(value)),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        numbers,
        fc.string(),
        fc.constantFrom(null, true, false),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ),
    }));
    fc.assert(
      fc.property(value, (any) => {
        const text = JSON.stringify(any);
        expect(readJson(text)).toEqual(JSON.parse(text));
        expect(writeJson(readJson(text))).toBe(text);
        // With one number that is not: the reader that walks the tokens makes the same of the rest.
        expect(readJson(`[1.0,${text}]`)).toEqual([new Double(1), JSON.parse(text)]);
        expect(writeJson(readJson(`[1.0,${text}]`))).toBe(`[1.0,${text}]`);
      }),
    );
  });

  test('may be nested to any depth', () => {
    const depth = 20_000;
    expect(isArray(readJson(`${'['.repeat(depth)}1.0${']'.repeat(depth)}`))).toBe(true);
  });

  it.each(['', '1.', '01.0', '[1.0', '{"a":1.0,}', 'nope'])('is refused where it is none: %j', (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  });
});

describe('A number', () => {
  test('is neither an object nor an array', () => {
    for (const value of [1, numberOf('1.0'), numberOf('9007199254740993')]) {
      expect([isNumber(value), isObject(value), isArray(value)]).toEqual([true, false, false]);
    }
  });

  it.each([
    ['1234567890123456789', '1234567890123456788', 1],
    ['1234567890123456788', '1234567890123456789', -1],
    ['1', '1.0', 0],
    ['9007199254740993', '9007199254740992.0', 1],
    ['1e3', '999.5', 1],
  ])('compares %s with %s in all digits', (a, b, order) => {
    expect(compareNumbers(numberOf(a), numberOf(b))).toBe(order);
  });

  it.each([
    [3, '3'],
    [0.1 + 0.2, '0.30000000000000004'],
    [2 ** 60, '1152921504606846976'],
    [1e20, '1.0E20'],
    [12_345_678.9, '1.23456789E7'],
  ])('that is computed, %d, is a long where it is whole: %s', (value, text) => {
    expect(writeJson(computed(value))).toBe(text);
  });

  test('can be made JavaScript’s own', () => {
    expect(plainNumbers(readJson('{"a":[1.0,9007199254740993,"x",null]}'))).toEqual({ a: [1, 9007199254740992, 'x', null] });
  });
});
