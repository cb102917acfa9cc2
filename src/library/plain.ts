import { Double } from '#json/double.ts';
import { hasSpecialNumber } from '#json/has-special-number.ts';
import { readJson } from '#json/read-json.ts';

/** The value of a JSON text as tests compare it: numbers are JavaScript's, and bigints where only those have all digits. */
export const readPlain = (text: string): unknown => (hasSpecialNumber(text) ? plain(readJson(text)) : JSON.parse(text));

/** A JSON value without what spells its numbers as AWS does: `1.0` is 1. */
export function plain(value: unknown): unknown {
  if (value instanceof Double) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
