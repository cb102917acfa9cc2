import type { Machine } from '#asl/state.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Json } from '#json/json.ts';
import { isHandled, type Knowledge, knownErrors, type Outcome } from './outcomes.ts';

/** What is wrong with a machine, and the shortest script that was found to show it. */
export interface Finding {
  readonly kind: FindingKind;
  readonly state?: string;
  /** What is wrong, in a sentence. */
  readonly message: string;
  readonly input: Json;
  readonly script: readonly Line[];
}

export type FindingKind =
  | 'runtime-error'
  | 'query-error'
  | 'never-ends'
  | 'unhandled-error'
  | 'reader-not-caught'
  | 'timeout-too-long'
  | 'token-without-timeout'
  | 'unreachable-state'
  | 'property';

/** What becomes of one call. */
export interface Line {
  readonly state: string;
  /** Which call of the state it is, from 1. */
  readonly call: number;
  readonly outcome: Outcome;
}

/** One way through a machine. */
export interface Path {
  readonly input: Json;
  readonly script: readonly Line[];
  readonly execution: Execution;
  /** The states that were entered, in order. */
  readonly entered: readonly string[];
  /** It was left where it stood: a state has been come to too often. */
  readonly isCut: boolean;
}

/** What should hold of every path: says what does not. */
export type Property = (path: Path) => string | undefined;

/** How a state fails that asks for what is not there. */
export const QUERY_ERRORS = [
  'States.QueryEvaluationError',
  'States.ParameterPathFailure',
  'States.IntrinsicFailure',
  'States.ResultPathMatchFailure',
];

/** What is wrong with how a path ended; `undefined`: nothing. */
export function findingIn(machine: Machine, knowledge: Knowledge, path: Path): Finding | undefined {
  const { input, script, execution, isCut } = path;
  const { status, error = '', cause = '' } = execution;
  const found = (kind: FindingKind, message: string, state = path.entered.at(-1)): Finding => ({
    kind,
    ...(state === undefined ? {} : { state }),
    message,
    input,
    script,
  });
  if (isCut) return undefined;
  if (status === 'RUNNING') return found('never-ends', 'It waits for something that never comes.');
  if (status === 'TIMED_OUT') {
    const patient = waitingTask(machine, path);
    if (patient === undefined) return undefined;
    return found('timeout-too-long', `The time of the execution is over before TimeoutSeconds of '${patient}' are.`, patient);
  }
  if (status !== 'FAILED') return undefined;
  if (error === 'States.Runtime') return found('runtime-error', `It fails with States.Runtime, which nothing catches: ${cause}`);
  if (QUERY_ERRORS.includes(error)) return found('query-error', `It fails with ${error}: ${cause}`);
  if (error === 'States.ItemReaderFailed')
    return found('reader-not-caught', 'The items of the Map cannot be read, and nothing catches States.ItemReaderFailed.');
  const last = script.at(-1);
  const state = last && machine.states.get(last.state);
  if (state?.type !== 'Task' || last?.outcome.kind !== 'fails' || last.outcome.error !== error) return undefined;
  const isForgotten = knownErrors(state, knowledge).includes(error) && state.retry.length > 0 && !isHandled(state, error);
  return isForgotten
    ? found('unhandled-error', `'${state.name}' retries, but not ${error}, which its service is known for.`)
    : undefined;
}

/** The task that an execution was in when its own time was over, where the task's was not. */
function waitingTask({ states, timeoutSeconds = Number.POSITIVE_INFINITY }: Machine, { entered }: Path): string | undefined {
  const state = states.get(entered.at(-1) ?? '');
  if (state?.type !== 'Task' || state.timeoutSeconds?.kind !== 'literal') return undefined;
  return Number(state.timeoutSeconds.value) > timeoutSeconds ? state.name : undefined;
}
