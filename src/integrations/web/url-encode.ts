import { writeJson } from '#json/write-json.ts';
import { isObject, type JsonObject } from '../json.ts';

/**
 * Writes a body in application/x-www-form-urlencoded. `format` tells how lists are written: INDICES `a[0]=1&a[1]=2`, REPEAT `a=1&a=2`,
 * COMMAS `a=1,2`, BRACKETS `a[]=1&a[]=2`, NONE as REPEAT; members of objects are `a[b]=1`.
 */
export function urlEncode(body: JsonObject, format: string): string {
  const pairs = Object.entries(body).flatMap(([name, value]) => pairsOf(name, value, format));
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function pairsOf(name: string, value: unknown, format: string): [string, string][] {
  if (isObject(value)) return Object.entries(value).flatMap(([key, member]) => pairsOf(`${name}[${key}]`, member, format));
  if (!Array.isArray(value)) return value === null ? [] : [[name, typeof value === 'string' ? value : writeJson(value)]];
  switch (format) {
    case 'COMMAS':
      return [[name, value.map((item: unknown) => (typeof item === 'string' ? item : writeJson(item))).join(',')]];
    case 'BRACKETS':
      return value.flatMap((item) => pairsOf(`${name}[]`, item, format));
    case 'INDICES':
      return value.flatMap((item, index) => pairsOf(`${name}[${index}]`, item, format));
    default:
      return value.flatMap((item) => pairsOf(name, item, format));
  }
}
