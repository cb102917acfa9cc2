import type { HttpReply } from './http-call.ts';

// AWS: headers that a definition cannot have, and that the task fails with States.Runtime where it has them — Call HTTPS APIs in Step
// Functions workflows, Headers. An asterisk stands for any ending.
const RESERVED = `
  A-IM Accept-Charset Accept-Datetime Accept-Encoding Authorization Cache-Control Connection Content-Encoding Content-MD5 Date Expect
  Forwarded From Host HTTP2-Settings If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Max-Forwards Origin Pragma
  Proxy-Authorization Referer Server TE Trailer Transfer-Encoding Upgrade Via Warning x-forwarded-* x-amz-* x-amzn-*
`;
const NAMES = RESERVED.toLowerCase().trim().split(/\s+/);
const WHOLE = new Set(NAMES);
const PREFIXES = NAMES.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

/** Whether the definition of an HTTP task cannot have this header. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return WHOLE.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}

// AWS: content types that a response cannot have — Call HTTPS APIs in Step Functions workflows, Unsupported HTTP Task responses.
const BINARY = /^\s*(application\/octet-stream|(image|video|audio)\/)/i;

/** What of a response an HTTP task cannot read, whatever its status (inferred), in our words; undefined for one that it can. */
export function unreadable({ receivedHeaders, isText }: HttpReply): string | undefined {
  const [, type] = receivedHeaders.find(([name, value]) => name.toLowerCase() === 'content-type' && BINARY.test(value)) ?? [];
  if (type !== undefined) return `The response has the content type '${type}', which is not supported.`;
  return isText ? undefined : 'The response is not a valid string.';
}
