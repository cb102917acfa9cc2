import { isArray, isObject, type Json } from '#json/json.ts';
import { compareNumbers, isNumber } from '#json/number.ts';
import { compareTimestamps, parseTimestamp, type Timestamp } from '../timestamp.ts';
import { compileStringPattern } from './string-pattern.ts';

/** A test of a value. It is false, never an error, for a value of another type than the operator compares. */
export type Test = (value: Json) => boolean;

/** An operator with its right side: what it answers tests the left side. */
export type Comparison = (operand: Json) => Test;

const never: Test = () => false;

/** Whether left and right stand in the order that the operator asks for; `order` is below, at or above zero. */
const ORDERS = {
  Equals: (order: number) => order === 0,
  LessThan: (order: number) => order < 0,
  LessThanEquals: (order: number) => order <= 0,
  GreaterThan: (order: number) => order > 0,
  GreaterThanEquals: (order: number) => order >= 0,
};

type Order = keyof typeof ORDERS;

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** AWS: strings are compared character by character, by their UTF-16 codes as in Java. */
const strings = (order: Order): Comparison => {
  const holds = ORDERS[order];
  return (operand) =>
    typeof operand === 'string' ? (value) => typeof value === 'string' && holds(compare(value, operand)) : never;
};

/** AWS: 1 and 1.0 are equal — choice_operators, numeric.test_numeric_equals_path; longs count in all their digits. */
const numbers = (order: Order): Comparison => {
  const holds = ORDERS[order];
  return (operand) => {
    if (isNumber(operand)) return (value) => isNumber(value) && holds(compareNumbers(value, operand));
    return order.startsWith('GreaterThan') && isNothing(operand) ? isPositive : never;
  };
};

/**
 * What a positive number is greater than where a path leads to it. AWS: false, null, {} and [] — AWS runs told in the notes of a public corpus, not
 * recorded.
 */
const isNothing = (operand: Json): boolean =>
  operand === false || operand === null || (isArray(operand) && operand.length === 0) || isEmptyObject(operand);

const isEmptyObject = (value: Json): boolean => isObject(value) && Object.keys(value).length === 0;

const isPositive: Test = (value) => isNumber(value) && compareNumbers(value, 0) > 0;

/** Moments are compared, not texts: `13:00:00+01:00` equals `12:00:00Z`. */
const timestamps = (order: Order): Comparison => {
  const holds = ORDERS[order];
  return (operand) => {
    const right = timestampOf(operand);
    if (right === undefined) return never;
    return (value) => {
      const left = timestampOf(value);
      return left !== undefined && holds(compareTimestamps(left, right));
    };
  };
};

const timestampOf = (value: Json): Timestamp | undefined => (typeof value === 'string' ? parseTimestamp(value) : undefined);

const stringMatches: Comparison = (operand) => {
  if (typeof operand !== 'string') return never;
  const matches = compileStringPattern(operand);
  return (value) => typeof value === 'string' && matches(value);
};

const booleanEquals: Comparison = (operand) => (value) => typeof value === 'boolean' && value === operand;

/** The operand, true or false, is what the question has to be answered with. */
const is =
  (holds: Test): Comparison =>
  (operand) =>
  (value) =>
    holds(value) === operand;

/** The operators that compare with a value, and that have a twin, named with `Path` at the end, that finds this value by a path. */
export const PATH_COMPARISONS = {
  StringEquals: strings('Equals'),
  StringLessThan: strings('LessThan'),
  StringGreaterThan: strings('GreaterThan'),
  StringLessThanEquals: strings('LessThanEquals'),
  StringGreaterThanEquals: strings('GreaterThanEquals'),
  NumericEquals: numbers('Equals'),
  NumericLessThan: numbers('LessThan'),
  NumericGreaterThan: numbers('GreaterThan'),
  NumericLessThanEquals: numbers('LessThanEquals'),
  NumericGreaterThanEquals: numbers('GreaterThanEquals'),
  BooleanEquals: booleanEquals,
  TimestampEquals: timestamps('Equals'),
  TimestampLessThan: timestamps('LessThan'),
  TimestampGreaterThan: timestamps('GreaterThan'),
  TimestampLessThanEquals: timestamps('LessThanEquals'),
  TimestampGreaterThanEquals: timestamps('GreaterThanEquals'),
} satisfies Record<`${'String' | 'Numeric' | 'Timestamp'}${Order}` | 'BooleanEquals', Comparison>;

/** The operators without such a twin. `IsPresent` is not among them: it tests the path, not the value. */
export const PLAIN_COMPARISONS = {
  StringMatches: stringMatches,
  IsNull: is((value) => value === null),
  IsNumeric: is(isNumber),
  IsString: is((value) => typeof value === 'string'),
  IsBoolean: is((value) => typeof value === 'boolean'),
  IsTimestamp: is((value) => timestampOf(value) !== undefined),
} satisfies Record<'StringMatches' | `Is${'Null' | 'Numeric' | 'String' | 'Boolean' | 'Timestamp'}`, Comparison>;
