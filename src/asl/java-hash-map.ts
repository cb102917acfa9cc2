import { hashOfText } from './java-hash.ts';

/**
 * The order in which a java.util.HashMap walks these distinct keys (no bucket is large enough to become a tree).
 * AWS: what it collects in a HashMap it shows in this order, the `.$` members of a payload template for one.
 */
export const hashMapOrder = (keys: readonly string[]): string[] => hashOrder(keys, hashOfText);

/** The order in which a java.util.HashSet walks distinct values with these hash codes, which were added one after the other. */
export function hashOrder<Value>(values: readonly Value[], hashOf: (value: Value) => number): Value[] {
  let buckets = 16;
  while (values.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (value: Value) => {
    const hash = hashOf(value);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return values
    .map((value, position) => ({ value, position, bucket: bucketOf(value) }))
    .sort((a, b) => a.bucket - b.bucket || a.position - b.position)
    .map(({ value }) => value);
}
