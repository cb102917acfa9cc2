import type { Resource } from '#asl/resource.ts';
import type { StatesError } from '#asl/states-error.ts';
import type { Frame } from './execution.ts';

/** Why a state did not succeed: what Retry and Catch look at, and what history shows. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
  /** The field whose evaluation failed, for EvaluationFailed. */
  readonly location?: string;
  /** A heartbeat that stayed away: an error of its own that Retry and Catch know as States.HeartbeatTimeout too. */
  readonly heartbeat?: boolean;
}

/** A StatesError thrown inside a state, in the words that AWS puts around it. */
export function failureOf(error: StatesError, frame: Frame, isTriedAlone = false): Failure {
  // AWS: TestState gives causes without it — state_context_object.test_state_map_context_object.
  const where = isTriedAlone
    ? ''
    : `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.visit?.enteredEventId}). `;
  return {
    ...(error.error === undefined ? {} : { error: error.error }),
    ...(error.causeText === undefined ? {} : { cause: where + error.causeText }),
    ...(error.location === undefined ? {} : { location: error.location }),
  };
}

/** The failure of data that is larger than AWS lets through; `what` is a state's name or a task's resource. */
export function dataLimitExceeded(what: string): Failure {
  return {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
}

/** The failure of a task whose result is larger than AWS lets through. */
export const resultLimitExceeded = (resource: Resource): Failure =>
  dataLimitExceeded(resource.kind === 'service' ? resource.resourceType : resource.arn);

/** AWS: a cause has 32,768 characters at most — API model; that a longer one is cut off is inferred. */
const MAX_CAUSE_CHARS = 32_768;

/** A failure as the history takes it: a failed nested execution is told in its parent's cause, quoted once more at every level. */
export const withCauseCut = (failure: Failure): Failure =>
  failure.cause !== undefined && failure.cause.length > MAX_CAUSE_CHARS
    ? { ...failure, cause: failure.cause.slice(0, MAX_CAUSE_CHARS) }
    : failure;

/** What error and cause look like in history and in a Catch's error output: absent when they are not known. */
export function errorAndCause({ error, cause }: Failure): { error?: string; cause?: string } {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/** Whether one of these error names of a Retry or Catch means this failure. */
export function matches(errorEquals: readonly string[], failure: Failure): boolean {
  return errorEquals.some((name) => {
    switch (name) {
      // AWS: it catches States.DataLimitExceeded too, whatever the documentation says — recorded (states_errors, large_utf8_response).
      case 'States.ALL':
        return true;
      // AWS: "acts as a wildcard that matches any known error name except for States.Timeout" — Handling errors.
      case 'States.TaskFailed':
        return failure.error !== 'States.Timeout';
      case 'States.HeartbeatTimeout':
        return failure.heartbeat === true || failure.error === name;
      default:
        return failure.error === name;
    }
  });
}

/** AWS: "aren't retriable and will always cause the execution to fail" — Handling errors, States.Runtime. */
export const isFatal = (failure: Failure): boolean => failure.error === 'States.Runtime';
