import type { Json } from '#json/json.ts';
import { compileDefinite } from './compile-definite.ts';
import { compileFilter } from './compile-filter.ts';
import { compileIndefinite } from './compile-indefinite.ts';
import { pathNotFound } from './failure.ts';
import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import { NULL_INPUT_REASON, PathNotFound } from './path-not-found.ts';
import { isDefinite, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** A compiled path. */
export interface JsonPath {
  readonly text: string;
  /** Whether it leads to one value (`$.a[0]`), not to a list of values (`$.a[*]`). */
  readonly definite: boolean;
  /** The value, or the list of values, shared with `root`. Throws PathNotFound, or DataTooLarge where finding it takes too much. */
  readonly read: (root: Json) => Json;
}

function compileTokens(tokens: readonly Token[]): (root: Json) => Json {
  if (!tokens.every(isDefinite)) return compileIndefinite(tokens);
  const path = compileDefinite(tokens);
  return (root) => {
    const value = path.find(root);
    if (value === undefined) throw pathNotFound(path.explain(root));
    return value;
  };
}

/**
 * Compiles a JSONPath of AWS's dialect, which is that of Jayway JsonPath 2.0.0. Once compiled, a path parses nothing.
 * @throws JsonPathSyntaxError
 */
export function compileJsonPath(text: string): JsonPath {
  if (!text.startsWith('$')) throw new JsonPathSyntaxError('A path must start with $');
  const tokens = tokenize(text, compileFilter);
  const definite = tokens.every(isDefinite);
  if (tokens.length === 0) return { text, definite, read: (root) => root };
  const readTokens = compileTokens(tokens);
  return {
    text,
    definite,
    read: (root) => {
      if (root === null) throw new PathNotFound(NULL_INPUT_REASON, true);
      return readTokens(root);
    },
  };
}
