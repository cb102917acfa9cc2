import { machineNameOf } from '#arn';
import { beginTurn, isTurnOver, WorkTooLong, withBudget } from '#asl/budget.ts';
import type { Machine } from '#asl/state.ts';
import { dueFrames } from './continuation/due.ts';
import type { Effect } from './continuation/effects.ts';
import type { ExecutionEvent, MapRunEvent, Moment, TaskEvent } from './continuation/events.ts';
import type { Execution, Frame } from './continuation/execution.ts';
import type { HistoryEvent } from './continuation/history.ts';
import type { Mark } from './continuation/mark.ts';
import { whyNotRedrivable } from './continuation/redrivability.ts';
import { append, HistoryFull, NOT_TRUNCATED } from './draft/record.ts';
import { beginRun, draftOf, endRun, type FrameDraft, parentOf, type Run, setDoing, stateOf } from './draft/run.ts';
import { rulesOf } from './moves/doings.ts';
import { failState, thrown } from './moves/fail-state.ts';
import { redrive } from './moves/redrive.ts';
import { childrenStopped, cutOffChildEnded, isCutOff, stopAgain } from './moves/stop-map-run.ts';
import { closeExecution, enterState } from './moves/transition.ts';
import { behaviourOf } from './states/index.ts';

/** How many states one step enters at most, and fewer where they cost much, so that others do not wait for long; what is left stays ready. */
const MAX_TRANSITIONS = 500;

/** What a step made of an execution, and what it asks for. */
export interface StepResult {
  readonly execution: Execution;
  /** In the order of their ids, which follow on the execution's last. */
  readonly history: readonly HistoryEvent[];
  /** To be performed after the commit. */
  readonly effects: readonly Effect[];
  /** Which places of the definition it has come to, where that was asked for. */
  readonly marks?: readonly Mark[];
  /** What went wrong in the interpreter itself, where that ended the execution. */
  readonly bug?: unknown;
}

/**
 * The interpreter: what becomes of an execution when something happens. Pure: the same arguments give the same result, and the
 * execution that is passed in stays as it is. Time, randomness and the outside come in with the event and the moment. `marks`: an empty list,
 * where the places of the definition that it comes to are asked for. Throws WorkTooLong where it is to be made elsewhere.
 */
export function step(machine: Machine, execution: Execution, event: ExecutionEvent, moment: Moment, marks?: Mark[]): StepResult {
  if (!concerns(execution, event, moment.now)) return { execution, history: [], effects: [] };
  const run = beginRun(machine, execution, notBefore(execution.lastEventTime, moment), undefined, marks);
  // Its own time goes on from there.
  run.execution.skippedMillis += run.moment.now - moment.now;
  beginTurn();
  try {
    happen(run, event);
    settle(run);
  } catch (error) {
    if (error instanceof WorkTooLong) throw error;
    if (!(error instanceof HistoryFull)) return ended(machine, execution, moment, error);
    // AWS: recorded by users as the end of every execution of this length; the closing event is number 25,000. (inferred)
    const cause = 'The execution reached the maximum number of history events (25000).';
    closeExecution(run, 'FAILED', run.execution.lastEventId, { error: 'States.Runtime', cause });
  }
  const { history, effects } = run;
  return marks ? { execution: endRun(run), history, effects, marks } : { execution: endRun(run), history, effects };
}

/** Ends an execution in which the interpreter ran into an error of its own: tried again, it would end there again, and hang for ever. */
function ended(machine: Machine, execution: Execution, moment: Moment, bug: unknown): StepResult {
  if (execution.status !== 'RUNNING') throw bug;
  const run = beginRun(machine, execution, notBefore(execution.lastEventTime, moment));
  if (execution.lastEventId === 0) start(run);
  const cause = 'An internal error occurred while the state machine was being executed.';
  closeExecution(run, 'FAILED', run.execution.lastEventId, { error: 'States.Runtime', cause });
  return { execution: endRun(run), history: run.history, effects: run.effects, bug };
}

/** The moment, or that time where it is later: a machine's time may be set back, and two machines never agree on it. */
const notBefore = (time: number, moment: Moment): Moment => (time > moment.now ? { ...moment, now: time } : moment);

/** Whether the event can change the execution at that time of its own: most do only while it runs. */
export function concerns(execution: Execution, event: ExecutionEvent, now: number): boolean {
  const isRunning = execution.status === 'RUNNING';
  switch (event.kind) {
    case 'redriven':
      return whyNotRedrivable(execution, now) === undefined;
    case 'resumed':
      return isRunning || execution.stopping !== undefined;
    case 'machine-deleted':
      return isRunning && !execution.machineDeleted;
    case 'child-ended':
      return isRunning || isCutOff(execution, event);
    case 'children-stopped':
      return execution.stopping?.[event.mapRunArn] !== undefined;
    case 'aborted':
      return isRunning && (event.round === undefined || (execution.parent?.round ?? 0) <= event.round);
    default:
      return isRunning && (!('attempt' in event) || isUnderWay(execution, event));
  }
}

/** Whether the attempt that the event is about is waited for. */
function isUnderWay({ frames }: Execution, { frame, attempt }: TaskEvent): boolean {
  const doing = frames[frame]?.visit?.doing;
  return doing?.kind === 'task' && doing.attempt === attempt;
}

function happen(run: Run, event: ExecutionEvent): void {
  switch (event.kind) {
    case 'started':
      return start(run);
    case 'resumed':
      return resume(run);
    case 'time-skipped':
      run.execution.skippedMillis += event.millis;
      return resume(run);
    case 'time-moved':
      catchUp(run, event.skippedMillis);
      return resume(run);
    case 'job-ended':
      catchUp(run, event.skippedMillis);
      return jobEnded(run, event);
    case 'redriven':
      return redrive(run, event);
    case 'aborted':
      return closeExecution(run, 'ABORTED', 0, event);
    case 'given-up':
      return closeExecution(run, 'TIMED_OUT', 0, event);
    case 'stuck':
      if (run.execution.lastEventId === 0) start(run);
      return closeExecution(run, 'FAILED', run.execution.lastEventId, { error: 'States.Runtime', cause: event.cause });
    case 'machine-deleted':
      run.execution.machineDeleted = true;
      return;
    case 'child-ended':
      if (isCutOff(run.execution, event)) cutOffChildEnded(run, event);
      else catchUp(run, event.skippedMillis);
      return mapRunEvent(run, event);
    case 'map-run-updated':
    case 'child-missing':
    case 'items-read':
    case 'items-unreadable':
    case 'results-written':
    case 'results-unwritable':
      return mapRunEvent(run, event);
    case 'children-stopped':
      return childrenStopped(run, event.mapRunArn, event.round);
    default:
      return taskEvent(run, event);
  }
}

function start(run: Run): void {
  const { execution } = run;
  append(run, 'ExecutionStarted', 0, {
    executionStartedEventDetails: { input: execution.input, inputDetails: NOT_TRUNCATED, roleArn: execution.roleArn },
  });
}

function resume(run: Run): void {
  const { execution, moment } = run;
  stopAgain(run);
  if (execution.status !== 'RUNNING') return;
  if (execution.timeoutAt !== undefined && execution.timeoutAt <= moment.now) return closeExecution(run, 'TIMED_OUT', 0, {});
  for (const id of dueFrames(execution, moment.now, moment.graceMillis ?? 0)) {
    const frame = draftOf(run, id);
    if (execution.status !== 'RUNNING') return;
    if (!frame?.visit) continue;
    if (rulesOf(frame.visit.doing).due === 'starts-over') {
      setDoing(frame, { kind: 'starting' });
      run.queue.push(id);
    } else {
      attempt(run, frame, () => behaviourOf(stateOf(run, frame)).due?.(run, frame, stateOf(run, frame)));
      tellParents(run);
    }
  }
}

/** Those that belong together live in one time: the one that is furthest ahead. */
function catchUp({ execution }: Run, skippedMillis: number): void {
  execution.skippedMillis = Math.max(execution.skippedMillis, skippedMillis);
}

/** Has the job looked after that has ended; what the start of it has come to may not have been heard yet. */
function jobEnded(run: Run, { state, invocation }: Extract<ExecutionEvent, { readonly kind: 'job-ended' }>): void {
  for (const frame of Object.values(run.execution.frames)) {
    const doing = frame.visit?.doing;
    if (frame.state !== state || doing?.kind !== 'task' || doing.invocation !== invocation) continue;
    const draft = draftOf(run, frame.id);
    if (!draft) return;
    const { job } = doing;
    setDoing(draft, { ...doing, jobEnded: true, ...(job ? { job: { ...job, checkAt: run.moment.now } } : {}) });
    if (job && doing.leaseUntil === undefined)
      attempt(run, draft, () => behaviourOf(stateOf(run, draft)).due?.(run, draft, stateOf(run, draft)));
    return;
  }
}

/** Tells the frame that is in that Map Run, if there is one. */
function mapRunEvent(run: Run, event: MapRunEvent): void {
  const of = ({ visit }: Frame) => visit?.doing.kind === 'map-run' && visit.doing.mapRunArn === event.mapRunArn;
  const frame = Object.values(run.execution.frames).find(of);
  const draft = frame && draftOf(run, frame.id);
  if (draft) attempt(run, draft, () => behaviourOf(stateOf(run, draft)).mapRunEvent?.(run, draft, stateOf(run, draft), event));
}

function taskEvent(run: Run, event: TaskEvent): void {
  const frame = draftOf(run, event.frame);
  if (frame) attempt(run, frame, () => behaviourOf(stateOf(run, frame)).taskEvent?.(run, frame, stateOf(run, frame), event));
}

/** Moves everything that can move, each line in its turn. */
function settle(run: Run): void {
  tellParents(run);
  for (let transitions = 0; run.execution.status === 'RUNNING'; tellParents(run)) {
    const id = run.queue[run.taken];
    if (id === undefined || transitions >= MAX_TRANSITIONS || isTurnOver()) break;
    run.taken++;
    const frame = draftOf(run, id);
    if (!frame || (frame.visit && !rulesOf(frame.visit.doing).takesTurns)) continue;
    attempt(run, frame, () => {
      if (!frame.visit) {
        if (run.execution.machineDeleted) return endWithMachine(run, frame);
        enterState(run, frame);
      }
      behaviourOf(stateOf(run, frame)).enter(run, frame, stateOf(run, frame));
    });
    transitions++;
  }
}

/**
 * AWS: executions of a state machine that is being deleted end on their next state transition — API reference, DeleteStateMachine; with
 * these words — https://repost.aws/knowledge-center/step-functions-stuck-deleting-status. No Retry and no Catch sees it (inferred).
 */
function endWithMachine(run: Run, frame: FrameDraft): void {
  const name = machineNameOf(run.execution.stateMachineArn);
  const cause = `State machine ${name} has been deleted.`;
  closeExecution(run, 'FAILED', frame.lastEventId, { error: 'States.Runtime', cause });
}

/** Tells parents of their lines that have ended: before another line moves, since a failure stops those beside it. */
function tellParents(run: Run): void {
  for (;;) {
    const ended = run.ended.shift();
    if (!ended) return;
    const parent = parentOf(run, ended.frame);
    if (parent)
      attempt(run, parent, () => behaviourOf(stateOf(run, parent)).childEnded?.(run, parent, stateOf(run, parent), ended));
  }
}

/** Does something for a frame; an error of the language is its state's failure. */
function attempt(run: Run, frame: FrameDraft, work: () => void): void {
  try {
    withBudget(work);
  } catch (error) {
    const failure = thrown(run, frame, error);
    if (!failure) throw error;
    withBudget(() => failState(run, frame, failure));
  }
}
