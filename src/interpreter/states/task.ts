// Task: entered → attempt → succeeded → exited
//       attempt: scheduled → started → [submitted → job looked after, again and again] → succeeded | failed | submission failed | timed out; a retry is another.
// The attempt is part of the execution before its call is made: whoever commits it makes the call.

import { isNestedTooDeep, TOO_DEEP_MESSAGE } from '#asl/json-depth.ts';
import type { TaskState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { isObject } from '#json/json.ts';
import type { JobProgress, TaskEvent } from '../continuation/events.ts';
import type { TaskAttempt } from '../continuation/execution.ts';
import { dataLimitExceeded, type Failure, resultLimitExceeded, withCauseCut } from '../continuation/failure.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { createTaskToken } from '../continuation/task-token.ts';
import { isTooLarge } from '../data/data.ts';
import { applyParameters, scopeOf, selectInput, shapeOutput } from '../data/data-flow.ts';
import { readPositive } from '../data/scalar-field.ts';
import { countInvocation } from '../draft/count-invocation.ts';
import { mark } from '../draft/mark.ts';
import { doingAs, type FrameDraft, type Run, setDoing } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { checkTask, invokeTask } from '../moves/task-effects.ts';
import { taskHistory } from '../moves/task-history.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** Calls out, and waits for what comes of it. */
export const task: StateBehaviour<TaskState> = {
  enter(run: Run, frame: FrameDraft, state: TaskState) {
    const { resource } = state;
    // AWS: a `.sync` task sees a token of its own too — recorded.
    const hasToken = resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern !== 'request-response');
    const token = hasToken ? createTaskToken(run.execution.arn, frame.id, run.uuid()) : '';
    const input = selectInput(run, frame, state.flow);
    const timeoutSeconds = state.timeoutSeconds && readPositive(run, frame, state.timeoutSeconds, input);
    const heartbeatSeconds = state.heartbeatSeconds && readPositive(run, frame, state.heartbeatSeconds, input);
    const parameters = applyParameters(run, frame, state.flow, input, hasToken ? { token } : {});
    const roleArn = roleOf(run, frame, state, input);
    if (isTooLarge(parameters)) return failState(run, frame, dataLimitExceeded(state.name));
    const refusal = run.moment.refusals?.[frame.id];
    if (refusal) throw new StatesError(refusal.error, refusal.cause);

    const facts = { parameters, timeoutSeconds, heartbeatSeconds, roleArn };
    const attempt = taskHistory.scheduled(run, frame, resource, facts);
    if (resource.kind !== 'activity') taskHistory.started(run, frame, resource);
    const { now, leaseMillis } = run.moment;
    const doing: TaskAttempt = {
      kind: 'task',
      attempt,
      resource: resource.arn,
      parameters,
      ...(roleArn === undefined ? {} : { roleArn }),
      invocation: countInvocation(run, state.name),
      token,
      phase: resource.kind === 'activity' ? 'scheduled' : 'calling',
      leaseUntil: now + leaseMillis,
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
      ...(resource.kind === 'activity' ? {} : limitsFrom(now, timeoutSeconds, heartbeatSeconds)),
    };
    setDoing(frame, doing);
    run.effects.push(invokeTask(frame, doing));
  },

  due(run: Run, frame: FrameDraft, state: TaskState) {
    const doing = attemptOf(frame);
    const { now, leaseMillis } = run.moment;
    const { later } = doing;
    const limit = Math.min(doing.timeoutAt ?? Infinity, doing.heartbeatAt ?? Infinity);
    if (later !== undefined && later.at <= now && later.at <= limit) return happen(run, frame, state, later.events);
    const isOver = doing.timeoutAt !== undefined && doing.timeoutAt <= now;
    if (isOver || (doing.heartbeatAt !== undefined && doing.heartbeatAt <= now)) {
      if (run.marks) mark(run, frame, isOver ? 'TimeoutSeconds' : 'HeartbeatSeconds');
      return failed(run, frame, state, { error: 'States.Timeout', ...(isOver ? {} : { heartbeat: true }) });
    }
    // A job is to be looked after; or whoever made the call, or looked after the job, has not been heard of.
    const again = { ...doing, leaseUntil: now + leaseMillis };
    setDoing(frame, again);
    run.effects.push(doing.job ? checkTask(frame, again, doing.job.state) : invokeTask(frame, again));
  },

  taskEvent(run: Run, frame: FrameDraft, state: TaskState, event: TaskEvent) {
    const doing = attemptOf(frame);
    switch (event.kind) {
      case 'task-submitted':
        // What accepts a task too may not answer more than fits into an event (inferred).
        if (isTooLarge(event.output)) return failed(run, frame, state, resultLimitExceeded(state.resource));
        if (state.resource.kind === 'service') taskHistory.submitted(run, frame, state.resource, event.output);
        return setDoing(frame, { ...withoutLease(doing), phase: 'submitted', ...jobOf(run, event.job, doing.jobEnded) });
      case 'task-still-running':
        return setDoing(frame, { ...withoutLease(doing), ...jobOf(run, event.job) });
      case 'activity-started':
        if (doing.phase !== 'scheduled') return;
        taskHistory.started(run, frame, state.resource, event.workerName);
        // AWS: for activities both limits count from ActivityStarted — developer guide, Task state.
        return setDoing(frame, {
          ...withoutLease(doing),
          phase: 'submitted',
          ...(event.claim === undefined ? {} : { claim: event.claim }),
          ...limitsFrom(run.moment.now, doing.timeoutSeconds, doing.heartbeatSeconds),
        });
      case 'task-delayed':
        return setDoing(frame, {
          ...withoutLease(doing),
          later: { at: run.moment.now + event.afterMillis, events: event.events },
        });
      case 'task-heartbeat':
        if (doing.heartbeatSeconds === undefined) return;
        return setDoing(frame, { ...doing, heartbeatAt: run.moment.now + doing.heartbeatSeconds * 1000 });
      case 'task-succeeded':
        return succeeded(run, frame, state, event.output);
      case 'task-failed':
        // AWS: the failure is the state's, "An error occurred while executing the state" — seen by users of batch:submitJob; that there is
        // no event of the task then is inferred from other failures with these words.
        if (event.stage === 'start') throw new StatesError(event.error, event.cause);
        return failed(run, frame, state, event, event.stage);
    }
  },
};

/** What was known to happen to the attempt happens, as long as there is one. */
function happen(run: Run, frame: FrameDraft, state: TaskState, events: readonly TaskEvent[]): void {
  const { attempt, later: _, ...doing } = attemptOf(frame);
  setDoing(frame, { ...doing, attempt });
  for (const event of events) {
    const { doing: now } = frame.visit ?? {};
    if (now?.kind === 'task' && now.attempt === attempt) task.taskEvent?.(run, frame, state, event);
  }
}

function succeeded(run: Run, frame: FrameDraft, state: TaskState, output: JsonText): void {
  const { resource } = state;
  if (isTooLarge(output)) return failed(run, frame, state, resultLimitExceeded(resource));
  taskHistory.succeeded(run, frame, resource, output);
  // The result has come: should shaping it fail, there is no call left to cancel.
  setDoing(frame, { kind: 'starting' });
  if (isNestedTooDeep(output))
    throw new StatesError('States.Runtime', `The result of the task cannot be read: ${TOO_DEEP_MESSAGE}`);
  const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, output, { result: output }), state.next);
  if (failure) failState(run, frame, failure);
}

function failed(run: Run, frame: FrameDraft, state: TaskState, given: Failure, stage?: 'call'): void {
  const failure = withCauseCut(given);
  const { resource } = state;
  const waits = resource.kind === 'service' && resource.pattern !== 'request-response';
  if (failure.error === 'States.Timeout') taskHistory.timedOut(run, frame, resource, failure);
  else if (waits && stage === 'call') taskHistory.submitFailed(run, frame, resource, failure);
  else taskHistory.failed(run, frame, resource, failure);
  if (failure.error !== 'States.Timeout') setDoing(frame, { kind: 'starting' });
  failState(run, frame, failure);
}

function roleOf(run: Run, frame: FrameDraft, state: TaskState, input: JsonText): string | undefined {
  const credentials = state.credentials?.evaluate(scopeOf(run, frame, input));
  return isObject(credentials) && typeof credentials['RoleArn'] === 'string' ? credentials['RoleArn'] : undefined;
}

const attemptOf = (frame: FrameDraft): TaskAttempt => doingAs(frame, 'task');

const limitsFrom = (
  now: number,
  timeoutSeconds: number | undefined,
  heartbeatSeconds: number | undefined,
): Pick<TaskAttempt, 'timeoutAt' | 'heartbeatAt'> => ({
  ...(timeoutSeconds === undefined ? {} : { timeoutAt: now + timeoutSeconds * 1000 }),
  ...(heartbeatSeconds === undefined ? {} : { heartbeatAt: now + heartbeatSeconds * 1000 }),
});

/** `isOver`: it has ended before it was known. */
const jobOf = (run: Run, job: JobProgress | undefined, isOver = false): Pick<TaskAttempt, 'job'> =>
  job ? { job: { state: job.state, checkAt: run.moment.now + (isOver ? 0 : job.checkAfterMillis) } } : {};

const withoutLease = ({ leaseUntil: _, ...attempt }: TaskAttempt): TaskAttempt => attempt;
