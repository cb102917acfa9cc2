/** String.hashCode() of Java, as a signed 32-bit number. */
function hashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/**
 * The order in which a java.util.HashMap walks these distinct keys (no bucket is large enough to become a tree).
 * AWS: what it collects in a HashMap it shows in this order, the `.$` members of a payload template for one.
 */
export function hashMapOrder(keys: readonly string[]): string[] {
  let buckets = 16;
  while (keys.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (key: string) => {
    const hash = hashCode(key);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return keys
    .map((key, position) => ({ key, position, bucket: bucketOf(key) }))
    .sort((a, b) => a.bucket - b.bucket || a.position - b.position)
    .map(({ key }) => key);
}
