import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import { parseArraySelector } from './parse-array-selector.ts';
import type { Filter, Token } from './token.ts';

/** The names between single quotes, from `at` to the next `]`, quoted or not. There is no escaping. */
export function parseNames(fragment: string, at: number): string[] {
  const end = fragment.indexOf(']', at);
  if (end === -1) throw new JsonPathSyntaxError(`Could not analyze path component: ${fragment}`);
  const pieces = fragment.slice(at, end).split("'");
  // Text, name, text, name, …, text: an even piece stands outside of quotes; a last odd one has no closing quote.
  const names: string[] = [];
  for (let index = 1; index < pieces.length - 1; index += 2) names.push(pieces[index] ?? '');
  return names;
}

/** Cuts the filter out of `[?(…)]`: its end is the first `]` outside of quotes and of parentheses. */
function filterText(fragment: string, at: number): string {
  const start = fragment.lastIndexOf('[', at);
  let quoted = false;
  let parentheses = 0;
  let brackets = 0;
  for (let index = start; index < fragment.length; index++) {
    const char = fragment[index];
    if (char === "'") {
      if (fragment[index - 1] !== '\\') quoted = !quoted;
      continue;
    }
    if (quoted) continue;
    if (char === '(') parentheses++;
    else if (char === ')') parentheses--;
    else if (char === '[') brackets++;
    else if (char === ']') {
      brackets--;
      if (parentheses !== 0) continue;
      if (brackets !== 0) break;
      return fragment.slice(start, index + 1);
    }
  }
  throw new JsonPathSyntaxError('Filter brackets are not balanced');
}

/**
 * The token of a bracket `[…]`. Jayway goes by the first character that means something to it and passes over the others,
 * so `[a1]` is the index 1 and `["a"]` is nothing.
 */
export function parseBracket(fragment: string, compileFilter: (text: string) => Filter): Token {
  if (fragment === '[*]') return { kind: 'wildcard' };
  for (let at = 0; at < fragment.length; at++) {
    const char = fragment[at] ?? '';
    if (char === '?') return { kind: 'filter', filter: compileFilter(filterText(fragment, at)) };
    if (char === "'") return { kind: 'property', names: parseNames(fragment, at) };
    if ((char >= '0' && char <= '9') || char === ':' || char === '-' || char === '@') return parseArraySelector(fragment, at);
  }
  throw new JsonPathSyntaxError(`Could not analyze path component: ${fragment}`);
}
