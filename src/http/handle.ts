import { inspect } from 'node:util';
import { v4 as uuid } from 'uuid';
import type { Api, Caller } from '#api/call.ts';
import { SfnError } from '#api/errors.ts';
import { type Log, type LogEntry, stackOf } from '#log';
import { type HttpRequest, type HttpResponse, readProxyEvent } from './api-gateway.ts';
import type { Authenticate } from './authenticate.ts';
import { deserialize, notAnAction, route, serialize, serializeError } from './aws-json.ts';
import { type CallerDefaults, callerOf } from './caller.ts';
import { consoleAsked } from './console-address.ts';
import { withoutSecret } from './secret-address.ts';

/** What a handler is made of. */
export interface HandlerParts extends CallerDefaults {
  readonly api: Api;
  /** Asked before anything else about every HTTP request; without it, all are let in. */
  readonly authenticate?: Authenticate | undefined;
  /** Answers paths that AWS does not have; undefined for all others. */
  readonly control?: (request: HttpRequest, caller: Caller, remainingMillis: () => number) => Promise<HttpResponse> | undefined;
  /** Takes events that are not HTTP (a queue's, a schedule's), and gives `undefined` for others; what it throws is Lambda's to see, and to retry. */
  readonly other?: (event: unknown, context?: HandlerContext) => Promise<unknown>;
  /** Whether front doors of AWS stand before this: they give every request a trace header of their own, so that none is the caller's. */
  readonly inLambda?: boolean;
  /** Told about bugs of ours, with what the caller is not shown. */
  readonly log: Log;
}

/** What is used of Lambda's context. The local server has one too: no time is left when the client has gone. */
export interface HandlerContext {
  readonly getRemainingTimeInMillis: () => number;
}

/** A Lambda handler. For an HTTP event it never rejects. */
export type Handler = (event: unknown, context?: HandlerContext) => Promise<unknown>;

const UNSUPPORTED_EVENT = {
  errorType: 'UnsupportedEvent',
  errorMessage: 'This function answers events of an API Gateway, a Function URL or a load balancer; it does not know this one.',
};

/** Makes the one handler that Lambda, SAM and the local server run. */
export const createHandler = (parts: HandlerParts): Handler => {
  const { other } = parts;
  return async (event, context) => {
    const exchange = readProxyEvent(event);
    if (exchange !== undefined) return exchange.reply(await answer(parts, exchange.request, context));
    return (await other?.(event, context)) ?? UNSUPPORTED_EVENT;
  };
};

const answer = async (parts: HandlerParts, sent: HttpRequest, context: HandlerContext | undefined): Promise<HttpResponse> => {
  const requestId = uuid();
  const request = withoutSecret(sent);
  try {
    // The page itself is for everybody: it holds nothing, and what it calls is as closed as the API.
    const page = consoleAsked(sent);
    if (page !== undefined) return await (await import('./console-page.ts')).consolePage(page, request);
    const signer = parts.authenticate && (await parts.authenticate(sent));
    const caller = callerOf(request, parts, signer);
    const remainingMillis = context === undefined ? () => Number.POSITIVE_INFINITY : () => context.getRemainingTimeInMillis();
    const controlled = parts.control?.(request, caller, remainingMillis);
    if (controlled !== undefined) return await controlled;
    if (request.method !== 'POST') return notAnAction(requestId);
    const action = route(request);
    const input = deserialize(request);
    const traceHeader = parts.inLambda ? undefined : traceHeaderOf(request);
    const output = await parts.api({ caller, remainingMillis, action, input, requestId, traceHeader });
    return serialize(output, requestId);
  } catch (error) {
    if (error instanceof SfnError) {
      if (error.hint !== undefined) parts.log({ level: 'WARN', message: error.hint, error: error.code, requestId });
      return serializeError(error, requestId);
    }
    parts.log(describeBug(error, request, requestId));
    return serializeError(internalFailure(), requestId);
  }
};

/** What could stand in the body as well: a header that could not is no trace's (inferred). */
const traceHeaderOf = ({ headers }: HttpRequest): string | undefined => {
  const header = headers.get('x-amzn-trace-id');
  return header !== undefined && /^\p{ASCII}{1,256}$/u.test(header) ? header : undefined;
};

/** AWS: the common error of every service for a fault of its own — Step Functions API reference, Common Errors. */
const internalFailure = (): SfnError =>
  new SfnError('InternalFailure', 'The request failed because of an internal error.', {}, 500);

const describeBug = (error: unknown, request: HttpRequest, requestId: string): LogEntry => ({
  level: 'ERROR',
  message: 'Internal failure',
  requestId,
  target: request.headers.get('x-amz-target'),
  path: request.path,
  ...(error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, stack: stackOf(error) }
    : { errorType: typeof error, errorMessage: inspect(error) }),
});
