import { createHash, createHmac } from 'node:crypto';

/*
 * Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), the side that
 * verifies: what the client signed, written down in its canonical form, and its signature.
 * Own code, for it is short: loading @smithy/signature-v4 takes 35 to 70 ms of every cold start, node:crypto 4.
 */

/** What a signature covers. */
export interface SignedParts {
  readonly method: string;
  /** As the client sent it, percent-encoded. */
  readonly path: string;
  /** Decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Those that are signed, in the client's order, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the body, hexadecimal. */
  readonly bodyHash: string;
}

/** Where and when a signature holds. */
export interface SignatureScope {
  /** `20260101T000000Z` */
  readonly timestamp: string;
  /** `20260101` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** Works out the signature, 64 hexadecimal digits. */
export const signatureOf = (secretAccessKey: string, scope: SignatureScope, parts: SignedParts): string => {
  const { timestamp, date, region, service } = scope;
  const steps = [date, region, service, 'aws4_request'];
  const key = steps.reduce((previous: string | Buffer, step) => hmac(previous, step), `AWS4${secretAccessKey}`);
  return hmac(key, ['AWS4-HMAC-SHA256', timestamp, steps.join('/'), sha256(canonicalRequest(parts))].join('\n')).toString('hex');
};

/** SHA-256 of a text's UTF-8, hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const canonicalRequest = ({ method, path, query, headers, bodyHash }: SignedParts): string =>
  [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    ...headers.map(([name, value]) => `${name}:${value.trim().replace(/\s+/g, ' ')}`),
    '',
    headers.map(([name]) => name).join(';'),
    bodyHash,
  ].join('\n');

/** AWS: empty and dotted segments are resolved, and what is encoded is encoded again, for every service but S3. */
const canonicalPath = (path: string): string => {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  return `/${segments.join('/')}${segments.length > 0 && path.endsWith('/') ? '/' : ''}`;
};

const canonicalQuery = (query: SignedParts['query']): string =>
  query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 3986: all but letters, digits and `-._~`. By way of bytes, since encodeURIComponent throws on a lone surrogate. */
const encode = (part: string): string =>
  encodeURIComponent(Buffer.from(part).toString()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
