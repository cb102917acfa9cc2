import type { InvokeTask } from '#interpreter/continuation/effects.ts';
import type { TaskEvent } from '#interpreter/continuation/events.ts';
import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';
import { type Attempt, attemptsIn } from './attempts.ts';
import { evened } from './evened.ts';

/** What a call is told, and so many milliseconds after it was made. */
export interface Told {
  readonly afterMillis: number;
  readonly event: TaskEvent;
}

/** The recorded outcomes of an execution's calls, each of which is given once. */
export interface Script {
  /** What was recorded for the next call of that line and state; `undefined`: nothing that is left. */
  readonly answer: (line: string, call: InvokeTask) => readonly Told[] | undefined;
}

/** Makes the outcomes that a history tells of the answers to the calls of another run. */
export function scriptOf(history: readonly HistoryEvent[]): Script {
  const left = new Set(attemptsIn(history));

  /** The same line first; where that is none (the machine has changed) the same parameters, then the order. */
  function find(line: string, { state, parameters }: InvokeTask): Attempt | undefined {
    const ofState = [...left].filter((attempt) => attempt.state === state);
    const wanted = evened(parameters);
    return (
      ofState.find((attempt) => attempt.line === line) ??
      ofState.find((attempt) => evened(attempt.parameters) === wanted) ??
      ofState[0]
    );
  }

  return {
    answer(line, call) {
      const attempt = find(line, call);
      if (!attempt) return undefined;
      left.delete(attempt);
      return toldOf(attempt, call);
    },
  };
}

function toldOf({ scheduled, told }: Attempt, call: InvokeTask): Told[] {
  const limits = detailsOf(scheduled);
  const answers: Told[] = [];
  let startedAt = 0;
  let isSubmitted = false;
  for (const event of told) {
    const afterMillis = Math.max(0, event.timestamp - scheduled.timestamp);
    if (event.type === 'ActivityStarted') startedAt = afterMillis;
    answers.push(...heartbeats(limits['heartbeatInSeconds'], startedAt, afterMillis, call));
    const told = eventOf(event, call, { isSubmitted, limits });
    if (told) answers.push({ afterMillis, event: told });
    isSubmitted ||= event.type === 'TaskSubmitted';
  }
  return answers;
}

/** A history does not tell of heartbeats: that the attempt lasted so long tells that there were some. */
function heartbeats(seconds: unknown, from: number, to: number, { frame, attempt }: InvokeTask): Told[] {
  if (typeof seconds !== 'number' || seconds <= 0) return [];
  const beats: Told[] = [];
  for (let at = to - seconds * 1_000; at > from; at -= seconds * 1_000)
    beats.unshift({ afterMillis: at, event: { kind: 'task-heartbeat', frame, attempt } });
  return beats;
}

function eventOf(
  { type, ...event }: HistoryEvent,
  { frame, attempt }: InvokeTask,
  { isSubmitted, limits }: { readonly isSubmitted: boolean; readonly limits: Readonly<Record<string, unknown>> },
): TaskEvent | undefined {
  const { output, error, cause, workerName } = detailsOf({ type, ...event });
  const of = { frame, attempt };
  const text = (value: unknown) => (typeof value === 'string' ? value : 'null');
  const why = {
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause } : {}),
  };
  switch (type) {
    case 'ActivityStarted':
      return { kind: 'activity-started', ...of, ...(typeof workerName === 'string' ? { workerName } : {}) };
    case 'TaskSubmitted':
      return { kind: 'task-submitted', ...of, output: text(output) };
    case 'TaskSucceeded':
    case 'LambdaFunctionSucceeded':
    case 'ActivitySucceeded':
      return { kind: 'task-succeeded', ...of, output: text(output) };
    case 'TaskTimedOut':
    case 'LambdaFunctionTimedOut':
    case 'ActivityTimedOut': {
      // A limit of the state strikes by itself; what has none was told so by its service.
      const isOwn =
        cause === undefined && (limits['timeoutInSeconds'] !== undefined || limits['heartbeatInSeconds'] !== undefined);
      return isOwn ? undefined : { kind: 'task-failed', ...of, error: 'States.Timeout', ...why };
    }
    case 'TaskStarted':
    case 'LambdaFunctionStarted':
      return undefined;
    default:
      return { kind: 'task-failed', ...of, ...why, ...(isSubmitted ? {} : { stage: 'call' }) };
  }
}
