import type { RE2JS } from 're2js';
import type { Json } from '#json/json.ts';
import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import { jsonText } from './json-text.ts';
import { type Run, spend } from './run.ts';

/** A `/regular expression/` of a filter. */
export interface Pattern {
  /** Whether it matches the whole of a value's text. */
  readonly matches: (value: Json, run: Run) => boolean;
}

const MAX_LENGTH = 1000;

// A number or an object matches by its text, as it is.
const textOf = (value: Json): string => (typeof value === 'string' ? value : jsonText(value));

/** Compiles `/…/` or `/…/i`. RE2 takes linear time, whatever the expression; it has no look-around and no back references. */
export function compilePattern(text: string): Pattern {
  const end = text.lastIndexOf('/');
  const source = text.slice(1, end);
  if (end === 0 || source.length > MAX_LENGTH) throw new JsonPathSyntaxError(`Invalid regular expression ${text.slice(0, 100)}`);
  // Loaded with the first expression: most paths have none, and it takes 10 ms.
  const re2js: typeof import('re2js') = require('re2js');
  let expression: RE2JS;
  try {
    expression = re2js.RE2JS.compile(source, text.endsWith('i') ? re2js.RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    throw new JsonPathSyntaxError(`Invalid regular expression ${text}: ${error instanceof Error ? error.message : ''}`);
  }
  const costOfCharacter = (8 + expression.programSize()) / 48;
  return {
    matches: (value, run) => {
      if (value === null) return false;
      const subject = textOf(value);
      spend(run, subject.length * costOfCharacter);
      return expression.matches(subject);
    },
  };
}
