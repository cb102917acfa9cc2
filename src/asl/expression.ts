import type { Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { ExpressionSyntaxError } from './expression-syntax-error.ts';
import { compileCall } from './intrinsics/compile-call.ts';
import { compileReference } from './intrinsics/compile-reference.ts';
import { NULL_INPUT_REASON, PathNotFound } from './jsonpath/path-not-found.ts';
import type { Scope } from './scope.ts';
import { StatesError } from './states-error.ts';

export { ExpressionSyntaxError };

/** One expression of the JSONPath query language, compiled: a path, a context path, a variable or a call of an intrinsic function. */
export interface Expression {
  readonly text: string;
  readonly kind: 'path' | 'context' | 'variable' | 'intrinsic';
  /** The names of the variables it reads, each once, in the order of the text. */
  readonly variables: readonly string[];
  /** Its value. Throws `PathNotFound` (a path that leads nowhere) or `StatesError` (an intrinsic function that failed). */
  evaluate(scope: Scope): Json;
  /** What its path is applied to: the input, the context object or the variable's value; the input for an intrinsic function. */
  root(scope: Scope): Json;
}

/** Compiles `$.a`, `$$.Execution.Id`, `$name.path[0]` or `States.Format('{}', $.a)`. Throws `ExpressionSyntaxError`, nothing else. */
export function compileExpression(text: string): Expression {
  if (text.startsWith('$')) return compileReference(text);
  if (text.startsWith('States.')) return compileCall(text);
  throw new ExpressionSyntaxError(`'${text}' is neither a JSONPath nor an intrinsic function call`);
}

/**
 * The value of an expression that stands in `field` (`value.$`, `ErrorPath`). A path that leads nowhere is a `StatesError`.
 * AWS: the input is quoted in full, that of a `$$` path is the context object — base_scenarios.test_invalid_jsonpath.
 */
export function evaluateField(expression: Expression, field: string, scope: Scope): Json {
  try {
    return expression.evaluate(scope);
  } catch (error) {
    if (!(error instanceof PathNotFound)) throw error;
    if (error.reason === NULL_INPUT_REASON) throw new StatesError('States.Runtime', error.reason);
    const input = writeJson(expression.root(scope));
    const cause = `The JSONPath '${expression.text}' specified for the field '${field}' could not be found in the input '${input}'`;
    throw new StatesError('States.Runtime', cause);
  }
}
