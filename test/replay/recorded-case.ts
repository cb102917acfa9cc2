import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';

/** A conformance case as a bundle, with the S3 objects that were there; or why it cannot be one. */
export type RecordedCase =
  | { readonly bundle: JsonObject; readonly objects: readonly StoredObject[] }
  | { readonly missing: string };

interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly body: string;
}

const ENDS = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** Members of events that are JSON texts, and that the recording shows parsed. */
const TEXTS = ['input', 'output', 'parameters', 'cause', 'error'];

/** Reads a case of a STANDARD execution with its history; `undefined` for every other. */
export function recordedCase(text: string): RecordedCase | undefined {
  const kase = readJson(text);
  if (!isObject(kase) || kase['kind'] !== 'execution' || typeof kase['historyKey'] !== 'string') return undefined;
  const machine = objectAt(kase, 'stateMachine');
  if (machine['type'] === 'EXPRESS') return undefined;
  const recorded = objectAt(objectAt(kase, 'expected'), kase['historyKey'])['events'];
  if (!isArray(recorded)) return { missing: 'no events' };
  if (kase['parallelEventsNormalised'] === true) return { missing: 'the recording has no event ids inside Parallel' };
  const last = recorded.at(-1);
  const status = Object.entries(ENDS).find(([type]) => isObject(last) && last['type'] === type)?.[1];
  if (status === undefined) return { missing: 'the recording stops before the end' };

  const calls = (isArray(kase['calls']) ? kase['calls'] : []).filter(isObject);
  const start = Date.parse(typeof kase['clock'] === 'string' ? kase['clock'] : '2025-01-01T00:00:00Z');
  const input = inputOf(kase, calls);
  const events = withoutTokens(recorded, kase).map((event, index) => eventOf(event, index, start, input));
  const executionArn = returned(calls, '$.executionArn') ?? 'arn:aws:states:us-east-1:111111111111:execution:machine:run';
  return {
    bundle: {
      definition: writeJson(machine['definition'] ?? null),
      execution: {
        executionArn,
        stateMachineArn: `${executionArn.split(':', 5).join(':')}:stateMachine:${executionArn.split(':')[6]}`,
        status,
        startDate: start / 1_000,
        stopDate: (start + events.length * 10) / 1_000,
        input,
      },
      history: { events },
    },
    objects: calls.flatMap((call) => {
      const { Bucket, Key, Body } = objectAt(call, 'params');
      if (call['operation'] !== 'PutObject' || typeof Bucket !== 'string' || typeof Key !== 'string') return [];
      return [{ bucket: Bucket, key: Key, body: typeof Body === 'string' ? Body : writeJson(Body ?? '') }];
    }),
  };
}

/** The recording shows literal names as tokens; the definition has the names. */
function withoutTokens(events: readonly Json[], kase: JsonObject): readonly Json[] {
  const substitutions = (isArray(kase['substitutions']) ? kase['substitutions'] : []).filter(isObject);
  let text = writeJson(events);
  for (const { match, token } of [...substitutions].reverse()) {
    if (typeof match === 'string' && typeof token === 'string' && !/[[\]()*+?\\^$|]/.test(match))
      text = text.replaceAll(token, match);
  }
  text = text.replaceAll('<region>', 'us-east-1').replaceAll('<partition>', 'aws');
  const read = readJson(text);
  return isArray(read) ? read : [];
}

function eventOf(event: Json, index: number, start: number, input: string): JsonObject {
  if (!isObject(event)) return {};
  const members = Object.entries(event).map(([name, value]) => {
    if (name === 'timestamp') return [name, (start + index * 10) / 1_000];
    if (!name.endsWith('EventDetails') || !isObject(value)) return [name, value];
    const started = name === 'executionStartedEventDetails' ? { input } : {};
    return [
      name,
      { ...Object.fromEntries(Object.entries(value).map(([member, told]) => [member, asText(member, told)])), ...started },
    ];
  });
  return Object.fromEntries(members);
}

function asText(member: string, told: Json): Json {
  if (TEXTS.includes(member) && typeof told !== 'string') return writeJson(told);
  if (member !== 'assignedVariables' || !isObject(told)) return told;
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => [name, typeof value === 'string' ? value : writeJson(value)]),
  );
}

function inputOf(kase: JsonObject, calls: readonly JsonObject[]): string {
  const sent = calls.find((call) => call['operation'] === 'StartExecution');
  const input = sent ? objectAt(sent, 'params')['input'] : undefined;
  return typeof input === 'string' ? input : writeJson(kase['input'] ?? {});
}

function returned(calls: readonly JsonObject[], path: string): string | undefined {
  const found = calls.map((call) => objectAt(call, 'returns')[path]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : undefined;
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const member = value[name];
  return isObject(member) ? member : {};
}
