import { isArray, isObject, type Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';

/** A text that two values share if, and only if, they are equal: the order of an object's members does not count. */
export function canonicalText(value: Json): string {
  if (isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isObject(value)) return writeJson(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}
