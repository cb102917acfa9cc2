import { isArray, type Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { produce, SHARED_FIELDS, spend } from '../budget.ts';
import { javaHash } from '../java-hash.ts';
import { hashOrder } from '../java-hash-map.ts';
import { weightOf } from '../weight.ts';
import { canonicalText } from './canonical-text.ts';
import { type Intrinsic, integer } from './intrinsic.ts';

/** AWS: ArrayRange makes at most 1,000 elements — Developer Guide, "Intrinsic functions". */
const MAX_RANGE = 1_000;

/** `States.Array(…)`: its arguments. Nested, or with many, it may hold the same large value over and over. */
export const array: Intrinsic = (args) => {
  if (args.length > SHARED_FIELDS || args.some(isArray)) produce(weightOf(args));
  return args;
};

/** `States.ArrayPartition(array, size)`: chunks of `size`, an integer above zero without its fraction. */
export const arrayPartition: Intrinsic = (args) => {
  const [values, size] = [args[0], integer(args[1])];
  if (args.length !== 2 || !isArray(values) || size === undefined || size < 1) return undefined;
  spend(values.length / 8);
  const chunks: Json[] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
};

/** `States.ArrayContains(array, value)`. */
export const arrayContains: Intrinsic = (args) => {
  const [values, wanted = null] = args;
  if (args.length !== 2 || !isArray(values)) return undefined;
  spend((weightOf(values) + weightOf(wanted)) / 16);
  const text = textOf(wanted);
  return values.some((value) => textOf(value) === text);
};

/** `States.ArrayRange(first, last, step)`: last is included; a step that leads away from it gives an empty array (inferred). */
export const arrayRange: Intrinsic = (args) => {
  const [first, last, step] = args.map(integer);
  if (args.length !== 3 || first === undefined || last === undefined || !step) return undefined;
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  return length > MAX_RANGE ? undefined : Array.from({ length }, (_, index) => first + index * step);
};

/** `States.ArrayGetItem(array, index)`: an index that is not in the array is an error. */
export const arrayGetItem: Intrinsic = (args) => {
  const [values, index] = [args[0], integer(args[1])];
  if (args.length !== 2 || !isArray(values) || index === undefined) return undefined;
  return values.length === 0 ? itemOfNone() : values[index];
};

/** AWS: whatever the index, an empty array has null — AWS runs told in the notes of a public corpus, not recorded. */
const itemOfNone = (): Json => null;

/** `States.ArrayLength(array)`. */
export const arrayLength: Intrinsic = (args) => {
  const [values] = args;
  return args.length === 1 && isArray(values) ? values.length : undefined;
};

/** `States.ArrayUnique(array)`: the first of each group of equal values. */
export const arrayUnique: Intrinsic = (args) => {
  const [values] = args;
  if (args.length !== 1 || !isArray(values)) return undefined;
  spend(weightOf(values) / 16);
  const seen = new Set<string>();
  return inUniqueOrder(values.filter((value) => seen.size < seen.add(canonicalText(value)).size));
};

/** AWS: in the order of a java.util.HashSet of the values — AWS runs told in the notes of a public corpus, not recorded. */
const inUniqueOrder = (values: readonly Json[]): Json[] => hashOrder(values, javaHash);

/**
 * What ArrayContains compares. AWS: texts: `true` matches `"true"`, and the order of an object's members counts — AWS runs told in the notes of a
 * public corpus, not recorded.
 */
const textOf = (value: Json): string => (typeof value === 'string' ? value : writeJson(value));
