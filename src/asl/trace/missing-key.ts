import { isObject } from '#json/json.ts';
import { nearest } from './nearest.ts';
import { keysIn, kindOf, wordsAndKind } from './words.ts';

/** How many keys are looked at for one that is nearly the one that is missing. */
const COMPARED_KEYS = 200;

/** Says that a key is not in what stands at a place, and what is there. */
export function missingKey(key: string, place: string, value: unknown): string {
  const missing = `there is no ${JSON.stringify(key)} in ${place}`;
  if (isObject(value)) {
    const near = nearest(key, Object.keys(value).slice(0, COMPARED_KEYS));
    return `${missing}, which has ${keysIn(value)}${near === undefined ? '' : `: did you mean ${JSON.stringify(near)}?`}`;
  }
  if (Array.isArray(value)) {
    const [first] = value;
    return `${missing}, which is ${kindOf(value)}${isObject(first) ? ` (its first item has ${keysIn(first)})` : ''}`;
  }
  return `${missing}, which is ${wordsAndKind(value)}`;
}
