import { SfnError } from '#api/errors.ts';
import type { HttpRequest, HttpResponse } from './api-gateway.ts';
import { shapeProblem } from './json-shape.ts';

/*
 * AWS JSON 1.0, as Step Functions speaks it (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html):
 * POST, the action in `X-Amz-Target`, a JSON object each way, timestamps as epoch seconds, errors with their code in `__type`.
 */

/**
 * The largest body, in bytes.
 * AWS: "Maximum request size: 1 MB per request" — Step Functions quotas. The API reference lets a `definition` alone be 1,048,576
 * characters long, which JSON's quoting can double: up to there the action answers, with its own message (inferred).
 */
export const MAX_BODY_BYTES = 2 * 1_048_576;

const TARGET_PREFIX = 'AWSStepFunctions.';

/** Reads the action from `X-Amz-Target: AWSStepFunctions.<Action>`, whatever the path, host or content type; throws UnknownOperationException. */
export const route = ({ headers }: HttpRequest): string => {
  const target = headers.get('x-amz-target');
  if (target === undefined) throw unknownOperation('The header X-Amz-Target is missing');
  const action = target.slice(TARGET_PREFIX.length);
  if (!target.startsWith(TARGET_PREFIX) || !/^[A-Za-z]+$/.test(action)) {
    throw unknownOperation(`The operation ${target.slice(0, 200)} is not one of AWSStepFunctions`);
  }
  return action;
};

/** Parses the body into the input object of an action; no body is `{}`. Throws SerializationException and RequestEntityTooLargeException. */
export const deserialize = ({ body }: HttpRequest): object => {
  if (body === '') return {};
  if (body === undefined) throw serializationError('The request body is not UTF-8');
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) throw requestTooLarge();
  const problem = shapeProblem(body);
  if (problem !== undefined) throw serializationError(`The request body ${problem}`);
  const input = parse(body);
  if (Array.isArray(input)) throw serializationError('Start of list found where not expected');
  if (typeof input !== 'object' || input === null) throw serializationError('The request body is not a JSON object');
  return input;
};

/** Writes an action's output: `Date` becomes epoch seconds with milliseconds, `undefined` is left out. */
export const serialize = (output: object, requestId: string): HttpResponse =>
  jsonResponse(200, JSON.stringify(withEpochSeconds(output)), requestId);

/** Writes an error: the code in `__type` (boto3 reads only that) and in `x-amzn-errortype`, a hint of ours in `x-fake-sfn-hint`. */
export const serializeError = ({ code, message, members, status, hint }: SfnError, requestId: string): HttpResponse => {
  const body = JSON.stringify(withEpochSeconds({ __type: code, message, ...members }));
  return jsonResponse(status, body, requestId, {
    'x-amzn-errortype': code,
    ...(hint === undefined ? {} : { 'x-fake-sfn-hint': hint }),
  });
};

/** AWS: what is no POST gets 404 and this text, no JSON — seen from the services' endpoints (GET, OPTIONS). */
export const notAnAction = (requestId: string): HttpResponse => ({
  status: 404,
  headers: { 'x-amzn-RequestId': requestId },
  body: '<UnknownOperationException/>\n',
});

/** The error for a body that is longer than MAX_BODY_BYTES. */
export const requestTooLarge = (): SfnError =>
  new SfnError('RequestEntityTooLargeException', `The request body exceeds ${MAX_BODY_BYTES} bytes`, {}, 413);

const jsonResponse = (status: number, body: string, requestId: string, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { 'x-amzn-RequestId': requestId, 'content-type': 'application/x-amz-json-1.0', ...headers },
  body,
});

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw serializationError('The request body is not valid JSON');
  }
};

/** Copies only what holds a date: a page of 1000 history events costs one walk. */
const withEpochSeconds = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withEpochSeconds);
  let copy: Record<string, unknown> | undefined;
  for (const name in value) {
    const member: unknown = Reflect.get(value, name);
    const written = withEpochSeconds(member);
    if (written === member) continue;
    copy ??= { ...value };
    copy[name] = written;
  }
  return copy ?? value;
};

/** AWS: 400, where other JSON services answer 404. AWS sends no message; ours says what was wrong. */
const unknownOperation = (message: string): SfnError => new SfnError('UnknownOperationException', message);

const serializationError = (message: string): SfnError => new SfnError('SerializationException', message);
