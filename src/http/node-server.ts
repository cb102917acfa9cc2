import { isUtf8 } from 'node:buffer';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { v4 as uuid } from 'uuid';
import { MAX_BODY_BYTES, requestTooLarge, serializeError } from './aws-json.ts';
import type { Handler, HandlerContext } from './handle.ts';

/** Where to listen, and how to leave. */
export interface NodeServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** How long `close` lets open requests finish; 2 seconds unless told. */
  readonly graceMillis?: number;
}

/** A server that listens. */
export interface NodeServer {
  /** `http://127.0.0.1:8083` */
  readonly url: string;
  /** Stops accepting, drops idle connections, lets open requests finish within the grace, and ends the rest. */
  readonly close: () => Promise<void>;
}

/** The address cannot be listened on; the message says why in one sentence. */
export class ListenError extends Error {}

/** Longer than the clients keep an idle connection: whoever closes first should not be the server. */
const KEEP_ALIVE_MILLIS = 75_000;

/** How much of a body that is too long is read and thrown away, so that its sender gets to read the answer. */
const MAX_DRAINED_BYTES = 32 * MAX_BODY_BYTES;

/** Serves a handler over HTTP, as an HTTP API or a Function URL would: same events, any Host. Throws ListenError. */
export const startNodeServer = async (handler: Handler, options: NodeServerOptions): Promise<NodeServer> => {
  const { host, port, graceMillis = 2000 } = options;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLIS }, (request, response) => {
    const answer = (result: unknown): void => {
      if (!server.listening) response.setHeader('connection', 'close');
      write(response, result);
    };
    readBody(request, (body) => {
      if (body === undefined) answer(tooLarge());
      else handler(eventOf(request, body), whileConnected(response)).then(answer, () => response.destroy());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(listenProblem(error, host, port))));
    server.listen(port, host, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => server.closeAllConnections(), graceMillis);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      server.closeIdleConnections();
    });
  return { url: urlOf(server.address(), host), close };
};

/** A request may take as long as its client stays: GetActivityTask must not give a task to one that has gone. */
const whileConnected = (response: ServerResponse): HandlerContext => ({
  getRemainingTimeInMillis: () => (response.destroyed ? 0 : Number.POSITIVE_INFINITY),
});

/** Calls back once, with undefined for a body that is too long, and not at all when the client goes away. */
const readBody = (request: IncomingMessage, done: (body: Buffer | undefined) => void): void => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else if (bytes > MAX_DRAINED_BYTES) request.destroy();
    else chunks.length = 0;
  });
  request.on('end', () => done(bytes > MAX_BODY_BYTES ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
  request.on('error', () => {});
};

/** AWS: text comes as text, other bytes in base64 — API Gateway developer guide, payload format 2.0. */
const eventOf = (request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 => {
  const { method = 'GET', url = '/', headers } = request;
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  const isText = isUtf8(body);
  const now = Date.now();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: question < 0 ? '' : url.slice(question + 1),
    headers: singleHeaders(headers),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName: headers.host ?? '',
      domainPrefix: 'local',
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: '',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: now,
    },
    body: body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  };
};

/** Node joins repeated headers itself; only `set-cookie`, which no request has, stays a list. */
const singleHeaders = (headers: IncomingHttpHeaders): Record<string, string> => {
  const single: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'string') single[name] = value;
  }
  return single;
};

const write = (response: ServerResponse, result: unknown): void => {
  if (!isStructuredResult(result)) {
    response.destroy();
    return;
  }
  const { statusCode, headers, body = '', isBase64Encoded } = result;
  const encoding = isBase64Encoded === true ? 'base64' : 'utf8';
  response.writeHead(statusCode, { 'content-length': Buffer.byteLength(body, encoding), ...headers });
  response.end(body, encoding);
};

const tooLarge = (): StructuredResult => {
  const { status, headers, body } = serializeError(requestTooLarge(), uuid());
  return { statusCode: status, headers: { ...headers, connection: 'close' }, body };
};

type StructuredResult = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };

const isStructuredResult = (result: unknown): result is StructuredResult =>
  typeof result === 'object' && result !== null && 'statusCode' in result && typeof result.statusCode === 'number';

const urlOf = (address: AddressInfo | string | null, host: string): string => {
  const port = typeof address === 'object' && address !== null ? address.port : '';
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

const listenProblem = (error: NodeJS.ErrnoException, host: string, port: number): string => {
  const where = `${host}:${port}`;
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is already in use: stop what listens there, or choose another with --port.`;
  if (error.code === 'EACCES') return `Listening on ${where} is not permitted: choose a port above 1023 with --port.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `This machine has no address ${host}: choose another with --host.`;
  return `Listening on ${where} failed: ${error.message}.`;
};
