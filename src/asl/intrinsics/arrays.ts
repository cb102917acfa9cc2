import { isNumber, toNumber } from '#json/number.ts';
import { isArray, type Json } from '../json.ts';
import { canonicalText } from './canonical-text.ts';
import { type Intrinsic, integer } from './intrinsic.ts';

/** AWS: ArrayRange makes at most 1,000 elements — Developer Guide, "Intrinsic functions". */
const MAX_RANGE = 1_000;

/** `States.Array(…)`: its arguments. */
export const array: Intrinsic = (args) => args;

/** `States.ArrayPartition(array, size)`: chunks of `size`, which is rounded to an integer above zero. */
export const arrayPartition: Intrinsic = (args) => {
  const [values, size] = [args[0], integer(args[1])];
  if (args.length !== 2 || !isArray(values) || size === undefined || size < 1) return undefined;
  const chunks: Json[] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
};

/** `States.ArrayContains(array, value)`. */
export const arrayContains: Intrinsic = (args) => {
  const [values, wanted = null] = args;
  if (args.length !== 2 || !isArray(values)) return undefined;
  const text = canonicalText(wanted);
  return values.some((value) => canonicalText(value) === text);
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
  const [values, index] = args;
  if (args.length !== 2 || !isArray(values) || !isNumber(index)) return undefined;
  return values[toNumber(index)];
};

/** `States.ArrayLength(array)`. */
export const arrayLength: Intrinsic = (args) => {
  const [values] = args;
  return args.length === 1 && isArray(values) ? values.length : undefined;
};

/** `States.ArrayUnique(array)`: the first of each group of equal values, in order. */
export const arrayUnique: Intrinsic = (args) => {
  const [values] = args;
  if (args.length !== 1 || !isArray(values)) return undefined;
  const seen = new Set<string>();
  return values.filter((value) => seen.size < seen.add(canonicalText(value)).size);
};
