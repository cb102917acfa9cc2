import { parseResource } from '#asl/resource.ts';
import type { InvokeTask } from '#interpreter/continuation/effects.ts';
import { type Failure, resultLimitExceeded } from '#interpreter/continuation/failure.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import type { HttpTrace } from './http-trace.ts';

/** A Task's call that belongs to no stored execution. */
export interface CallFacts extends Pick<InvokeTask, 'resource' | 'parameters' | 'roleArn' | 'token' | 'state' | 'invocation'> {
  readonly stateMachineArn: string;
  readonly executionArn: string;
  /** Is shown the HTTP request that an HTTP task makes. */
  readonly trace?: HttpTrace;
}

interface TaskCall extends CallFacts {
  readonly signal: AbortSignal;
}

/** How a call went: what the integrations answer, of which only the first two can come of a call that waits for nobody. */
type TaskOutcome =
  | { readonly kind: 'succeeded'; readonly output: JsonText }
  | { readonly kind: 'failed'; readonly error?: string; readonly cause?: string }
  | { readonly kind: 'too-large' | 'submitted' | 'pending' | 'delayed' };

/** Makes a Task's call. */
export type CallTask = (call: TaskCall) => Promise<TaskOutcome>;

/** Makes the call, and gives up on it after `millis`. AWS: a state's test that takes too long fails with States.Timeout — API reference, TestState. */
export async function callWithin(
  millis: number,
  callTask: CallTask,
  call: CallFacts,
): Promise<{ readonly output: JsonText } | Failure> {
  const signal = AbortSignal.timeout(Math.max(0, millis));
  const late = new Promise<Failure>((resolve) => signal.addEventListener('abort', () => resolve({ error: 'States.Timeout' })));
  return await Promise.race([late, callTask({ ...call, signal }).then((outcome) => resultOf(outcome, call))]);
}

function resultOf(outcome: TaskOutcome, { resource }: Pick<TaskCall, 'resource'>): { readonly output: JsonText } | Failure {
  if (outcome.kind === 'succeeded') return { output: outcome.output };
  if (outcome.kind === 'failed') {
    const { error, cause } = outcome;
    return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  }
  if (outcome.kind === 'too-large') return resultLimitExceeded(parseResource(resource));
  throw new Error('a call that TestState makes is answered at once');
}
