import { DataTooLarge, withBudget } from '#asl/budget.ts';
import { ExpressionSyntaxError } from '#asl/expression-syntax-error.ts';
import { isJsonata } from '#asl/jsonata/is-jsonata.ts';
import { JsonataSyntaxError } from '#asl/jsonata/jsonata-syntax-error.ts';
import { PathNotFound } from '#asl/jsonpath/path-not-found.ts';
import type { Scope } from '#asl/scope.ts';
import type { Field } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { placeIn } from '#asl/trace/part.ts';
import { shownOf } from '#asl/trace/shown.ts';
import { type FieldTrace, traceAlone } from '#asl/trace/traced-field.ts';
import { asPart } from '#asl/trace/words.ts';
import type { Json } from '#json/json.ts';
import type { Explanation } from './explanation.ts';

/** Evaluates an expression alone, `{% … %}`, a path or a call of an intrinsic function, and tells what its parts come to. */
export function explainExpression(text: string, scope: Scope): Explanation {
  const fields: FieldTrace[] = [];
  const queryLanguage = isJsonata(text) ? 'JSONata' : 'JSONPath';
  const whole = { queryLanguage, unasked: [] } as const;
  try {
    const field: Field = traceAlone(text, (told) => fields.push(told));
    const value: Json = withBudget(() => field.evaluate(scope));
    return { ok: true, ...whole, fields, outcome: { kind: 'value', value: shownOf(value) } };
  } catch (error) {
    if (error instanceof JsonataSyntaxError || error instanceof ExpressionSyntaxError)
      return { ...whole, ...syntaxFault(text, error) };
    const { error: name, cause } = failureOf(error);
    const failed = fields.map((field) => (field.broke ? { ...field, error: { error: name, cause } } : field));
    const broke = failed.findLast((field) => field.broke)?.broke;
    return {
      ok: false,
      ...whole,
      fields: failed,
      outcome: { kind: 'failed', error: name, cause },
      ...(broke ? { broke: { field: 'expression', ...broke } } : {}),
    };
  }
}

/** How a state would fail by this. */
function failureOf(error: unknown): { readonly error: string; readonly cause: string } {
  if (error instanceof StatesError) return { error: error.error ?? '', cause: error.causeText ?? '' };
  if (error instanceof PathNotFound) return { error: 'States.Runtime', cause: error.reason };
  if (error instanceof DataTooLarge) return { error: 'States.DataLimitExceeded', cause: error.message };
  throw error;
}

function syntaxFault(text: string, error: JsonataSyntaxError | ExpressionSyntaxError) {
  const { message } = error;
  const place = error instanceof JsonataSyntaxError ? tokenAt(text, error.position) : {};
  const code = error instanceof JsonataSyntaxError && error.code !== undefined ? { code: error.code } : {};
  return {
    ok: false,
    fields: [],
    outcome: { kind: 'failed', cause: message },
    broke: { field: 'expression', says: asPart(message), ...code, ...place },
  } as const;
}

/** The character that the parser has stopped behind. */
function tokenAt(text: string, position: number | undefined) {
  if (position === undefined) return {};
  const inner = text.slice(2, -2);
  const to = Math.min(text.length - 2, position + 2 + inner.length - inner.trimStart().length);
  const from = Math.max(2, to - 1);
  return { from, to, char: from + 1, ...placeIn(text, from) };
}
