import { isUtf8 } from 'node:buffer';
import { STATUS_CODES } from 'node:http';
import type { ALBResult, APIGatewayProxyResult, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** An HTTP request, whatever delivered it. */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  /** As the event has it: with the stage (`/prod/`) from an HTTP API, without it from a REST API. */
  readonly path: string;
  /** As the client sent it, as far as the event tells: with the stage from a REST API too. */
  readonly sentPath: string;
  /** `prod`; empty where there is none. */
  readonly stage: string;
  /** Without the question mark, percent-encoded. */
  readonly query: string;
  /** Names in lower case; values of a repeated header joined with a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded; `''` where there is none, undefined where the bytes are not UTF-8. */
  readonly body: string | undefined;
  /** Whether the answer may be bytes: where it is not known to, its base64 could reach the client as it is. */
  readonly takesBytes: boolean;
}

/** An HTTP response. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the body is bytes, in base64; else it is text. */
  readonly isBase64Encoded?: boolean;
}

/** What a Lambda function gives back to the four kinds of callers. */
type ProxyResult = APIGatewayProxyResult | APIGatewayProxyStructuredResultV2 | ALBResult;

/** A proxy event's request, and how to put a response into the shape that its sender expects. */
export interface ProxyExchange {
  readonly request: HttpRequest;
  readonly reply: (response: HttpResponse) => ProxyResult;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an HTTP API (payload 2.0), Function URL, REST API (payload 1.0) or load balancer event, told apart by shape;
 * undefined for every other value. Never throws: members of a wrong type count as missing.
 */
export const readProxyEvent = (event: unknown): ProxyExchange | undefined => {
  if (!isFields(event)) return undefined;
  const context = isFields(event.requestContext) ? event.requestContext : {};
  if (isFields(context.http) && typeof context.http.method === 'string') {
    return { request: requestOf(event, context.http.method, event.rawPath, text(event.rawQueryString)), reply: toGatewayResult };
  }
  if (typeof event.httpMethod !== 'string') return undefined;
  if (isFields(context.elb)) {
    const request = requestOf(
      event,
      event.httpMethod,
      event.path,
      queryOf(event, (part) => part),
    );
    return { request, reply: isFields(event.multiValueHeaders) ? toAlbMultiValueResult : toAlbResult };
  }
  // AWS: a REST API answers with bytes only where its binary media types say so — API Gateway developer guide, binary support.
  const request = requestOf(event, event.httpMethod, event.path, queryOf(event, encodeURIComponentSafely), false);
  return { request, reply: toGatewayResult };
};

const requestOf = (event: Fields, method: string, path: unknown, query: string, takesBytes = true): HttpRequest => {
  const context = isFields(event.requestContext) ? event.requestContext : {};
  const stage = text(context.stage);
  return {
    method: method.toUpperCase(),
    path: text(path) || '/',
    sentPath: text(context.path) || text(path) || '/',
    stage: stage === '$default' ? '' : stage,
    query,
    headers: headersOf(event),
    body: bodyOf(event),
    takesBytes,
  };
};

/** `multiValueHeaders` holds everything that `headers` does, and more; hand-made events may have only one of them. */
const headersOf = (event: Fields): ReadonlyMap<string, string> => {
  const headers = new Map<string, string>();
  if (isFields(event.headers)) {
    for (const name in event.headers) {
      const value = event.headers[name];
      if (typeof value === 'string') headers.set(name.toLowerCase(), value);
    }
  }
  if (isFields(event.multiValueHeaders)) {
    for (const [name, values] of Object.entries(event.multiValueHeaders)) {
      if (Array.isArray(values) && values.length > 0) headers.set(name.toLowerCase(), values.map(text).join(','));
    }
  }
  return headers;
};

/** AWS: REST APIs hand over decoded query parameters, load balancers leave them encoded — Lambda developer guide. */
const queryOf = (event: Fields, encode: (part: string) => string): string => {
  const parameters = isFields(event.multiValueQueryStringParameters)
    ? event.multiValueQueryStringParameters
    : event.queryStringParameters;
  if (!isFields(parameters)) return '';
  return Object.entries(parameters)
    .flatMap(([name, values]) => [values].flat().map((value) => `${encode(name)}=${encode(text(value))}`))
    .join('&');
};

const bodyOf = (event: Fields): string | undefined => {
  const body = text(event.body);
  if (event.isBase64Encoded !== true) return body;
  const bytes = Buffer.from(body, 'base64');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
};

const toGatewayResult = ({ status, headers, body, isBase64Encoded = false }: HttpResponse): APIGatewayProxyResult => ({
  statusCode: status,
  headers: { ...headers },
  body,
  isBase64Encoded,
});

const toAlbResult = (response: HttpResponse): ALBResult => ({
  ...toGatewayResult(response),
  statusDescription: `${response.status} ${STATUS_CODES[response.status] ?? 'Unknown'}`,
});

/** AWS: with multi-value headers switched on, a load balancer ignores `headers` — Elastic Load Balancing user guide. */
const toAlbMultiValueResult = (response: HttpResponse): ALBResult => {
  const { headers, ...rest } = toAlbResult(response);
  return {
    ...rest,
    multiValueHeaders: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, [value]])),
  };
};

/** encodeURIComponent throws on a lone surrogate, which the way through bytes replaces. */
const encodeURIComponentSafely = (part: string): string => encodeURIComponent(Buffer.from(part).toString());

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
