import { writeJson } from '#json/write-json.ts';
import { AnswerTooLarge } from '../answer-limit.ts';
import type { TaskCall, TaskFailure, TaskOutcome } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import type { Reach } from '../reach.ts';
import { reasonOf } from '../reason.ts';
import { credentialsFailure } from '../sdk/sdk-failure.ts';
import type { ServiceIntegration } from '../service-integration.ts';
import { wrongParameters } from '../wrong-parameters.ts';
import { AUTH_TYPES, authorizedHeaders, forbiddenHeaders } from './apigateway-auth.ts';
import { callHttp, endpointUrl } from './http-call.ts';
import { addQuery, hasHeader, headersOf, httpResult } from './http-reply.ts';
import type { Signing } from './signing.ts';
import { webRequest } from './web-request.ts';

const FIELDS = [
  'ApiEndpoint',
  'Method',
  'Headers',
  'Stage',
  'Path',
  'QueryParameters',
  'RequestBody',
  'AllowNullValues',
  'AuthType',
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/** Calls an API of API Gateway. https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html */
export const createApiGateway = (signing: Signing, reach: Reach): ServiceIntegration =>
  webRequest(
    'apigateway',
    (call) => refuse(reach, call),
    (call) => invoke(signing, reach, call),
  );

/** AWS: a task whose parameters cannot be used fails before it is scheduled — told of Headers that are no lists. */
function refuse(reach: Reach, { parameters }: TaskCall): TaskFailure | undefined {
  const problems = problemsOf(parametersOf(parameters), reach);
  return problems.length > 0 ? wrongParameters(parameters, problems) : undefined;
}

async function invoke(signing: Signing, reach: Reach, call: TaskCall): Promise<TaskOutcome> {
  const { parameters, signal } = call;
  const given = parametersOf(parameters);
  const { ApiEndpoint: endpoint, Method: method, Headers: headers, Stage: stage, Path: path, QueryParameters: query } = given;
  if (typeof endpoint !== 'string' || typeof method !== 'string') throw new Error('the call should have been refused');
  const url = endpointUrl(endpoint);
  // What stands in for API Gateway has its APIs behind a path.
  url.pathname = [url.pathname.replace(/\/$/, ''), stage, path]
    .flatMap((part) => (typeof part === 'string' && part !== '' ? [part.replace(/^\/+/, '')] : []))
    .join('/');
  addQuery(url, isObject(query) ? query : {});
  const body = bodyOf(given);
  const sent: Record<string, string | string[]> = {
    'User-Agent': 'Amazon|StepFunctions',
    ...headersOf(isObject(headers) ? headers : {}),
  };
  if (body !== undefined && !hasHeader(sent, 'content-type')) sent['Content-Type'] = 'application/json';
  try {
    const authorized = await authorizedHeaders(signing, call, given['AuthType'], { url, method, headers: sent, body });
    const reply = await callHttp({ url, method, headers: authorized, body, signal, reach });
    // AWS: the status names the error, the cause is the body — recorded in apigetway_task_service.test_invoke_error. "A status code of
    // 2XX indicates success" — Create API Gateway REST APIs with Step Functions.
    if (reply.status < 200 || reply.status > 299)
      return { kind: 'failed', error: `ApiGateway.${reply.status}`, cause: reply.body };
    return { kind: 'succeeded', output: httpResult(reply) };
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw error;
    const withoutCredentials = credentialsFailure(error, 'ApiGateway');
    if (withoutCredentials !== undefined) return withoutCredentials;
    return {
      kind: 'failed',
      error: 'ApiGateway.SdkClientException',
      cause: `Unable to execute HTTP request: ${reasonOf(error)}; the URL is ${url}.`,
    };
  }
}

function parametersOf(parameters: string): JsonObject {
  const parsed = parseJson(parameters);
  return isObject(parsed) ? parsed : {};
}

function problemsOf(given: JsonObject, { isApi }: Reach): string[] {
  const { ApiEndpoint: endpoint, Method: method, Headers: headers, AuthType: auth } = given;
  const forbidden = isObject(headers) ? forbiddenHeaders(headers) : [];
  return [
    ...Object.keys(given)
      .filter((field) => !FIELDS.includes(field))
      .map((field) => `The field "${field}" is not supported by Step Functions`),
    ...(typeof endpoint === 'string' ? [] : ["The field 'ApiEndpoint' is required but was missing"]),
    ...(typeof endpoint === 'string' ? endpointProblems(endpoint, isApi) : []),
    ...(METHODS.includes(String(method)) ? [] : [`The value for the field 'Method' must be one of ${METHODS.join(', ')}`]),
    // AWS: seen by users when they save a state machine; that it is said of headers that come with the input as well is inferred.
    ...(forbidden.length === 0 ? [] : [`The 'Headers' field contains unsupported values: [${forbidden.join(', ')}]`]),
    ...['Headers', 'QueryParameters']
      .filter((field) => !isMapOfLists(given[field]))
      .map((field) => `The value of the field '${field}' has an invalid format`),
    ...(auth === undefined || auth === null || AUTH_TYPES.includes(String(auth))
      ? []
      : [`The value for the field 'AuthType' must be one of ${AUTH_TYPES.join(', ')}`]),
  ];
}

/** AWS: a plain text is not taken for a list of one: the task does not start — measured by others for Headers and QueryParameters. */
const isMapOfLists = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (isObject(value) && Object.values(value).every((member) => member === null || Array.isArray(member)));

function endpointProblems(endpoint: string, isApi: Reach['isApi']): string[] {
  if (!URL.canParse(`https://${endpoint.replace(/^https?:\/\//, '')}`))
    return ["The value for the field 'ApiEndpoint' must be a host name"];
  if (isApi(endpointUrl(endpoint))) return [];
  const form = '<API ID>.execute-api.<region>.amazonaws.com';
  return [`The value for the field 'ApiEndpoint' must be of the form ${form}, or of AWS_ENDPOINT_URL or FAKE_SFN_ALLOWED_HOSTS`];
}

/**
 * AWS: every body is sent as its JSON text, a text with its quotes — recorded in test_invoke_with_body_post. "By default, a null value in
 * the input to a Task state won't be sent to your API" — Create API Gateway REST APIs with Step Functions.
 */
function bodyOf({ RequestBody: body, AllowNullValues: allowNullValues }: JsonObject): string | undefined {
  const sent = allowNullValues === true ? body : withoutNulls(body);
  return sent === undefined ? undefined : writeJson(sent);
}

function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutNulls).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])),
  );
}
