import { DataTooLarge } from '#asl/budget.ts';
import type { Catcher, Retrier } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { dataLimitExceeded, errorAndCause, type Failure, failureOf, isFatal, matches } from '../continuation/failure.ts';
import { textOf } from '../data/data.ts';
import { shapeOutput } from '../data/data-flow.ts';
import { mark } from '../draft/mark.ts';
import { record } from '../draft/record.ts';
import { type FrameDraft, type Run, stateOf, visitOf } from '../draft/run.ts';
import { cancelWork } from './doings.ts';
import { closeExecution, endLine, leaveState } from './transition.ts';

/** AWS: the limit of its JSON parser, Jackson, is 1,000 levels; that what a state makes by itself ends so is inferred. */
const TOO_DEEP = 'The data of the state is nested too deep.';

/** A state has failed: retry it, leave it through a Catch, or fail the line. A line that fails keeps its frames: a redrive goes on from them. */
export function failState(run: Run, frame: FrameDraft, failure: Failure): void {
  const state = stateOf(run, frame);
  run.probe?.failed(failure);
  if (isFatal(failure)) return closeExecution(run, 'FAILED', frame.lastEventId, failure);

  const [retriers, catchers] = 'retry' in state ? [state.retry, state.catch] : [[], []];
  if (retry(run, frame, retriers, failure)) return;
  if (state.type === 'Parallel' || state.type === 'Map') record(run, frame, `${state.type}StateFailed`);
  const index = catchers.findIndex(({ errorEquals }) => matches(errorEquals, failure));
  const catcher = catchers[index];
  const uncaught = catcher ? leaveThroughCatch(run, frame, catcher, failure, index) : failure;
  if (uncaught && isFatal(uncaught)) closeExecution(run, 'FAILED', frame.lastEventId, uncaught);
  else if (uncaught) endLine(run, { frame, failure: uncaught });
}

/** Whether this is a state's failure, and no bug of ours. A RangeError is an overflow of the stack: values are walked by recursion. */
export const isFailure = (error: unknown): boolean =>
  error instanceof StatesError || error instanceof DataTooLarge || error instanceof RangeError;

/** The failure of the state that threw this, if it is one. A failed evaluation is told where it happened, not again by the states around. */
export function thrown(run: Run, frame: FrameDraft, error: unknown): Failure | undefined {
  if (error instanceof DataTooLarge) return dataLimitExceeded(frame.state);
  const told = error instanceof RangeError ? new StatesError('States.Runtime', TOO_DEEP) : error;
  if (!(told instanceof StatesError)) return undefined;
  const failure = failureOf(told, frame, run.probe !== undefined);
  if (failure.error === 'States.QueryEvaluationError') recordEvaluationFailed(run, frame, failure);
  return failure;
}

/** AWS: it follows on what Entered follows on as long as nothing else has happened in the state; Wait, which has begun by then, is an exception — recorded. */
function recordEvaluationFailed(run: Run, frame: FrameDraft, failure: Failure): void {
  const { enteredEventId, previousEventId } = visitOf(frame);
  if (frame.lastEventId === enteredEventId && stateOf(run, frame).type !== 'Wait') frame.lastEventId = previousEventId;
  record(run, frame, 'EvaluationFailed', {
    evaluationFailedEventDetails: {
      ...errorAndCause(failure),
      state: frame.state,
      ...(failure.location === undefined ? {} : { location: failure.location }),
    },
  });
}

/** AWS: each retrier counts its own retries, and the first one that means the error decides alone. */
function retry(run: Run, frame: FrameDraft, retriers: readonly Retrier[], failure: Failure): boolean {
  const index = retriers.findIndex(({ errorEquals }) => matches(errorEquals, failure));
  const retrier = retriers[index];
  if (!retrier) return false;
  const visit = visitOf(frame);
  const counts = retriers.map((_, position) => visit.retries[position] ?? 0);
  const count = counts[index] ?? 0;
  if (count >= retrier.maxAttempts) return false;
  counts[index] = count + 1;
  if (run.marks) mark(run, frame, `Retry[${index}]`);
  cancelWork(run, frame);
  frame.visit = {
    ...visit,
    retries: counts,
    doing: { kind: 'backing-off', until: run.moment.now + delayMillis(run, retrier, count) },
  };
  return true;
}

/** How long to wait before retry number `count` (from 0), in milliseconds. AWS: MaxDelaySeconds caps the interval, then FULL jitter draws below it. */
export function delayMillis(run: Pick<Run, 'random'>, retrier: Retrier, count: number): number {
  const interval = retrier.intervalSeconds * retrier.backoffRate ** count;
  const capped = Math.min(interval, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(capped * 1000 * (retrier.jitterStrategy === 'FULL' ? run.random() : 1));
}

/** Leaves by the Catch of that index; returns the failure that this itself ran into. */
function leaveThroughCatch(run: Run, frame: FrameDraft, catcher: Catcher, failure: Failure, index: number): Failure | undefined {
  // AWS: an error without a cause is caught with an empty one, one without either with nulls — timeouts and task tokens, recorded.
  const known = failure.error !== undefined || failure.cause !== undefined;
  const errorOutput = { Error: failure.error ?? null, Cause: failure.cause ?? (known ? '' : null) };
  try {
    const leaving = shapeOutput(run, frame, stateOf(run, frame), catcher.flow, textOf(errorOutput), { errorOutput });
    cancelWork(run, frame);
    return leaveState(run, frame, leaving, catcher.next, run.marks && `Catch[${index}]`);
  } catch (error) {
    const thrownFailure = thrown(run, frame, error);
    if (!thrownFailure) throw error;
    return thrownFailure;
  }
}
