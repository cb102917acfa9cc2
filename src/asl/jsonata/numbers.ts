// What the rewritten jsonata package (synchronous-jsonata.mjs) calls where a number may be one that JavaScript has not: a long beyond 2^53 or a
// double such as `1.0`. Both are kept as long as they are only passed on; what is computed is a long where it is whole.
import {
  compareNumbers,
  computed,
  isNumber,
  isSpecialNumber,
  type JsonNumber,
  longOf,
  numberOf,
  primitiveOf,
  toNumber,
} from '#json/number.ts';
import { hasSpecialNumbers, writeSpecial } from '#json/write-json.ts';
import { weighed } from './evaluation.ts';

export { readJson } from '#json/read-json.ts';
export { writeJson } from '#json/write-json.ts';
export { isSpecialNumber as isSpecial };

/** What `typeof` says, and `number` of every number. */
export const typeOf = (value: unknown): string => (isSpecialNumber(value) ? 'number' : typeof value);

/** What `<` and arithmetic take: a double as its value, anything else as it is. */
export const plain = (value: unknown): unknown => (isSpecialNumber(value) ? primitiveOf(value) : value);

/** What a function of JavaScript takes: every number as a JavaScript number, anything else as it is. */
export const argument = (value: unknown): unknown => (isSpecialNumber(value) ? toNumber(value) : value);

/** Whether two values are equal numbers, one of them at least no JavaScript number. */
export const areEqual = (a: unknown, b: unknown): boolean =>
  (isSpecialNumber(a) || isSpecialNumber(b)) && isNumber(a) && isNumber(b) && compareNumbers(a, b) === 0;

type Operator = '+' | '-' | '*' | '/' | '%';

const OF_DOUBLES: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

const OF_LONGS: Readonly<Record<Operator, (a: bigint, b: bigint) => bigint | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b !== 0n && a % b === 0n ? a / b : undefined),
  '%': (a, b) => (b === 0n ? undefined : a % b),
};

/** The result of an operator: exact, where both are whole and so is it (that AWS computes so beyond 2^53 is told, not recorded). */
export function calculate(a: JsonNumber, b: JsonNumber, operator: Operator): JsonNumber {
  const [left, right] = [primitiveOf(a), primitiveOf(b)];
  if (typeof left === 'number' && typeof right === 'number') {
    const result = OF_DOUBLES[operator](left, right);
    if (!isUnsafe(result) || !Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return result;
  }
  const exact = isWhole(left) && isWhole(right) ? OF_LONGS[operator](BigInt(left), BigInt(right)) : undefined;
  return exact === undefined ? OF_DOUBLES[operator](Number(left), Number(right)) : longOf(exact);
}

const isUnsafe = (value: number): boolean => Math.abs(value) > Number.MAX_SAFE_INTEGER && Number.isFinite(value);

const isWhole = (value: number | bigint): boolean => typeof value === 'bigint' || Number.isInteger(value);

/** The larger (1) or smaller (-1) of two numbers. */
export const extreme = (a: JsonNumber, b: JsonNumber, sign: 1 | -1): JsonNumber => (compareNumbers(b, a) === sign ? b : a);

/** The absolute value. */
export function abs(value: JsonNumber): JsonNumber {
  const number = primitiveOf(value);
  return typeof number === 'number' ? Math.abs(number) : longOf(number < 0n ? -number : number);
}

/** `round` applied to what has a fraction: a long has none. */
export const toWhole = (value: JsonNumber, round: (value: number) => number): JsonNumber =>
  typeof value === 'bigint' ? value : round(toNumber(value));

/** The number that a numeric text or literal stands for, `otherwise` where that says it as well. */
export const exactly = (text: string, otherwise: number): JsonNumber => {
  const number = isUnsafe(otherwise) ? numberOf(text) : otherwise;
  return typeof number === 'bigint' ? number : otherwise;
};

/** A computed value as one of state data; `undefined` where it is infinite or none at all. */
export function resultOf(value: number | bigint): JsonNumber | undefined {
  if (typeof value === 'bigint') return longOf(value);
  return Number.isFinite(value) ? computed(value) : undefined;
}

/**
 * The text that `text` makes with JSON.stringify, or the same with the numbers that it refuses: longs with all their digits, doubles as
 * JSONata spells them, with 15 significant digits and `1.0` as `1`; or as state data does.
 */
export function stringify(value: unknown, text: () => string, pretty: boolean, asStateData: boolean): string | undefined {
  try {
    return text();
  } catch (error) {
    if (!hasSpecialNumbers(error)) throw error;
    return writeSpecial(weighed(value), asStateData ? String : shortSpelling, pretty);
  }
}

function shortSpelling(value: JsonNumber): string {
  const number = primitiveOf(value);
  return String(typeof number === 'bigint' || Number.isInteger(number) ? number : Number(number.toPrecision(15)));
}
