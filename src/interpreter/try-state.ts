import { type Patience, withBudget, withPatience } from '#asl/budget.ts';
import type { Machine, State } from '#asl/state.ts';
import { dueTime } from './continuation/due.ts';
import type { InvokeTask } from './continuation/effects.ts';
import type { Moment } from './continuation/events.ts';
import type { Execution } from './continuation/execution.ts';
import { type Failure, matches } from './continuation/failure.ts';
import type { JsonText } from './continuation/json-text.ts';
import { keepText } from './data/data.ts';
import { shapeOutput } from './data/data-flow.ts';
import type { Probe } from './draft/probe.ts';
import { beginRun, draftOf, type FrameDraft, type Run, stateOf, visitOf } from './draft/run.ts';
import { rulesOf } from './moves/doings.ts';
import { failState, thrown } from './moves/fail-state.ts';
import { leaveState } from './moves/transition.ts';
import { behaviourOf } from './states/index.ts';

export type { InspectionStage } from './draft/probe.ts';

/** One state on trial: it is entered alone, and nothing runs behind it or inside it. */
export interface Trial {
  readonly run: Run;
  readonly frame: FrameDraft;
  readonly state: State;
  /** Where work is done that takes long: WorkTooLong is thrown where that is elsewhere. */
  readonly patience: Patience;
}

/** How it is tried. */
export interface TrialOptions {
  /** How often each of the state's retriers has retried. */
  readonly retryCount?: number | undefined;
  readonly patience?: Patience;
}

/** How a state on trial stands. Variables are JSON texts by name, those that the state assigned among them. */
export type Standing = { readonly variables: Readonly<Record<string, JsonText>> } & (
  | { readonly kind: 'left'; readonly output: JsonText; readonly next?: string }
  | { readonly kind: 'failed'; readonly error?: string; readonly cause?: string }
  /** A retrier takes it up again at that moment. */
  | { readonly kind: 'retries'; readonly until: number }
  | { readonly kind: 'waits'; readonly until: number }
  /** Its call is to be made, or its branches or iterations are to be run. */
  | { readonly kind: 'works'; readonly call?: InvokeTask }
);

/**
 * Puts the state that the execution is about to enter on trial.
 * The same interpreter as in `step`, but a state's end does not lead into the next state.
 */
export function beginTrial(
  machine: Machine,
  execution: Execution,
  moment: Moment,
  probe: Probe,
  { retryCount = 0, patience = 'patient' }: TrialOptions = {},
): Trial {
  if (probe.contextText !== undefined) keepText(probe.context, probe.contextText);
  const run = beginRun(machine, execution, moment, probe);
  const frame = draftOf(run, 0);
  if (!frame) throw new Error('the execution has no root');
  const state = stateOf(run, frame);
  const retries = 'retry' in state ? state.retry.map(() => retryCount) : [];
  frame.visit = { enteredEventId: 0, previousEventId: 0, enteredTime: moment.now, retries, doing: { kind: 'starting' } };
  return { run, frame, state, patience };
}

/** Does a piece of the state's work; an error of the language is the state's failure. */
export function attempt({ run, frame, patience }: Trial, work: () => void): void {
  withPatience(patience, () => {
    try {
      withBudget(work);
    } catch (error) {
      const failure = thrown(run, frame, error);
      if (!failure) throw error;
      withBudget(() => failState(run, frame, failure));
    }
  });
}

/** Enters the state. */
export function enter(trial: Trial): void {
  attempt(trial, () => behaviourOf(trial.state).enter(trial.run, trial.frame, trial.state));
}

/** The moment has come that a Wait state waits for. */
export function wakeUp(trial: Trial): void {
  attempt(trial, () => behaviourOf(trial.state).due?.(trial.run, trial.frame, trial.state));
}

/** The call of a Task has ended. */
export function report(trial: Trial, outcome: { readonly output: JsonText } | Failure): void {
  const { run, frame, state } = trial;
  const { doing } = visitOf(frame);
  if (doing.kind !== 'task') return;
  const reached = { frame: frame.id, attempt: doing.attempt };
  const event =
    'output' in outcome
      ? { kind: 'task-succeeded' as const, ...reached, ...outcome }
      : { kind: 'task-failed' as const, ...reached, ...outcome };
  attempt(trial, () => behaviourOf(state).taskEvent?.(run, frame, state, event));
}

/** The state's work has this result. */
export function succeed(trial: Trial, result: JsonText): void {
  const { run, frame, state } = trial;
  attempt(trial, () => {
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result, { result }), state.next);
    if (failure) failState(run, frame, failure);
  });
}

/** The state's work has failed. */
export function fail({ run, frame }: Trial, failure: Failure): void {
  failState(run, frame, failure);
}

/** Which retrier and which catcher mean this failure, by their place in the state. */
export function handlersOf({ state }: Trial, failure: Failure): { readonly retryIndex?: number; readonly catchIndex?: number } {
  if (!('retry' in state)) return {};
  const retryIndex = state.retry.findIndex(({ errorEquals }) => matches(errorEquals, failure));
  const catchIndex = state.catch.findIndex(({ errorEquals }) => matches(errorEquals, failure));
  return { ...(retryIndex < 0 ? {} : { retryIndex }), ...(catchIndex < 0 ? {} : { catchIndex }) };
}

/** How the state stands now. */
export function standingOf({ run, frame }: Trial): Standing {
  const { execution } = run;
  const { variables, visit } = frame;
  if (execution.status === 'SUCCEEDED') return { kind: 'left', output: execution.output ?? 'null', variables };
  if (execution.status !== 'RUNNING') {
    const { error, cause } = execution;
    return { kind: 'failed', ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }), variables };
  }
  if (!visit) return { kind: 'left', output: frame.input, next: frame.state, variables };
  const kind = rulesOf(visit.doing).standing;
  if (kind !== 'works') return { kind, until: dueTime(visit.doing), variables };
  const call = run.effects.find((effect) => effect.kind === 'invoke-task');
  return { kind, ...(call ? { call } : {}), variables };
}
