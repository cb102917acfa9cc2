import { count } from '#asl/budget.ts';
import type { ExecutionStatus } from '../continuation/execution.ts';
import { dataLimitExceeded, errorAndCause, type Failure } from '../continuation/failure.ts';
import type { JsonText } from '../continuation/json-text.ts';
import type { MarkedPlace } from '../continuation/mark.ts';
import { isTooLarge } from '../data/data.ts';
import type { Leaving } from '../data/data-flow.ts';
import { exceedsVariableLimits } from '../data/variable-limits.ts';
import { mark } from '../draft/mark.ts';
import { append, NOT_TRUNCATED, record } from '../draft/record.ts';
import { draftOf, type EndedLine, type FrameDraft, type Run, setDoing, stateOf } from '../draft/run.ts';
import { rulesOf } from './doings.ts';

/** How many characters of data are read or written for one unit of work. */
const UNITS_OF_TEXT = 32;

/** Enters the state that the frame is about to enter. */
export function enterState(run: Run, frame: FrameDraft): void {
  const state = stateOf(run, frame);
  const previousEventId = frame.lastEventId;
  count(frame.input.length / UNITS_OF_TEXT);
  const enteredEventId = record(run, frame, `${state.type}StateEntered`, {
    stateEnteredEventDetails: { name: state.name, input: frame.input, inputDetails: NOT_TRUNCATED },
  });
  frame.visit = { enteredEventId, previousEventId, enteredTime: run.moment.now, retries: [], doing: { kind: 'starting' } };
  if (run.marks) mark(run, frame, 'entered');
}

/**
 * Leaves the state with its output, for `next` or for the end of the line; `place` says which of the ways out that is. Data above AWS's limit
 * is the state's failure, returned.
 */
export function leaveState(
  run: Run,
  frame: FrameDraft,
  leaving: Leaving,
  next: string | undefined,
  place?: MarkedPlace,
): Failure | undefined {
  const { output, assigned } = leaving;
  const state = stateOf(run, frame);
  count(output.length / UNITS_OF_TEXT);
  if (isTooLarge(output)) return dataLimitExceeded(state.name);
  // AWS: the limits are documented, the error of what exceeds them is inferred.
  if (assigned && exceedsVariableLimits(run, frame, assigned)) return dataLimitExceeded(state.name);
  if (state.type === 'Fail') throw new Error('a Fail state is not left');
  record(run, frame, `${state.type}StateExited`, {
    stateExitedEventDetails: {
      name: state.name,
      output,
      outputDetails: NOT_TRUNCATED,
      ...(assigned ? { assignedVariables: assigned, assignedVariablesDetails: NOT_TRUNCATED } : {}),
    },
  });
  if (run.marks) mark(run, frame, place ?? 'Next');
  if (assigned) frame.variables = { ...frame.variables, ...assigned };
  frame.visit = undefined;
  if (next === undefined) {
    endLine(run, { frame, output });
  } else {
    frame.state = next;
    frame.input = output;
    run.queue.push(frame.id);
  }
  return undefined;
}

/** Ends a line of control. With the root ends the execution; the parent of a branch or an iteration is told by step.ts, so that nesting needs no stack. */
export function endLine(run: Run, ended: EndedLine): void {
  if (ended.frame.parent !== undefined) {
    run.ended.push(ended);
  } else if ('output' in ended) {
    closeExecution(run, 'SUCCEEDED', ended.frame.lastEventId, ended);
  } else {
    closeExecution(run, 'FAILED', ended.frame.lastEventId, ended.failure);
  }
}

/** The last event, and the end. Whatever is still under way is cancelled; the frames of what did not succeed are kept for a redrive. */
export function closeExecution(
  run: Run,
  status: Exclude<ExecutionStatus, 'RUNNING' | 'PENDING_REDRIVE'>,
  previousEventId: number,
  outcome: Failure | { readonly output: JsonText },
): void {
  const { execution } = run;
  execution.status = status;
  execution.stopTime = run.moment.now;
  if (execution.parent) {
    const reported = {
      status,
      skippedMillis: execution.skippedMillis,
      ...('output' in outcome ? { output: outcome.output } : {}),
    };
    run.effects.push({ kind: 'report-to-parent', parent: execution.parent, outcome: reported });
  }
  if ('output' in outcome) {
    execution.output = outcome.output;
    append(run, 'ExecutionSucceeded', previousEventId, {
      executionSucceededEventDetails: { output: outcome.output, outputDetails: NOT_TRUNCATED },
    });
  } else {
    const details = errorAndCause(outcome);
    Object.assign(execution, details);
    if (status === 'FAILED') append(run, 'ExecutionFailed', previousEventId, { executionFailedEventDetails: details });
    // AWS: only the event says so, DescribeExecution has no error — floci-io/floci, issues 2733 and 2965, verbatim from AWS.
    else if (status === 'TIMED_OUT')
      append(run, 'ExecutionTimedOut', previousEventId, {
        executionTimedOutEventDetails: { error: 'States.Timeout', ...details },
      });
    else append(run, 'ExecutionAborted', previousEventId, { executionAbortedEventDetails: details });
  }
  if (status === 'SUCCEEDED') execution.frames = {};
  else for (const id in execution.frames) putToRest(run, Number(id));
  run.queue.length = 0;
  run.taken = 0;
  run.ended.length = 0;
}

/** Leaves a frame as a redrive will find it: nothing of it is under way. */
function putToRest(run: Run, id: number): void {
  const frame = draftOf(run, id);
  const doing = frame?.visit?.doing;
  if (frame && doing) setDoing(frame, rulesOf(doing).rest(run, frame, doing));
}
