import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import { parseBracket, parseNames } from './parse-bracket.ts';
import type { Filter, Token } from './token.ts';

/** Java's String.trim: everything up to the blank goes. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

/** Where a member name written without brackets ends. */
function nameEnd(path: string, start: number): number {
  let at = start;
  while (at < path.length && path[at] !== '.' && path[at] !== '[' && path[at] !== ' ') at++;
  return at;
}

/** Where a bracket ends, counting brackets only: Jayway does not look at quotes here, so `['a]b']` ends early. */
function bracketEnd(path: string, start: number): number {
  let depth = 0;
  for (let at = start; at < path.length; at++) {
    if (path[at] === '[') depth++;
    else if (path[at] === ']' && --depth === 0) return at + 1;
  }
  return path.length;
}

const bareName = (name: string): Token => ({
  kind: 'property',
  // A quote or a bracket in a bare name has the meaning that it has between brackets.
  names: name.includes("'") || name.includes(']') ? parseNames(`'${name}']`, 0) : [name],
});

/**
 * Cuts a path, with `$` (or in a filter `@`) in front, into the tokens behind that sign, in the grammar of Jayway JsonPath 2.0.0. `ends`
 * gets the offset behind each.
 * @throws JsonPathSyntaxError
 */
export function tokenize(text: string, compileFilter: (text: string) => Filter, ends: number[] = []): Token[] {
  const path = javaTrim(text);
  if (path.endsWith('..')) throw new JsonPathSyntaxError('A path can not end with a scan.');
  if (path.length > 1 && path[1] !== '.' && path[1] !== '[') throw new JsonPathSyntaxError(`Invalid path ${path}`);
  const tokens: Token[] = [];
  let at = 1;
  while (at < path.length) {
    if (tokens.length > ends.length) ends.push(at);
    const char = path[at];
    if (char === ' ') throw new JsonPathSyntaxError('Space not allowed in path');
    if (char === '[') {
      const end = bracketEnd(path, at);
      tokens.push(parseBracket(path.slice(at, end), compileFilter));
      at = end;
      continue;
    }
    if (char === '$' || char === '*') {
      tokens.push(char === '$' ? { kind: 'root' } : { kind: 'wildcard' });
      at++;
      continue;
    }
    if (char === '.') {
      at++;
      if (at === path.length) throw new JsonPathSyntaxError('A path can not end with a period');
      if (path[at] === '.') {
        tokens.push({ kind: 'scan' });
        at++;
        continue;
      }
    }
    const end = nameEnd(path, at);
    const name = path.slice(at, end);
    // An empty name is the `.` of `$.[0]`, which Jayway passes over.
    if (name === '*') tokens.push({ kind: 'wildcard' });
    else if (name !== '') tokens.push(bareName(name));
    at = end;
  }
  if (tokens.length > ends.length) ends.push(at);
  return tokens;
}
