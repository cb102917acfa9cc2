import type { RE2JS } from 're2js';
import { spend } from './evaluation.ts';
import { JsonataEvaluationError } from './jsonata-evaluation-error.ts';

/** The part of a RegExp that jsonata uses. */
export interface LinearRegex {
  lastIndex: number;
  exec(text: string): RegExpMatch | null;
}
type RegExpMatch = (string | undefined)[] & { index: number };

const compiled = new Map<string, RE2JS>();

/** RE2 in place of RegExp, so that no pattern takes more than linear time; loaded with the first pattern that is used. */
const compile = (regexp: RegExp): RE2JS => {
  const key = regexp.toString();
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const re2js: typeof import('re2js') = require('re2js');
  const flags = (regexp.ignoreCase ? re2js.RE2JS.CASE_INSENSITIVE : 0) | (regexp.multiline ? re2js.RE2JS.MULTILINE : 0);
  try {
    const pattern = re2js.RE2JS.compile(re2js.RE2JS.translateRegExp(regexp.source), flags);
    if (compiled.size >= 1000) compiled.clear();
    compiled.set(key, pattern);
    return pattern;
  } catch {
    // Look-around and back-references have no linear-time form.
    throw new JsonataEvaluationError(`threw an error during evaluation: Unsupported regular expression: ${key}`);
  }
};

/** A matcher with JavaScript's `lastIndex` and `exec`. */
export const linearRegex = (regexp: RegExp): LinearRegex => {
  const pattern = compile(regexp);
  return {
    lastIndex: 0,
    exec(text) {
      spend(1 + (text.length - this.lastIndex) / 8);
      const matcher = pattern.matcher(text);
      if (!matcher.find(this.lastIndex)) {
        this.lastIndex = 0;
        return null;
      }
      this.lastIndex = matcher.end();
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
      return Object.assign(groups, { index: matcher.start() });
    },
  };
};
