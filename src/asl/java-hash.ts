import { isArray, type Json } from '#json/json.ts';
import { isLong, isNumber, toNumber } from '#json/number.ts';

/** hashCode() of a Java value, as a signed 32-bit number: Integer, Long, Double, String, Boolean, null as 0, List or Map. */
export function javaHash(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'string') return hashOfText(value);
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (isNumber(value)) return isLong(value) ? hashOfLong(BigInt(value)) : hashOfDouble(toNumber(value));
  if (isArray(value)) return value.reduce<number>((hash, item) => (Math.imul(31, hash) + javaHash(item)) | 0, 1);
  return Object.entries(value).reduce((hash, [key, member]) => (hash + (hashOfText(key) ^ javaHash(member))) | 0, 0);
}

/** String.hashCode(). */
export function hashOfText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Integer.hashCode() as far as the value is one, else Long.hashCode(). */
function hashOfLong(value: bigint): number {
  const low = Number(BigInt.asIntN(32, value));
  return BigInt(low) === value ? low : low ^ Number(BigInt.asIntN(32, value >> 32n));
}

function hashOfDouble(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}
