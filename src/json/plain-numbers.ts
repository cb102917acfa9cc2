import { isArray, isObject } from './json.ts';
import { isNumber, toNumber } from './number.ts';

/** A copy of a JSON value in which every number is a JavaScript number, for those who know no other. */
export function plainNumbers(value: unknown): unknown {
  if (isNumber(value)) return toNumber(value);
  if (isArray(value)) return value.map(plainNumbers);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainNumbers(member)]));
}
