import { callHttp, endpointUrl, type HttpReply } from './http-call.ts';
import { type ConnectionParts, ConnectionProblem, readConnection } from './http-connection.ts';
import { addQuery, hasHeader, headersOf, httpResult } from './http-reply.ts';
import type { TaskCall, TaskOutcome } from './integration.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { valueAt } from './optimised-service.ts';
import type { FindOperation } from './sdk-client.ts';
import type { ServiceIntegration } from './service-integration.ts';
import { regionOf } from './task-resource.ts';
import { urlEncode } from './url-encode.ts';
import { wrongParameters } from './wrong-parameters.ts';

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
const MAX_RANGE = 262_144;

/** Calls a web server, authorized by an EventBridge connection. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
export function createHttp(find: FindOperation): ServiceIntegration {
  return {
    known: ['http:invoke', 'http:invoke.waitForTaskToken'],
    knows: (task) => task.kind === 'service' && task.action === 'invoke' && !task.suffix.startsWith('.sync'),
    async call(call, task) {
      const outcome = await invoke(find, call);
      const waits = task.kind === 'service' && task.suffix !== '';
      return waits && outcome.kind === 'succeeded' ? { kind: 'submitted', output: outcome.output } : outcome;
    },
  };
}

async function invoke(find: FindOperation, call: TaskCall): Promise<TaskOutcome> {
  const parsed = parseJson(call.parameters);
  const given = isObject(parsed) ? parsed : {};
  const { ApiEndpoint: endpoint, Method: method } = given;
  const arn = valueAt(given, 'Authentication.ConnectionArn') ?? valueAt(given, 'InvocationConfig.ConnectionArn');
  const problems = problemsOf(given, arn);
  if (problems.length > 0 || typeof endpoint !== 'string' || typeof method !== 'string' || typeof arn !== 'string') {
    return { kind: 'failed', error: 'States.Runtime', cause: wrongParameters(call.parameters, problems) };
  }
  try {
    const reply = await send(call, given, endpointUrl(endpoint), method, await readConnection(find, call, arn));
    // AWS: "States.Http.StatusCode.404" and the like; the cause is the body.
    if (reply.status < 200 || reply.status > 299)
      return { kind: 'failed', error: `States.Http.StatusCode.${reply.status}`, cause: reply.body };
    return { kind: 'succeeded', output: httpResult(reply) };
  } catch (error) {
    if (error instanceof ConnectionProblem) return { kind: 'failed', error: error.error, cause: error.message };
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return { kind: 'failed', error: 'States.Http.Socket', cause: `The endpoint ${endpoint} did not answer: ${reason}` };
  }
}

function send(call: TaskCall, given: JsonObject, url: URL, method: string, connection: ConnectionParts): Promise<HttpReply> {
  const { Headers: headers, QueryParameters: query, RequestBody: body, Transform: transform } = given;
  addQuery(url, { ...(isObject(query) ? query : {}), ...connection.query });
  const sent: Record<string, string | string[]> = {
    'User-Agent': `Amazon|StepFunctions|HttpInvoke|${regionOf(call.stateMachineArn)}`,
    Range: `bytes=0-${MAX_RANGE}`,
    ...headersOf(isObject(headers) ? headers : {}),
    ...connection.headers,
  };
  const whole =
    Object.keys(connection.body).length > 0 && (isObject(body) || body === undefined || body === null)
      ? { ...(isObject(body) ? body : {}), ...connection.body }
      : body;
  const encoding = valueAt(transform, 'RequestBodyEncoding');
  const isForm = encoding === 'URL_ENCODED' && isObject(whole);
  const text = isForm
    ? urlEncode(whole, String(valueAt(transform, 'RequestEncodingOptions.ArrayFormat') ?? 'INDICES'))
    : textOf(whole);
  if (text !== undefined && !hasHeader(sent, 'content-type'))
    sent['Content-Type'] = isForm ? 'application/x-www-form-urlencoded' : 'application/json;charset=UTF-8';
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(TIMEOUT_MILLIS)]);
  return callHttp({ url, method, headers: sent, body: text, signal });
}

function problemsOf(given: JsonObject, connectionArn: unknown): string[] {
  return [
    ...Object.keys(given)
      .filter((field) => !FIELDS.includes(field))
      .map((field) => `The field "${field}" is not supported by Step Functions`),
    ...(typeof given['ApiEndpoint'] === 'string' ? [] : ["The field 'ApiEndpoint' is required but was missing"]),
    ...(typeof connectionArn === 'string' ? [] : ["The field 'ConnectionArn' is required but was missing"]),
    ...(METHODS.includes(String(given['Method']))
      ? []
      : [`The value for the field 'Method' must be one of ${METHODS.join(', ')}`]),
  ];
}

const textOf = (body: unknown): string | undefined => {
  if (body === undefined || body === null) return undefined;
  return typeof body === 'string' ? body : JSON.stringify(body);
};
