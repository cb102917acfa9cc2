import { writeJson } from '#json/write-json.ts';
import { isObject, type JsonObject } from '../json.ts';
import { valueAt } from '../optimised/optimised-service.ts';
import type { ConnectionParts } from './http-connection.ts';
import { addQuery, hasHeader, headersOf } from './http-reply.ts';
import { urlEncode } from './url-encode.ts';

/** AWS: the Range that every HTTP task asks for — Call HTTPS APIs in Step Functions workflows. */
const RANGE = 'bytes=0-262144';

/** A request as an HTTP task makes it. */
export interface HttpTaskRequest {
  readonly url: URL;
  readonly method: string;
  /** In the order in which AWS shows them, without those that sending it takes: Host, Content-Type where nobody has named one. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | undefined;
  /** What the body is, unless a header says so. */
  readonly contentType: string;
}

/** What a task's parameters say of the request, besides its fields. */
export interface HttpTarget {
  readonly url: URL;
  readonly method: string;
  /** The region of the state machine. */
  readonly region: string;
}

/** A connection that adds nothing: with it, requests show what the definition says, also where the connection would win (inferred), and no secrets. */
export const NO_CONNECTION: ConnectionParts = { headers: {}, query: {}, body: {} };

/**
 * Whether a body and what the connection adds to bodies can be one. AWS: a text and body parameters cannot — Merging EventBridge
 * connection and HTTP Task definition data; that a list or a number cannot either is inferred.
 */
export const canMerge = (body: unknown, connection: ConnectionParts): boolean =>
  isAbsent(body) || isObject(body) || !addsToBody(connection);

/**
 * Makes the request of a task's parameters and of its connection, which wins wherever both name a header, a query parameter or a member
 * of the body.
 */
export function httpTaskRequest(given: JsonObject, target: HttpTarget, connection: ConnectionParts): HttpTaskRequest {
  const { Headers: headers, QueryParameters: query, RequestBody: requestBody, Transform: transform } = given;
  const body = addsToBody(connection) ? { ...(isObject(requestBody) ? requestBody : {}), ...connection.body } : requestBody;
  const url = new URL(target.url);
  addQuery(url, { ...(isObject(query) ? query : {}), ...connection.query });
  const isForm = valueAt(transform, 'RequestBodyEncoding') === 'URL_ENCODED' && isObject(body);
  const arrayFormat = String(valueAt(transform, 'RequestEncodingOptions.ArrayFormat') ?? 'INDICES');
  return {
    url,
    method: target.method,
    headers: mergeHeaders(isObject(headers) ? headersOf(headers) : {}, connection.headers, target.region),
    body: isForm ? urlEncode(body, arrayFormat) : textOf(body),
    contentType: isForm ? 'application/x-www-form-urlencoded' : 'application/json; charset=UTF-8',
  };
}

const isAbsent = (body: unknown): body is null | undefined => body === undefined || body === null;

const addsToBody = ({ body }: ConnectionParts): boolean => Object.keys(body).length > 0;

/** AWS: the definition's, the connection's, then its own — Using TestState API to test a state, example 3. */
function mergeHeaders(
  given: HttpTaskRequest['headers'],
  added: HttpTaskRequest['headers'],
  region: string,
): HttpTaskRequest['headers'] {
  const kept = Object.entries(given).filter(([name]) => !hasHeader(added, name.toLowerCase()));
  const merged = { ...Object.fromEntries(kept), ...added };
  const own = { 'User-Agent': `Amazon|StepFunctions|HttpInvoke|${region}`, Range: RANGE };
  return { ...merged, ...Object.fromEntries(Object.entries(own).filter(([name]) => !hasHeader(merged, name.toLowerCase()))) };
}

const textOf = (body: unknown): string | undefined => {
  if (isAbsent(body)) return undefined;
  return typeof body === 'string' ? body : writeJson(body);
};
