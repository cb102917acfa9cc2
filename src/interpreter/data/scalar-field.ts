import { expectJsonType, type JsonTypeName } from '#asl/jsonata/query-evaluation-error.ts';
import { invalidPath } from '#asl/jsonpath/invalid-path.ts';
import { PathNotFound } from '#asl/jsonpath/path-not-found.ts';
import type { ScalarField } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import type { Json } from '#json/json.ts';
import { isLong, isNumber, numberOf, toNumber } from '#json/number.ts';
import type { Frame } from '../continuation/execution.ts';
import type { JsonText } from '../continuation/json-text.ts';
import type { Run } from '../draft/run.ts';
import { textOf } from './data.ts';
import { scopeOf } from './data-flow.ts';

/** The value of a field such as TimeoutSeconds, however it is given. `missing` makes the error of a path that leads nowhere. */
export function readScalar(run: Run, frame: Frame, field: ScalarField, input: JsonText, missing = invalidPath): Json {
  if (field.kind === 'literal') return field.value;
  try {
    return field.evaluate(scopeOf(run, frame, input));
  } catch (error) {
    if (field.kind === 'path' && error instanceof PathNotFound) throw missing(field.text, error);
    throw error;
  }
}

/** A whole number that a Map is told, such as MaxConcurrency; anything else is the state's failure. */
export function readInteger(run: Run, frame: Frame, field: ScalarField, input: JsonText): number {
  const value = readScalar(run, frame, field, input);
  const integer = field.kind === 'path' ? integerIn(value) : wholeNumber(value);
  if (integer === undefined) throw notA('integer', field, value);
  return integer;
}

/**
 * AWS: a path may lead to a text that spells a long, not to one of a fraction — recorded for MaxItemsPath and MaxItemsPerBatchPath, measured by
 * others for the rest; that `2.0` has a fraction is (inferred).
 */
function integerIn(value: Json): number | undefined {
  const text = isNumber(value) ? textOf(value) : value;
  if (typeof text !== 'string' || !/^[+-]?\d+$/.test(text)) return undefined;
  const long = numberOf(text.replace('+', ''));
  return isLong(long) ? toNumber(long) : undefined;
}

const wholeNumber = (value: Json): number | undefined =>
  isNumber(value) && Number.isInteger(toNumber(value)) ? toNumber(value) : undefined;

/** A whole number above zero, as seconds of a timeout are. */
export function readPositive(run: Run, frame: Frame, field: ScalarField, input: JsonText): number {
  const value = readScalar(run, frame, field, input);
  const seconds = wholeNumber(value);
  if (seconds === undefined) throw notA('integer', field, value);
  // AWS: a value that is out of range fails, in TimeoutSeconds a negative one — Transforming data with JSONata; the text is (inferred).
  if (seconds <= 0) throw outOfRange(field, `${fieldNameOf(field)} must be positive.`);
  return seconds;
}

/** The failure of a number that the field does not take. AWS: in JSONata it is States.QueryEvaluationError — Handling expression errors. */
export function outOfRange(field: ScalarField, cause: string): StatesError {
  return field.kind === 'jsonata'
    ? new StatesError('States.QueryEvaluationError', cause, field.name)
    : new StatesError('States.Runtime', cause);
}

/** `TimeoutSeconds`, also where it is given by its `TimeoutSecondsPath`; `MaxItems` of `ItemReader/ReaderConfig/MaxItems`. */
export const fieldNameOf = ({ name }: ScalarField): string => name.replace(/^.*\//, '').replace(/Path$/, '');

/** Any number; by a path also a text that spells one. */
export function readNumber(run: Run, frame: Frame, field: ScalarField, input: JsonText): number {
  const value = readScalar(run, frame, field, input);
  if (isNumber(value)) return toNumber(value);
  if (field.kind === 'path' && typeof value === 'string' && DECIMAL.test(value)) return Number(value);
  throw notA('float', field, value);
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Throws where a JSONata expression gave another type than the field takes, in AWS's words. */
export function expectType(field: ScalarField, value: Json, expected: JsonTypeName): void {
  if (field.kind === 'jsonata' && field.expression !== undefined) expectJsonType(value, expected, field.expression, field.name);
}

function notA(type: 'integer' | 'float', field: ScalarField, value: Json): StatesError {
  expectType(field, value, 'number');
  const text = textOf(value);
  if (field.kind === 'path') {
    // AWS: recorded for MaxConcurrencyPath (integer) and ToleratedFailurePercentagePath (float); every value stands in quotes, as for a
    // MaxItemsPath of 1.5.
    return new StatesError(
      'States.Runtime',
      `The ${field.name} field refers to value ${typeof value === 'string' ? text : `"${text}"`} which is not a valid ${type}: ${field.text}`,
    );
  }
  return new StatesError(
    'States.QueryEvaluationError',
    `The ${fieldNameOf(field)} field cannot be parsed as ${type === 'float' ? 'a float' : 'an integer'}: ${text}`,
    field.name,
  );
}
