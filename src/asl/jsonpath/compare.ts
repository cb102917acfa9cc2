import type { Json } from '#json/json.ts';
import { compareNumbers, isNumber, type JsonNumber, numberOf } from '#json/number.ts';
import { PathNotFound } from './path-not-found.ts';

/** Java's new BigDecimal(text). */
function toNumber(text: string): JsonNumber {
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) return numberOf(text.replace(/^\+/, ''));
  const stranger = /[^\d.eE+-]/u.exec(text)?.[0] ?? 'array';
  throw new PathNotFound(
    `Character ${stranger} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`,
    true,
  );
}

const sign = <Value extends string | boolean>(left: Value, right: Value): number => (left === right ? 0 : left < right ? -1 : 1);

// Jayway keeps a literal `null` as the text 'null', and so takes that text for null.
const isNullish = (value: Json): boolean => value === null || value === 'null';

/**
 * Orders what a filter expects (its right side) and what it found (its left side) as Jayway does: -1, 0, 1, or `undefined` where
 * the two can not be compared, which is false for every operator, `!=` too. Literals that are no quoted strings come as texts here,
 * so text is made to fit a number or a boolean on the left. Throws PathNotFound where such a text is no number.
 */
export function compare(expected: Json, found: Json): number | undefined {
  if (typeof expected === 'string' && typeof found === 'string' && !isNullish(expected) && !isNullish(found)) {
    return sign(expected.includes("\\'") ? expected.replaceAll("\\'", "'") : expected, found);
  }
  if (expected === found) return 0;
  if (isNullish(expected) || isNullish(found)) return Number(isNullish(found)) - Number(isNullish(expected));
  if (isNumber(found)) {
    if (isNumber(expected)) return compareNumbers(expected, found);
    if (typeof expected === 'string') return compareNumbers(toNumber(expected), found);
  }
  if (typeof found === 'boolean') {
    if (typeof expected === 'boolean') return sign(expected, found);
    if (typeof expected === 'string') return sign(expected.toLowerCase() === 'true', found);
  }
  return undefined;
}
