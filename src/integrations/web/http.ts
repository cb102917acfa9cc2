import { regionOf } from '#arn';
import { AnswerTooLarge } from '../answer-limit.ts';
import type { ShownRequest, ShownResponse, TaskCall, TaskFailure, TaskOutcome } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { valueAt } from '../optimised/optimised-service.ts';
import type { Reach } from '../reach.ts';
import { reasonOf } from '../reason.ts';
import type { FindOperation } from '../sdk/sdk-client.ts';
import type { ServiceIntegration } from '../service-integration.ts';
import { wrongParameters } from '../wrong-parameters.ts';
import { callHttp, endpointUrl, type HttpReply } from './http-call.ts';
import { type ConnectionParts, ConnectionProblem, readConnection } from './http-connection.ts';
import { hasHeader, httpResult } from './http-reply.ts';
import { canMerge, type HttpTarget, type HttpTaskRequest, httpTaskRequest, NO_CONNECTION } from './http-request.ts';
import { isReservedHeader, unreadable } from './http-rules.ts';
import { webRequest } from './web-request.ts';

const FIELDS = [
  'ApiEndpoint',
  'Method',
  'Authentication',
  'InvocationConfig',
  'Headers',
  'QueryParameters',
  'RequestBody',
  'Transform',
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
const TIMEOUT_MILLIS = 60_000;

/** Calls a web server, authorized by an EventBridge connection. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
export const createHttp = (find: FindOperation, reach: Reach): ServiceIntegration =>
  webRequest('http', refuse, (call) => invoke(find, reach, call));

function refuse({ parameters }: TaskCall): TaskFailure | undefined {
  const { given, arn } = read(parameters);
  const problems = problemsOf(given, arn);
  return problems.length > 0 ? wrongParameters(parameters, problems) : undefined;
}

function read(parameters: string): { readonly given: JsonObject; readonly arn: unknown } {
  const parsed = parseJson(parameters);
  const given = isObject(parsed) ? parsed : {};
  const arn = valueAt(given, 'Authentication.ConnectionArn') ?? valueAt(given, 'InvocationConfig.ConnectionArn');
  return { given, arn };
}

async function invoke(find: FindOperation, reach: Reach, call: TaskCall): Promise<TaskOutcome> {
  const { given, arn } = read(call.parameters);
  const { ApiEndpoint: endpoint, Method: method } = given;
  if (typeof endpoint !== 'string' || typeof method !== 'string' || typeof arn !== 'string')
    throw new Error('the call should have been refused');
  try {
    const connection = await readConnection(find, reach, call, arn);
    if (!canMerge(given['RequestBody'], connection))
      return wrongParameters(call.parameters, [
        `The field 'RequestBody' must be an object, because the connection ${arn} adds to it`,
      ]);
    const reply = await send(
      reach,
      call,
      given,
      { url: endpointUrl(endpoint), method, region: regionOf(call.stateMachineArn) },
      connection,
    );
    const problem = unreadable(reply);
    if (problem !== undefined) return { kind: 'failed', error: 'States.Runtime', cause: problem };
    // AWS: "States.Http.StatusCode.404" and the like; the cause is the body.
    if (reply.status < 200 || reply.status > 299)
      return { kind: 'failed', error: `States.Http.StatusCode.${reply.status}`, cause: reply.body };
    return { kind: 'succeeded', output: httpResult(reply) };
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw error;
    if (error instanceof ConnectionProblem) return { kind: 'failed', error: error.error, cause: error.message };
    return { kind: 'failed', error: 'States.Http.Socket', cause: `The endpoint ${endpoint} did not answer: ${reasonOf(error)}` };
  }
}

/** Makes the request and shows it to who traces the call; one that gets no answer is shown too (inferred). */
async function send(
  reach: Reach,
  call: TaskCall,
  given: JsonObject,
  target: HttpTarget,
  connection: ConnectionParts,
): Promise<HttpReply> {
  const request = httpTaskRequest(given, target, connection);
  const { trace } = call;
  trace?.sending(shownRequest(trace.revealSecrets ? request : httpTaskRequest(given, target, NO_CONNECTION)));
  const { url, method, headers, body, contentType } = request;
  const needsType = body !== undefined && !hasHeader(headers, 'content-type');
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(TIMEOUT_MILLIS)]);
  const reply = await callHttp({
    url,
    method,
    headers: needsType ? { ...headers, 'Content-Type': contentType } : headers,
    body,
    signal,
    reach,
  });
  trace?.received(shownResponse(reply, url));
  return reply;
}

const shownRequest = ({ url, method, headers, body }: HttpTaskRequest): ShownRequest => ({
  protocol: protocolOf(url),
  method,
  url: url.href,
  headers: Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const)),
  body,
});

const shownResponse = ({ status, statusText, receivedHeaders, body }: HttpReply, url: URL): ShownResponse => ({
  protocol: protocolOf(url),
  statusCode: status,
  statusMessage: statusText,
  headers: receivedHeaders,
  body,
});

/** AWS: "https" — Using TestState API to test a state, example 3. */
const protocolOf = ({ protocol }: URL): string => protocol.replace(':', '');

function problemsOf(given: JsonObject, connectionArn: unknown): string[] {
  const { Headers: headers } = given;
  return [
    ...Object.keys(given)
      .filter((field) => !FIELDS.includes(field))
      .map((field) => `The field "${field}" is not supported by Step Functions`),
    ...Object.keys(isObject(headers) ? headers : {})
      .filter(isReservedHeader)
      .map((name) => `The header '${name}' cannot be used`),
    ...(typeof given['ApiEndpoint'] === 'string' ? [] : ["The field 'ApiEndpoint' is required but was missing"]),
    ...(typeof connectionArn === 'string' ? [] : ["The field 'ConnectionArn' is required but was missing"]),
    ...(METHODS.includes(String(given['Method']))
      ? []
      : [`The value for the field 'Method' must be one of ${METHODS.join(', ')}`]),
  ];
}
