import type { Machine, State, TaskState } from '#asl/state.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution, Frame } from '#interpreter/continuation/execution.ts';
import { matches } from '#interpreter/continuation/failure.ts';
import { isArray, isObject, type Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import type { Asked } from '../rehearsal/scene.ts';

/** What can become of a call, or of the reading of a Map's items. */
export type Outcome =
  | { readonly kind: 'returns'; readonly value: Json; readonly isMadeUp?: true }
  | { readonly kind: 'fails'; readonly error: string }
  /** Nothing is ever heard of it. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'items'; readonly items: readonly Json[] }
  | { readonly kind: 'unreadable' };

/** What is known of the outside beyond the definition. */
export interface Knowledge {
  /** Results that calls of a state can have. */
  readonly samples: Readonly<Record<string, readonly Json[]>>;
  /** What they return where there are no samples; `{}` where there is nothing here either. */
  readonly madeUp: Readonly<Record<string, Json>>;
  /** Errors that calls of a state can have, besides those that its Retry and Catch name. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** Texts that rules of a Choice without a Default compare with. */
  readonly literals: ReadonlySet<string>;
}

/** An error that no definition names. */
export const UNNAMED_ERROR = 'Unexpected';

/** What a compared text is where it is none of those that are expected. */
const UNEXPECTED = 'UNEXPECTED';

/** AWS: "Lambda can occasionally experience transient service errors", which should be retried — Best practices, Handle transient Lambda service exceptions. */
const LAMBDA_TRANSIENT = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

/** Error names that are said of many errors, or that no service answers with. */
const isWildcard = (error: string): boolean => error.startsWith('States.');

/** The outcomes of what is asked; the first one is that nothing goes wrong. */
export function outcomesOf(
  machine: Machine,
  knowledge: Knowledge,
  execution: Execution,
  { effect }: Asked,
  lastError?: string,
): Outcome[] {
  if (effect.kind === 'read-items')
    return [...[['one'], ['one', 'two'], []].map((items) => ({ kind: 'items', items }) as const), { kind: 'unreadable' }];
  if (effect.kind !== 'invoke-task') return [];
  const state = machine.states.get(effect.state);
  const frame = execution.frames[effect.frame];
  if (state?.type !== 'Task' || !frame) return [];
  const successes = successesOf(effect.state, knowledge);
  // What goes wrong in one iteration can go wrong in any: it does in the first.
  if (isLaterIteration(execution, frame)) return successes.slice(0, 1);
  // A retry comes right, or goes wrong in the same way.
  if (isRetry(frame) && lastError !== undefined) return [...successes.slice(0, 1), { kind: 'fails', error: lastError }];
  const failures = [...namedErrors(machine, execution, frame, state), ...knownErrors(state, knowledge), UNNAMED_ERROR];
  return [
    ...successes,
    ...[...new Set(failures)].map((error) => ({ kind: 'fails', error }) as const),
    ...(hasLimit(machine, state) ? [{ kind: 'pending' } as const] : []),
  ];
}

/** The errors that the service of a state is known to have. */
export function knownErrors({ name, resource, retry }: TaskState, { errors }: Knowledge): readonly string[] {
  const isLambda = resource.kind === 'lambda' || (resource.kind === 'service' && resource.resourceType === 'lambda');
  return [...(errors[name] ?? []), ...(isLambda && retry.length > 0 ? LAMBDA_TRANSIENT : [])];
}

/** Whether a Retry or Catch of the state itself means an error. */
export const isHandled = (state: TaskState, error: string): boolean =>
  [...state.retry, ...state.catch].some(({ errorEquals }) => matches(errorEquals, { error }));

/** The event that an outcome is; `undefined` where nothing happens. */
export function eventOf(outcome: Outcome, { effect }: Asked): ExecutionEvent | undefined {
  if (effect.kind === 'read-items') {
    const of = { mapRunArn: effect.mapRunArn, number: effect.portion.number };
    if (outcome.kind === 'unreadable') return { kind: 'items-unreadable', ...of, cause: 'The object does not exist.' };
    const items = outcome.kind === 'items' ? outcome.items : [];
    return {
      kind: 'items-read',
      ...of,
      items: items.map((item) => ({ value: writeJson(item), source: 'S3', next: {} })),
      isLast: true,
    };
  }
  if (effect.kind === 'write-results')
    return { kind: 'results-written', mapRunArn: effect.mapRun.arn, number: effect.number, output: '{}' };
  if (effect.kind !== 'invoke-task') return undefined;
  const { frame, attempt } = effect;
  if (outcome.kind === 'returns') return { kind: 'task-succeeded', frame, attempt, output: writeJson(outcome.value) };
  if (outcome.kind === 'fails') return { kind: 'task-failed', frame, attempt, error: outcome.error, stage: 'call' };
  return undefined;
}

function successesOf(state: string, { samples, madeUp, literals }: Knowledge): Outcome[] {
  const given = samples[state];
  const values: Outcome[] = given
    ? given.map((value) => ({ kind: 'returns', value }))
    : [{ kind: 'returns', value: madeUp[state] ?? {}, isMadeUp: true }];
  for (const value of given ?? []) {
    const other = withoutExpected(value, literals);
    if (other !== value) values.push({ kind: 'returns', value: other });
  }
  return values;
}

/** The value with something else in place of every text that a Choice expects; itself where there is none. */
export function withoutExpected(value: Json, literals: ReadonlySet<string>): Json {
  if (typeof value === 'string') return literals.has(value) ? UNEXPECTED : value;
  if (isArray(value)) {
    const items = value.map((item) => withoutExpected(item, literals));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withoutExpected(member, literals)] as const);
  return members.some(([name, member]) => member !== value[name]) ? Object.fromEntries(members) : value;
}

/** What Retry and Catch name, of the state and of those that it is inside of. */
function namedErrors(machine: Machine, { frames }: Execution, frame: Frame, state: State): string[] {
  const around: State[] = [state];
  for (let at = frame.parent; at !== undefined; at = frames[at]?.parent) {
    const outer = machine.states.get(frames[at]?.state ?? '');
    if (outer) around.push(outer);
  }
  return around
    .flatMap((each) => ('retry' in each ? [...each.retry, ...each.catch] : []))
    .flatMap(({ errorEquals }) => errorEquals)
    .filter((error) => !isWildcard(error));
}

const hasLimit = (machine: Machine, { timeoutSeconds, heartbeatSeconds }: TaskState): boolean =>
  timeoutSeconds !== undefined || heartbeatSeconds !== undefined || machine.timeoutSeconds !== undefined;

const isRetry = ({ visit }: Frame): boolean => (visit?.retries ?? []).some((count) => count > 0);

function isLaterIteration({ frames, parent }: Execution, frame: Frame): boolean {
  if (parent !== undefined && parent.index > 0) return true;
  for (let at: Frame | undefined = frame; at?.parent !== undefined; at = frames[at.parent])
    if (frames[at.parent]?.visit?.doing.kind === 'iterations' && at.index > 0) return true;
  return false;
}
