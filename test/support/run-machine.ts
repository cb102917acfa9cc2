import { compileMachine } from '#asl/compile-machine.ts';
import { isWaitingOutside, nextDue } from '#interpreter/continuation/due.ts';
import type { Effect, InvokeTask } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent, Moment } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { newExecution } from '#interpreter/continuation/new-execution.ts';
import { type StepResult, step } from '#interpreter/step.ts';
import type { JsonObject } from '#json/json.ts';
import { eventOf, type TimedEvent, type TimedReport } from './task-reports.ts';

/** Says how the outside answers a call: at once, later, in several reports, or not at all. */
export type Answer = (call: InvokeTask) => TimedReport | readonly TimedReport[] | undefined;

export interface RunOptions {
  readonly answer?: Answer;
  /** What else happens, and when. */
  readonly happenings?: readonly TimedEvent[];
  /** What happens to an execution between two steps. */
  readonly between?: (execution: Execution) => Execution;
  /** Sees every step that is made. */
  readonly onStep?: (before: Execution, event: ExecutionEvent, moment: Moment, result: StepResult) => void;
  /** `skip` jumps to what comes next; `stop` returns when nothing but time or the outside can move it. */
  readonly time?: 'skip' | 'stop';
  readonly type?: Execution['type'];
}

export interface Ran {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
  readonly effects: readonly Effect[];
  readonly steps: number;
}

export const START_TIME = Date.parse('2026-01-02T03:04:05.678Z');

/** An execution of this definition that is about to begin. */
export function anExecutionOf(definition: JsonObject, input: string, type: Execution['type'] = 'STANDARD'): Execution {
  return newExecution(compileMachine(definition), {
    arn: 'arn:aws:states:us-east-1:123456789012:execution:machine:run',
    name: 'run',
    type,
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
    revisionId: 'r1',
    roleArn: 'arn:aws:iam::123456789012:role/role',
    input,
    startTime: START_TIME,
  });
}

/** Runs a definition by steps alone, without runtime or storage, until nothing moves it any more. */
export function runMachine(definition: JsonObject, input: unknown = {}, options: RunOptions = {}): Ran {
  const {
    answer = () => undefined,
    between = (execution) => execution,
    onStep = () => {},
    time = 'skip',
    happenings = [],
    type,
  } = options;
  const machine = compileMachine(definition);
  const history: HistoryEvent[] = [];
  const effects: Effect[] = [];
  const outside: { readonly time: number; readonly event: ExecutionEvent }[] = [];
  const happens = ({ after = 0, event }: TimedEvent, now: number) => outside.push({ time: now + after * 1000, event });
  let execution = anExecutionOf(definition, typeof input === 'string' ? input : JSON.stringify(input), type);
  let steps = 0;

  happens({ event: { kind: 'started' } }, START_TIME);
  for (const happening of happenings) happens(happening, START_TIME);
  for (;;) {
    execution = between(execution);
    const next = nextEvent(execution, outside, time);
    if (!next) return { execution, history, effects, steps };
    const moment = { now: next.time, seed: `seed ${steps++}`, leaseMillis: 900_000 };
    const result = step(machine, execution, next.event, moment);
    onStep(execution, next.event, moment, result);
    execution = result.execution;
    history.push(...result.history);
    effects.push(...result.effects);
    for (const effect of result.effects) {
      if (effect.kind !== 'invoke-task') continue;
      for (const report of [answer(effect) ?? []].flat())
        happens({ after: report.after ?? 0, event: eventOf(report, effect) }, next.time);
    }
  }
}

/** What happens next: the outside when its time has come, else what the execution does by itself. Takes it off `outside`. */
function nextEvent(execution: Execution, outside: { time: number; event: ExecutionEvent }[], time: 'skip' | 'stop') {
  outside.sort((a, b) => a.time - b.time);
  const now = START_TIME + execution.skippedMillis;
  if (outside[0] && outside[0].time <= now) return outside.shift();
  if (execution.status !== 'RUNNING') return undefined;
  if (execution.ready.length) return { time: now, event: { kind: 'resumed' } as const };
  const due = nextDue(execution) ?? Number.POSITIVE_INFINITY;
  const first = outside[0]?.time ?? Number.POSITIVE_INFINITY;
  const next = Math.min(due, first);
  // A call without an answer is waited for until its own timeout, not until its driver is taken for dead.
  if (
    next === Number.POSITIVE_INFINITY ||
    time === 'stop' ||
    (first > due && isWaitingOutside(execution) && !endsByItself(execution))
  )
    return undefined;
  return { time: Math.max(now, next), event: { kind: 'time-skipped', millis: Math.max(0, next - now) } as const };
}

const endsByItself = (execution: Execution): boolean =>
  Object.values(execution.frames).some(
    ({ visit }) => visit?.doing.kind === 'task' && (visit.doing.timeoutAt ?? visit.doing.heartbeatAt) !== undefined,
  ) || execution.timeoutAt !== undefined;

/** A history in short: `4 3 PassStateEntered`. */
export const lines = (history: readonly HistoryEvent[]): string[] =>
  history.map(({ id, previousEventId, type }) => `${id} ${previousEventId} ${type}`);
