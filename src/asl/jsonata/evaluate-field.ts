import type { Json } from '#json/json.ts';
import type { JsonataBindings, JsonataExpression } from './compile-jsonata.ts';
import { JsonataEvaluationError } from './jsonata-evaluation-error.ts';
import { queryEvaluationError } from './query-evaluation-error.ts';

/** An expression and the field that it stands in: `Output/result`, `Arguments/Ids[0]`. */
export interface FieldExpression {
  readonly field: string;
  readonly expression: JsonataExpression;
}

/** The value of an expression in a field; throws StatesError States.QueryEvaluationError, also where it is nothing. */
export const evaluateField = ({ field, expression }: FieldExpression, bindings: JsonataBindings): Json => {
  let value: Json | undefined;
  try {
    value = expression.evaluate(bindings);
  } catch (error) {
    throw error instanceof JsonataEvaluationError ? queryEvaluationError(expression.text, field, error.message) : error;
  }
  if (value === undefined) throw queryEvaluationError(expression.text, field, 'returned nothing (undefined).');
  return value;
};
