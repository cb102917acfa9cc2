// Numbers as AWS keeps them. Its values are Jackson's: an integer is a long as far as 64 bits go, everything else a double, and each has
// one spelling. Three kinds of JavaScript values carry them:
//   a number — wherever it is exact and `JSON.stringify` spells it as AWS does: nearly always;
//   a bigint — a long beyond 2^53;
//   a Double — a double that is spelled otherwise: `1.0`, `1.5E9`.
import { Double } from './double.ts';

/** A number of state data. */
export type JsonNumber = number | bigint | Double;

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);
/** How long the text of a long may be: longer ones are doubles, and would take long to read as integers. */
const MAX_LONG_LENGTH = String(MIN_LONG).length;
const INTEGER = /^-?\d+$/;

/** Whether a value is a number of state data. */
export const isNumber = (value: unknown): value is JsonNumber => typeof value === 'number' || isSpecialNumber(value);

/** Whether a value is a number of state data that is no JavaScript number. */
export const isSpecialNumber = (value: unknown): value is bigint | Double => typeof value === 'bigint' || value instanceof Double;

/** Whether a value is a long: an integer by its spelling, not by its value. */
export const isLong = (value: unknown): value is number | bigint => Number.isSafeInteger(value) || typeof value === 'bigint';

/** The number that a JSON number literal means. */
export const numberOf = (literal: string): JsonNumber =>
  INTEGER.test(literal) && literal.length <= MAX_LONG_LENGTH ? longOf(BigInt(literal)) : doubleOf(Number(literal));

/** An integer as a long. AWS: one beyond 64 bits becomes a double — told of `$parse` ("one step past the long boundary"), not recorded. */
export function longOf(value: bigint): JsonNumber {
  if (value > MAX_LONG || value < MIN_LONG) return doubleOf(Number(value));
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** A double that was read: `1.0` is no integer. */
export const doubleOf = (value: number): JsonNumber => (hasJavaSpelling(value) ? value : new Double(value));

/** A number that was computed: a long where it is whole and fits one, as JSONata for Java makes of each result (inferred). */
export function computed(value: number): JsonNumber {
  if (Number.isSafeInteger(value)) return value;
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value) : doubleOf(value);
}

/** Less than zero, zero or more, as `a` is less than, equal to or more than `b`: longs are compared in all their digits. */
export function compareNumbers(a: JsonNumber, b: JsonNumber): number {
  const [left, right] = [primitiveOf(a), primitiveOf(b)];
  return left < right ? -1 : Number(left > right);
}

/** What arithmetic takes: a Double as its value. */
export const primitiveOf = (value: JsonNumber): number | bigint => (value instanceof Double ? value.value : value);

/** The nearest JavaScript number. */
export const toNumber = (value: JsonNumber): number => (typeof value === 'number' ? value : Number(primitiveOf(value)));

/** Whether JavaScript spells a double that is no integer as Java does. */
function hasJavaSpelling(value: number): boolean {
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e7 && !Number.isInteger(value);
}
