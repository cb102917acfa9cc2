import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a function gets beside its event. */
export interface LambdaContext {
  readonly functionName: string;
  /** The alias or version that was asked for, else `$LATEST`. */
  readonly qualifier: string;
  readonly awsRequestId: string;
  /** Decoded from base64 and JSON. */
  readonly clientContext?: unknown;
}

/** A function: it answers what is sent as JSON, or throws. */
export type LambdaHandler = (event: unknown, context: LambdaContext) => unknown;

/** One Invoke as it came in. */
interface Invocation {
  /** As the client named the function: a name, an ARN or a part of one. */
  readonly functionName: string;
  readonly invocationType: string;
  readonly payload: string;
}

/** Thrown by a function to stand for Lambda itself refusing the call: throttled, broken, forbidden. */
export class LambdaRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Thrown by a function to stand for an end that has no error type: out of time, as Lambda reports it. */
export class UntypedEnd extends Error {}

/** A running stand-in. */
export interface LambdaServer {
  readonly endpoint: string;
  readonly invocations: readonly Invocation[];
  readonly close: () => Promise<void>;
}

const ACCOUNT_ID = '123456789012';
const INVOKE = /^\/2015-03-31\/functions\/(?<name>[^/?]+)\/invocations(?:\?(?<query>.*))?$/;

/** Runs functions behind Lambda's Invoke API on a free port of 127.0.0.1, until it is closed. */
export async function startLambdaServer(functions: Readonly<Record<string, LambdaHandler>>): Promise<LambdaServer> {
  const invocations: Invocation[] = [];
  const server = createServer((request, response) => {
    answer(request, response, functions, invocations).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  // A client whose connection is closed just when it sends a call cannot know whether the call was made.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The Lambda stand-in has no port');
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${address.port}`, invocations, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  functions: Readonly<Record<string, LambdaHandler>>,
  invocations: Invocation[],
): Promise<void> {
  const awsRequestId = randomUUID();
  response.setHeader('x-amzn-RequestId', awsRequestId);
  const { name, query } = INVOKE.exec(request.url ?? '')?.groups ?? {};
  if (request.method !== 'POST' || name === undefined)
    return refuse(response, new LambdaRefusal(404, 'UnknownOperationException', ''));
  const named = decodeURIComponent(name);
  const payload = await bodyOf(request);
  const invocationType = headerOf(request, 'x-amz-invocation-type') ?? 'RequestResponse';
  invocations.push({ functionName: named, invocationType, payload });

  const { functionName, qualifier } = resolveName(named, new URLSearchParams(query).get('Qualifier'));
  const handler = Object.hasOwn(functions, functionName) ? functions[functionName] : undefined;
  if (handler === undefined) {
    const region = /\/(?<region>[^/]+)\/lambda\/aws4_request/.exec(headerOf(request, 'authorization') ?? '')?.groups?.['region'];
    const arn = `arn:aws:lambda:${region ?? 'us-east-1'}:${ACCOUNT_ID}:function:${functionName}:${qualifier}`;
    return refuse(response, new LambdaRefusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`));
  }
  const event = parseEvent(payload);
  if (event.kind === 'broken') {
    return refuse(response, new LambdaRefusal(400, 'InvalidRequestContentException', 'Could not parse request body into json'));
  }
  if (invocationType === 'DryRun') return void response.writeHead(204).end();
  const clientContext = headerOf(request, 'x-amz-client-context');
  const context = {
    functionName,
    qualifier,
    awsRequestId,
    ...(clientContext === undefined ? {} : { clientContext: JSON.parse(Buffer.from(clientContext, 'base64').toString('utf8')) }),
  };
  const result = run(handler, event.value, context);
  if (invocationType === 'Event') {
    await result.catch(() => undefined);
    return void response.writeHead(202).end();
  }
  response.setHeader('X-Amz-Executed-Version', qualifier);
  if (headerOf(request, 'x-amz-log-type') === 'Tail') {
    response.setHeader('X-Amz-Log-Result', Buffer.from(`START RequestId: ${awsRequestId}\n`).toString('base64'));
  }
  await result.then(
    (value) => send(response, 200, JSON.stringify(value ?? null)),
    (error: unknown) => {
      if (error instanceof LambdaRefusal) return refuse(response, error);
      response.setHeader('X-Amz-Function-Error', 'Unhandled');
      return send(response, 200, JSON.stringify(failurePayload(error)));
    },
  );
}

const run = async (handler: LambdaHandler, event: unknown, context: LambdaContext): Promise<unknown> => handler(event, context);

function failurePayload(error: unknown): unknown {
  if (error instanceof UntypedEnd) return { errorMessage: error.message };
  if (error instanceof Error) return { errorType: error.name, errorMessage: error.message, trace: [] };
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

/** `f`, `f:alias`, `123456789012:function:f`, `arn:aws:lambda:r:123456789012:function:f:alias`. */
function resolveName(named: string, qualifier: string | null): { functionName: string; qualifier: string } {
  const { functionName = named, suffix } =
    /^(?:.*:?function:)?(?<functionName>[^:]+)(?::(?<suffix>[^:]+))?$/.exec(named)?.groups ?? {};
  return { functionName, qualifier: qualifier ?? suffix ?? '$LATEST' };
}

function parseEvent(payload: string): { kind: 'event'; value: unknown } | { kind: 'broken' } {
  if (payload === '') return { kind: 'event', value: {} };
  try {
    return { kind: 'event', value: JSON.parse(payload) };
  } catch {
    return { kind: 'broken' };
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function refuse(response: ServerResponse, { status, code, message }: LambdaRefusal): void {
  response.setHeader('x-amzn-ErrorType', code);
  send(response, status, JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message }));
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
}
