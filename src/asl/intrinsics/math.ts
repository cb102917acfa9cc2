import type { Json } from '#json/json.ts';
import { isNumber, toNumber } from '#json/number.ts';
import { type Intrinsic, integer } from './intrinsic.ts';
import { javaRandom } from './java-random.ts';

const isInt = (value: number | undefined): value is number => value !== undefined && value >= -(2 ** 31) && value < 2 ** 31;

/** A number rounded to the nearest integer, halves up as Java's Math.round does; `undefined` if it is no number. */
const rounded = (value: Json): number | undefined => (isNumber(value) ? Math.round(toNumber(value)) : undefined);

/**
 * `States.MathAdd(a, b)`. AWS: both are rounded to integers and lie in −2147483648 … 2147483647 — Developer Guide, "Intrinsic functions";
 * that the sum has to lie there too is inferred.
 */
export const mathAdd: Intrinsic = (args) => {
  const [a, b] = args.map(rounded);
  if (args.length !== 2 || !isInt(a) || !isInt(b)) return undefined;
  return isInt(a + b) ? a + b : undefined;
};

/**
 * `States.MathRandom(start, end, seed?)`: an integer from start (included) to end (excluded), the same for the same seed. AWS does not say
 * by which generator; that of Java is inferred.
 */
export const mathRandom: Intrinsic = (args, scope) => {
  const [start, end, seed] = args.map(integer);
  if (args.length < 2 || args.length > 3 || !isInt(start) || !isInt(end) || start >= end) return undefined;
  if (args.length === 2) return start + Math.floor(scope.random() * (end - start));
  if (seed === undefined || !Number.isSafeInteger(seed) || !isInt(end - start)) return undefined;
  return start + javaRandom(seed, end - start);
};
