import { describe, expect, it } from 'vitest';
import { DataTooLarge } from '#asl/budget.ts';
import { compileJsonPath } from '#asl/jsonpath/compile-json-path.ts';
import { compileReferencePath } from '#asl/jsonpath/compile-reference-path.ts';
import { JsonPathSyntaxError } from '#asl/jsonpath/json-path-syntax-error.ts';
import { PathNotFound } from '#asl/jsonpath/path-not-found.ts';
import type { Json } from '#json/json.ts';

const SIZE = 100_000;
// Hardly any takes a tenth of a second; the machine may be busy.
const IN_TIME_MS = 5000;

/** Arrays inside of arrays, 100,000 deep: more than any call stack holds. */
function deep(): Json {
  let value: Json = 1;
  for (let depth = 0; depth < SIZE; depth++) value = [value];
  return value;
}

/** Reads and says how it ended, in time. */
function attempt(text: string, root: Json): string {
  const start = performance.now();
  try {
    const value = compileJsonPath(text).read(root);
    return Array.isArray(value) ? `${value.length} values` : 'a value';
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return 'no path';
    if (error instanceof PathNotFound) return 'not found';
    if (error instanceof DataTooLarge) return 'too much';
    throw error;
  } finally {
    expect(performance.now() - start).toBeLessThan(IN_TIME_MS);
  }
}

describe('a deep document', () => {
  it.each([
    ['$..*', `${SIZE} values`],
    ['$..a', '0 values'],
    ['$..[0]', `${SIZE} values`],
    [`$${'[0]'.repeat(SIZE)}`, 'a value'],
    [`$${'[*]'.repeat(SIZE)}`, '1 values'],
    [`$${'[0:1]'.repeat(1000)}`, '1 values'],
    ['$.a', 'not found'],
    ['$[0].a', 'not found'],
    ["$[?(@ == 'a')]", '0 values'],
    ['$[?(@ =~ /a/)]', '0 values'],
  ])('is read without overflow (%#)', (text, expected) => {
    expect(attempt(text, deep())).toBe(expected);
  });

  it('is written into without overflow', () => {
    const text = `$${'.a'.repeat(10_000)}`;
    expect(compileReferencePath(text).read(compileReferencePath(text).write({}, 7))).toBe(7);
    expect(() => compileReferencePath('$.a').write(deep(), 7)).toThrow('Unable to apply step "a" to input');
  });
});

describe('a path that would select without end', () => {
  const list = Array.from({ length: 200 }, (_, index) => ({ a: { a: { a: { a: index } } } }));
  it.each([
    `$${'..*'.repeat(40)}`,
    `$${'..a'.repeat(500)}`,
    `$${'[*]..*'.repeat(20)}`,
    `$[${'0,'.repeat(50_000)}0]${'..*'.repeat(9)}`,
  ])('is stopped (%#)', (text) => {
    expect(['0 values', 'not found', 'too much']).toContain(attempt(text, list));
  });

  it('of many criteria is stopped', () => {
    const filter = `[?(${Array.from({ length: 5000 }, (_, index) => `@.a != ${index}`).join(' && ')})]`;
    expect(
      attempt(
        `$..${filter}`,
        Array.from({ length: 20_000 }, () => ({ a: -1 })),
      ),
    ).toBe('too much');
  });
});

describe('a text of 100,000 characters', () => {
  it.each([
    '[',
    ']',
    '(',
    ')',
    "'",
    '.',
    '$',
    '@',
    '*',
    ' ',
    '?',
    '&',
    '|',
    '!',
    '=',
    '/',
    '\\',
    ':',
    ',',
    '-',
    '1',
    'a',
    '[?(',
    '[?(@',
    "['",
    '..a',
    '[*]',
    '[?(@.a)]',
    "[?(@['a']",
    '&&',
    '||',
    '@.a&&',
    '[0:',
  ])(
    'of nothing but %s is read in time',
    (piece) => {
      for (const opening of ['$', '$.', '$[', '$[?(', '$[?(@.a == ', "$['", '$[?(@.a =~ /', '$[?(@.a == 1 && ']) {
        for (const closing of ['', ')]', ']', "']", '/)]', "' == 1)]"]) {
          attempt(opening + piece.repeat(SIZE / piece.length) + closing, { a: [{ a: 'text' }] });
        }
      }
    },
    60_000,
  );
});

describe('a regular expression', () => {
  it.each(['(a+)+$', '(a|aa)+$', '(.*a){20}', '((a{0,9}){0,9}){0,9}b', '(x+x+)+y'])('takes linear time: %s', (expression) => {
    const text = 'a'.repeat(50_000);
    expect(attempt(`$[?(@ =~ /${expression}/)]`, [`${text}!`])).toMatch(/values|not found|too much/);
  });

  it('is refused when it is too long', () => {
    expect(attempt(`$[?(@ =~ /${'a'.repeat(2000)}/)]`, ['a'])).toBe('no path');
  });
});

describe('a number that is none', () => {
  it('is found out in linear time', () => {
    expect(attempt(`$[?(@ == ${'1'.repeat(SIZE)}x)]`, [1, 2])).toBe('not found');
    expect(attempt(`$[?(@ == ${'1'.repeat(SIZE)})]`, [1, 2])).toBe('0 values');
  });
});
