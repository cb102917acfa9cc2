import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileStringPattern } from '#asl/choice/string-pattern.ts';

describe('a pattern of StringMatches', () => {
  it.each([
    ['log-*.txt', 'log-.txt', true],
    ['log-*.txt', 'log-a.txt.txt', true],
    ['log-*.txt', 'log-a.text', false],
    ['*', '', true],
    ['**', 'x', true],
    ['', '', true],
    ['', 'x', false],
    ['a*a', 'a', false],
    ['a*b*c', 'a-c-b', false],
    ['a*b*c', 'abbc', true],
    ['*b*b', 'b', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a\\\\*', 'a\\x', true],
    ['a\\b', 'a\\b', true],
    ['a.c', 'abc', false],
    ['*😀', 'x\n😀', true],
  ])('%j on %j is %j', (pattern, text, expected) => {
    expect(compileStringPattern(pattern)(text)).toBe(expected);
  });

  it('matches as the same regular expression would', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll(/\*+/g, '.*')}$`).test(text);
        expect(compileStringPattern(pattern)(text)).toBe(expected);
      }),
    );
  });

  it('takes a pattern of many stars in its stride', () => {
    expect(compileStringPattern('*a'.repeat(5_000))('a'.repeat(4_999))).toBe(false);
  });
});
