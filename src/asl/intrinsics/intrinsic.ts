import { isNumber, toNumber } from '#json/number.ts';
import type { Json } from '../json.ts';
import type { Scope } from '../scope.ts';

/** An intrinsic function. `undefined` says that it cannot be applied to these arguments: a wrong number, type or size. */
export type Intrinsic = (args: readonly Json[], scope: Scope) => Json | undefined;

/** AWS: Base64Encode, Base64Decode and Hash take at most 10,000 characters — Developer Guide, "Intrinsic functions". */
const MAX_CHARACTERS = 10_000;

/** A number rounded to the nearest integer, halves up as Java's Math.round does; `undefined` if it is no number. */
export function integer(value: Json | undefined): number | undefined {
  return isNumber(value) ? Math.round(toNumber(value)) : undefined;
}

/** A string of at most MAX_CHARACTERS. */
export function shortString(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.length <= MAX_CHARACTERS ? value : undefined;
}
