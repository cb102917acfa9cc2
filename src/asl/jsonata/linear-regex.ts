import type { RE2JS } from 're2js';
import { spend } from './evaluation.ts';
import { JsonataEvaluationError } from './jsonata-evaluation-error.ts';

/** The part of a RegExp that jsonata uses. */
export interface LinearRegex {
  lastIndex: number;
  exec(text: string): RegExpMatch | null;
}
type RegExpMatch = (string | undefined)[] & { index: number };

/** A pattern in its linear form, what a character costs, and whether a match may have been looked for far behind its end. */
interface Compiled {
  readonly pattern: RE2JS;
  readonly costOfCharacter: number;
  readonly looksAhead: boolean;
}

const compiled = new Map<string, Compiled>();

/** Where what a pattern asks for may be missing in the end: in one of several ways, or in a group that need not be there. */
const LOOKS_AHEAD = /\||\)[*+?{]/;

/** RE2 in place of RegExp, so that no pattern takes more than linear time; loaded with the first pattern that is used. */
const compile = (regexp: RegExp): Compiled => {
  const key = regexp.toString();
  const known = compiled.get(key);
  if (known !== undefined) return known;
  spend(100 + key.length);
  const re2js: typeof import('re2js') = require('re2js');
  const flags = (regexp.ignoreCase ? re2js.RE2JS.CASE_INSENSITIVE : 0) | (regexp.multiline ? re2js.RE2JS.MULTILINE : 0);
  try {
    const pattern = re2js.RE2JS.compile(re2js.RE2JS.translateRegExp(regexp.source), flags);
    if (compiled.size >= 1000) compiled.clear();
    const one = { pattern, costOfCharacter: (8 + pattern.programSize()) / 48, looksAhead: LOOKS_AHEAD.test(regexp.source) };
    compiled.set(key, one);
    return one;
  } catch {
    // Look-around and back-references have no linear-time form.
    throw new JsonataEvaluationError(`threw an error during evaluation: Unsupported regular expression: ${key}`);
  }
};

/** A matcher with JavaScript's `lastIndex` and `exec`. */
export const linearRegex = (regexp: RegExp): LinearRegex => {
  const { pattern, costOfCharacter, looksAhead } = compile(regexp);
  return {
    lastIndex: 0,
    exec(text) {
      spend(6);
      const from = this.lastIndex;
      const matcher = pattern.matcher(text);
      const isFound = matcher.find(from);
      spend(((isFound && !looksAhead ? matcher.end() : text.length) - from) * costOfCharacter);
      if (!isFound) {
        this.lastIndex = 0;
        return null;
      }
      this.lastIndex = matcher.end();
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
      return Object.assign(groups, { index: matcher.start() });
    },
  };
};
