import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { produce } from './budget.ts';

type Composed = readonly Json[] | JsonObject;

/** What an item or a member takes beside its name and value, in characters: quotes, colon, comma. */
const PUNCTUATION = 4;
const isComposed = (value: Json): value is Composed => isArray(value) || isObject(value);

/** A number, true, false or null: about. */
const SCALAR = 4;

/** Values are immutable and shared: each is weighed once, however often it is in the result. */
const weights = new WeakMap<object, number>();

/** About how long the JSON text of a value is, in characters. Walks without recursion: a value may be nested deep. */
export function weightOf(value: Json): number {
  if (!isComposed(value)) return partWeight(value);
  const open: Composed[] = [value];
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const weight = weights.has(at) ? undefined : weightOfParts(at, open);
    if (weight !== undefined) weights.set(at, weight);
    if (weights.has(at)) open.pop();
  }
  return partWeight(value);
}

/** The weight of an object or array whose parts have been weighed; what has not been is put on top of `open`. */
function weightOfParts(whole: Composed, open: Composed[]): number | undefined {
  const height = open.length;
  let weight = 2;
  const add = (part: Json) => {
    if (isComposed(part) && !weights.has(part)) open.push(part);
    weight += PUNCTUATION + partWeight(part);
  };
  if (isArray(whole)) {
    for (const item of whole) add(item);
  } else {
    for (const name of Object.keys(whole)) weight += name.length;
    for (const member of Object.values(whole)) add(member);
  }
  return open.length === height ? weight : undefined;
}

function partWeight(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  return isComposed(value) ? (weights.get(value) ?? 0) : SCALAR;
}

/** Counts values as produced that may be the same, or parts of each other. Throws DataTooLarge. */
export function producedAll(values: readonly Json[]): void {
  produce(values.reduce<number>((sum, value) => sum + weightOf(value), 0));
}

/** Counts a value as produced: it stands in a result, perhaps beside others that it shares its parts with. Throws DataTooLarge. */
export function produced<Value extends Json>(value: Value): Value {
  produce(weightOf(value));
  return value;
}
