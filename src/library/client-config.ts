/** The Lambda handler: takes an event of API Gateway, a Function URL or a load balancer, and gives the response in its shape. */
export type InProcessHandler = (
  event: unknown,
  context?: { readonly getRemainingTimeInMillis: () => number },
) => Promise<unknown>;

/** What `new SFNClient(…)` takes to speak to a fake in its own process. */
export interface ClientConfig {
  /** Nobody listens there. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** StartSyncExecution and TestState stay on the host of `endpoint`. */
  readonly disableHostPrefix: true;
  readonly requestHandler: RequestHandler;
}

/** Handles requests of AWS SDK v3 without a socket: its HttpHandler. */
export interface RequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  readonly handle: (request: SdkRequest) => Promise<{ readonly response: SdkResponse }>;
  readonly destroy: () => void;
  readonly updateHttpClientConfig: () => void;
  readonly httpHandlerConfigs: () => object;
}

/** What is used of the SDK's HttpRequest. */
export interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the SDK takes for an HttpResponse. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Hands the requests of an SDK client to the handler as API Gateway would. */
export const createRequestHandler = (handler: InProcessHandler): RequestHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async (request) => ({ response: responseOf(await handler(eventOf(request))) }),
  destroy: () => {},
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
});

/** An event of a Function URL: payload format 2.0. */
function eventOf({ method, path, query, headers, body }: SdkRequest): object {
  const text = bodyOf(body);
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: queryText(query),
    headers,
    requestContext: { http: { method, path } },
    body: text,
    isBase64Encoded: false,
  };
}

const queryText = (query: SdkRequest['query'] = {}): string =>
  Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value ?? ''))}`)
    .join('&');

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function bodyOf(body: unknown): string {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return UTF8.decode(body);
  throw new TypeError('The body of this request is neither a text nor its bytes: streams are not for Step Functions.');
}

function responseOf(result: unknown): SdkResponse {
  if (!isResult(result)) throw new TypeError('The handler has given no response.');
  return { statusCode: result.statusCode, headers: { ...result.headers }, body: Buffer.from(result.body) };
}

const isResult = (
  value: unknown,
): value is { readonly statusCode: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } =>
  typeof value === 'object' && value !== null && 'statusCode' in value && 'headers' in value && 'body' in value;
