import { isArray, type Json } from '#json/json.ts';
import { isNumber } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import { StatesError } from '../states-error.ts';

/** AWS's names of the types of JSON. AWS: 'null' — scenarios test_map_jsonata_items_fail. */
export type JsonTypeName = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

/** The type of a value, as messages name it. */
export const jsonTypeName = (value: Json): JsonTypeName => {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (isNumber(value)) return 'number';
  if (typeof value === 'string') return 'string';
  return isArray(value) ? 'array' : 'object';
};

/** States.QueryEvaluationError with AWS's sentence; `problem` is its end: `returned nothing (undefined).` */
export const queryEvaluationError = (expression: string, field: string, problem: string): StatesError =>
  new StatesError(
    'States.QueryEvaluationError',
    `The JSONata expression '${expression}' specified for the field '${field}' ${problem}`,
    field,
  );

/** Throws States.QueryEvaluationError unless the value of the expression is of the expected type. */
export const expectJsonType = (value: Json, expected: JsonTypeName, expression: string, field: string): void => {
  const actual = jsonTypeName(value);
  if (actual === expected) return;
  throw queryEvaluationError(
    expression,
    field,
    `returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${writeJson(value)}`,
  );
};
