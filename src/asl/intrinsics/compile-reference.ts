import type { Expression } from '../expression.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';
import { compileJsonPath, type JsonPath } from '../jsonpath/compile-json-path.ts';
import { JsonPathSyntaxError } from '../jsonpath/json-path-syntax-error.ts';
import { PathNotFound } from '../jsonpath/path-not-found.ts';
import type { Scope } from '../scope.ts';

const VARIABLE = /^\$(?<name>[\p{ID_Start}_][\p{ID_Continue}]{0,79})(?<rest>[.[].*)?$/su;

/** Compiles a text that starts with `$`: a path into the input, with `$$` into the context object, with a name into a variable. */
export function compileReference(text: string): Expression {
  if (text.startsWith('$$')) {
    const path = compilePath(text, text.slice(1));
    const root = (scope: Scope) => scope.context();
    return { text, kind: 'context', variables: [], root, evaluate: (scope) => path.read(scope.context()) };
  }
  const { name, rest = '' } = VARIABLE.exec(text)?.groups ?? {};
  if (name !== undefined) return variableReference(text, name, compilePath(text, `$${rest}`));
  const path = compilePath(text, text);
  return { text, kind: 'path', variables: [], root: (scope) => scope.input, evaluate: (scope) => path.read(scope.input) };
}

/** A variable that is not there is a path that leads nowhere, in the input as far as the texts go (inferred). */
function variableReference(text: string, name: string, path: JsonPath): Expression {
  return {
    text,
    kind: 'variable',
    variables: [name],
    root: (scope) => scope.variable(name) ?? scope.input,
    evaluate(scope) {
      const value = scope.variable(name);
      if (value === undefined) throw new PathNotFound(`No results for path: $['${name}']`, false);
      return path.read(value);
    },
  };
}

function compilePath(text: string, path: string): JsonPath {
  try {
    return compileJsonPath(path);
  } catch (error) {
    if (!(error instanceof JsonPathSyntaxError)) throw error;
    throw new ExpressionSyntaxError(`'${text}' is not a valid JSONPath: ${error.message}`);
  }
}
