import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import type { Token } from './token.ts';

/** Java's Integer.parseInt. */
function parseInteger(text: string): number {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || value < -2147483648 || value > 2147483647) {
    throw new JsonPathSyntaxError(`For input string: "${text}"`);
  }
  return value === 0 ? 0 : value;
}

/** `(@.length-1)`, `@.size()-2)`: counted from the end. Blanks and parentheses mean nothing here. */
function parseFromEnd(fragment: string, at: number): Token {
  const minus = fragment.indexOf('-', at + 2);
  const close = fragment.indexOf(')', minus);
  if (minus === -1 || close === -1) throw new JsonPathSyntaxError(`Could not analyze path component: ${fragment}`);
  const name = fragment.slice(at + 2, minus).replace(/[ ()]/g, '');
  if (name !== 'size' && name !== 'length') {
    throw new JsonPathSyntaxError(`Invalid function: @.${name}. Supported functions are: [(@.length - n)] and [(@.size() - n)]`);
  }
  return { kind: 'from-end', offset: parseInteger(fragment.slice(minus, close).replaceAll(' ', '')) };
}

/**
 * `[2]`, `[0,2]`, `[1:]`, `[:2]`, `[1:2]`. What follows the last number that Jayway understands is passed over, blanks are nothing:
 * `[1x]` is `[1]`, `[1 2]` is `[12]`, `[0:9:2]` is `[0:9]`.
 */
export function parseArraySelector(fragment: string, start: number): Token {
  if (fragment[start] === '@') return parseFromEnd(fragment, start);
  const numbers: number[] = [];
  let digits = '';
  let openStart = false;
  let openEnd = false;
  let list = false;
  let at = start;
  const peek = (): string => {
    const char = fragment[at];
    if (char === undefined) throw new JsonPathSyntaxError(`Could not analyze path component: ${fragment}`);
    return char;
  };
  const take = () => {
    numbers.push(parseInteger(digits));
    digits = '';
  };
  const readNumber = () => {
    at++;
    for (; /[-\d ]/.test(peek()); at++) if (peek() !== ' ') digits += peek();
  };
  while (/[-\d,: ]/.test(peek())) {
    const char = peek();
    if (char === ':') {
      const noStart = digits === '';
      if (!noStart) take();
      readNumber();
      if (noStart) openStart = true;
      else if (digits === '') openEnd = true;
      if (noStart || digits !== '') take();
    } else if (char === ',') {
      take();
      list = true;
    } else if (char !== ' ') {
      digits += char;
    }
    if (peek() === ']') break;
    at++;
  }
  if (digits !== '') take();
  const [first = 0, second = 0] = numbers;
  if (numbers.length === 1 && !openStart && !openEnd) return { kind: 'index', index: first };
  if (list) return { kind: 'indexes', indexes: numbers };
  if (openEnd) return { kind: 'slice', from: first, to: undefined };
  if (openStart) return { kind: 'slice', from: undefined, to: first };
  return { kind: 'slice', from: first, to: second };
}
