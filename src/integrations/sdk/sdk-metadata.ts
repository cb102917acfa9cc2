import type { HttpAnswer } from './http-answer.ts';

/** What optimised integrations add to their output: how the call went. */
export interface SdkMetadata {
  readonly SdkHttpMetadata: {
    readonly AllHttpHeaders: Readonly<Record<string, readonly string[]>>;
    readonly HttpHeaders: Readonly<Record<string, string>>;
    readonly HttpStatusCode: number;
  };
  readonly SdkResponseMetadata: { readonly RequestId?: string };
}

/**
 * Describes an HTTP answer as AWS's Java client does. `spellings` are the header names as the service spells them, in the order in
 * which it sends them; a header that is not among them keeps its lower-case name.
 * AWS: AllHttpHeaders is a HashMap, HttpHeaders a TreeMap that ignores case, which shows in their orders — recorded with lambda:invoke.
 */
export function sdkMetadata(
  { statusCode, headers }: HttpAnswer,
  requestId: string | undefined,
  spellings: readonly string[],
): SdkMetadata {
  const known = spellings.map((name) => [name, headers[name.toLowerCase()]] as const);
  const unknown = Object.entries(headers).filter(([name]) => !spellings.some((spelling) => spelling.toLowerCase() === name));
  const received = [...known, ...unknown].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const hashed = received.toSorted((a, b) => bucket(a.name, received.length) - bucket(b.name, received.length));
  const sorted = received.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(hashed.map(({ name, value }) => [name, [value]])),
      HttpHeaders: Object.fromEntries(sorted.map(({ name, value }) => [name, value])),
      HttpStatusCode: statusCode,
    },
    SdkResponseMetadata: requestId === undefined ? {} : { RequestId: requestId },
  };
}

/** Where a java.util.HashMap of this many entries keeps a key; it walks its buckets in order. */
function bucket(key: string, entries: number): number {
  let buckets = 16;
  while (entries > buckets * 0.75) buckets *= 2;
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = (Math.imul(31, hash) + key.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 16)) & (buckets - 1);
}
