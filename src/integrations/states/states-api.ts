import { createHash, randomUUID } from 'node:crypto';
import { accountOf, placeOf } from '#arn';
import { isNumber, toNumber } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import type { CallSelf } from '../call-self.ts';
import type { TaskCall, TaskOutcome } from '../integration.ts';
import { isObject } from '../json.ts';
import type { HttpAnswer } from '../sdk/http-answer.ts';
import { type FailureNames, sdkFailure } from '../sdk/sdk-failure.ts';
import { capitalized } from '../sdk/sdk-names.ts';

/** What this fake's own API came to. */
export type StatesAnswer =
  | { readonly kind: 'answer'; readonly answer: object; readonly requestId: string }
  | { readonly kind: 'failed'; readonly error?: string; readonly cause?: string };

/** What a task asks this fake's own API. */
interface StatesRequest {
  readonly action: string;
  readonly input: object;
  readonly names: FailureNames;
  /** How the task waits for the execution that this starts, if it does. */
  readonly waitsFor?: 'job' | 'answer';
  /** Whether the task goes on waiting for an execution that this starts. */
  readonly isAwaited?: boolean;
}

/** Names an attempt to this fake's own API: when the call is made again, it is the same one. */
export function attemptOf({ executionArn, attempt = randomUUID() }: TaskCall): string {
  const hash = createHash('sha256').update(`${executionArn} ${attempt}`).digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Asks this fake's own API on behalf of a task; its errors become the task's, named as the integration names them. */
export async function askStates(
  callSelf: CallSelf,
  call: TaskCall,
  { action, input, names, waitsFor, isAwaited = waitsFor !== undefined }: StatesRequest,
): Promise<StatesAnswer> {
  const requestId = randomUUID();
  try {
    const { executionArn, nesting: { generation, depth } = { generation: 0, depth: 0 } } = call;
    // A chain whose members wait for nobody may be as long as it likes.
    const nesting = { generation: generation + 1, depth: isAwaited ? depth + 1 : 0 };
    const { state, invocation, skippedMillis = 0, root = executionArn } = call;
    const asked = {
      action,
      input,
      caller: callerOf(call),
      executionArn,
      attempt: attemptOf(call),
      nesting,
      skippedMillis,
      requestId,
    };
    const awaited = waitsFor && { awaitedBy: { executionArn, state, invocation, waitsFor }, root };
    return { kind: 'answer', answer: await callSelf(awaited ? { ...asked, awaited } : asked), requestId };
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (error.code === 'UnknownOperationException') {
      return {
        kind: 'failed',
        error: 'States.Runtime',
        cause: `Step Functions has no action ${action}: check the spelling of '${call.resource}'.`,
      };
    }
    const thrown = Object.assign(new Error(error.message), {
      name: error.code,
      $fault: 'client',
      $metadata: { httpStatusCode: error.status, requestId },
    });
    return failureOf(sdkFailure(thrown, { names, isModelled: true, endpoint: undefined, setting: '' }));
  }
}

/** The HTTP answer that Step Functions gives with these members. */
export function httpAnswerWith(answer: object, requestId: string, time: Date): HttpAnswer {
  const members = Object.entries(answer).map(([name, value]) => [name, value instanceof Date ? value.getTime() / 1000 : value]);
  const body = JSON.stringify(Object.fromEntries(members));
  const headers = {
    'x-amzn-requestid': requestId,
    connection: 'keep-alive',
    'content-length': String(Buffer.byteLength(body)),
    date: time.toUTCString(),
    'content-type': 'application/x-amz-json-1.0',
  };
  return { statusCode: 200, headers };
}

/** Writes an answer of this fake's own API as a task's result, members sorted. */
export function inTaskSpelling(value: unknown, timestamp: (time: Date) => string | number): unknown {
  if (value instanceof Date) return timestamp(value);
  if (Array.isArray(value)) return value.map((item) => inTaskSpelling(item, timestamp));
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  const written = members.map(([name, member]) => [capitalized(name), writeMember(name, member, timestamp)] as const);
  return Object.fromEntries(written.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

// The only map in the API: its keys are the names of states.
function writeMember(name: string, member: unknown, timestamp: (time: Date) => string | number): unknown {
  if (name !== 'variableReferences' || !isObject(member)) return inTaskSpelling(member, timestamp);
  return Object.fromEntries(Object.entries(member).map(([state, variables]) => [state, inTaskSpelling(variables, timestamp)]));
}

/** The members of an API input of a task's parameters; what is null is as good as absent. */
export function inApiSpelling(value: unknown): unknown {
  if (isNumber(value)) return toNumber(value);
  if (Array.isArray(value)) return value.map(inApiSpelling);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    members.map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), readMember(name, member)]),
  );
}

// AWS: an object where the API wants a text is sent as its JSON text — recorded in test_sfn_start_execution_implicit_json_serialisation.
const TEXTS = ['Cause', 'Context', 'Definition', 'Input', 'Output', 'Variables'];
const readMember = (name: string, member: unknown): unknown =>
  TEXTS.includes(name) && (isObject(member) || Array.isArray(member)) ? writeJson(member) : inApiSpelling(member);

function callerOf({ roleArn, executionArn }: TaskCall): { account: string; region: string; partition: string } {
  const { account, region, partition } = placeOf(executionArn);
  return { account: (roleArn && accountOf(roleArn)) || account, region, partition };
}

const isApiError = (error: unknown): error is Error & { code: string; status: number } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  'status' in error &&
  typeof error.status === 'number';

function failureOf(outcome: TaskOutcome): StatesAnswer {
  if (outcome.kind !== 'failed') throw new Error('a failure is a failure');
  return outcome;
}
