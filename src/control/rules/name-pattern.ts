import type { RE2JS } from 're2js';

/** A name, or every name in which a `/regular expression/` is found. */
export interface NamePattern {
  /** The name, where it is just that. */
  readonly name?: string;
  readonly matches: (name: string) => boolean;
}

const compiled = new Map<string, NamePattern>();

const REMEMBERED = 1_000;

/** Reads a name or a `/regular expression/`; throws an Error where it is neither. RE2 takes linear time, whatever the expression. */
export function namePattern(text: string): NamePattern {
  const known = compiled.get(text) ?? compile(text);
  if (compiled.size >= REMEMBERED) compiled.clear();
  compiled.set(text, known);
  return known;
}

function compile(text: string): NamePattern {
  if (text.length < 3 || !text.startsWith('/') || !text.endsWith('/')) return { name: text, matches: (name) => name === text };
  // Loaded with the first expression: most rules have none, and it takes 10 ms.
  const re2js: typeof import('re2js') = require('re2js');
  const expression: RE2JS = re2js.RE2JS.compile(re2js.RE2JS.translateRegExp(text.slice(1, -1)));
  return { matches: (name) => expression.matcher(name).find() };
}
