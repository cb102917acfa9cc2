import { produce } from './budget.ts';
import { isArray, type Json } from './json.ts';

/** What a member takes beside its name and value: quotes, colon, comma. */
const MEMBER_BYTES = 4;
/** A number, true, false or null: about. */
const SCALAR_BYTES = 4;

/** Values are immutable and shared: each is weighed once, however often it is in the result. */
const weights = new WeakMap<object, number>();

/** About how long the JSON text of a value is, in characters. */
export function weightOf(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return SCALAR_BYTES;
  const known = weights.get(value);
  if (known !== undefined) return known;
  let weight = 2;
  if (isArray(value)) {
    for (const item of value) weight += weightOf(item) + 1;
  } else {
    for (const [name, member] of Object.entries(value)) weight += name.length + MEMBER_BYTES + weightOf(member);
  }
  weights.set(value, weight);
  return weight;
}

/** Counts a value as produced: it stands in a result, perhaps beside others that it shares its parts with. Throws DataTooLarge. */
export function produced<Value extends Json>(value: Value): Value {
  produce(weightOf(value));
  return value;
}
