import type { Json } from '#json/json.ts';
import { isNumber, toNumber } from '#json/number.ts';
import type { Scope } from '../scope.ts';

/**
 * An intrinsic function. `undefined` says that it cannot be applied to these arguments: a wrong number, type or size. Throws
 * `IntrinsicFailure` where AWS says more than that.
 */
export type Intrinsic = (args: readonly Json[], scope: Scope) => Json | undefined;

/** AWS: Base64Encode, Base64Decode and Hash take at most 10,000 characters — Developer Guide, "Intrinsic functions". */
const MAX_CHARACTERS = 10_000;

/**
 * A number without its fraction; `undefined` if it is no number. AWS: it is cut off: `ArrayRange(5.4, -0.6, -2.4)` is `[5, 3, 1]` — AWS runs told
 * in the notes of a public corpus, of ArrayPartition and ArrayGetItem too; the Developer Guide says "rounds off".
 */
export function integer(value: Json | undefined): number | undefined {
  return isNumber(value) ? Math.trunc(toNumber(value)) + 0 : undefined;
}

/** A string of at most MAX_CHARACTERS. */
export function shortString(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.length <= MAX_CHARACTERS ? value : undefined;
}
