import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';

/** A stay in a state, read from a history. Times are epoch milliseconds, data are JSON texts. */
export interface StateVisit {
  readonly state: string;
  /** `Task`, `Wait` … */
  readonly type: string;
  readonly enteredAt: number;
  readonly input: string | undefined;
  /** The visit of the Map or Parallel state around it. */
  readonly within: StateVisit | undefined;
  /** How often it has been tried again. */
  readonly retries: number;
  /** What went wrong, oldest first; the last one is final where the state was not left, or left by a Catch. */
  readonly failures: readonly Failure[];
  /** There when the state has been left. */
  readonly exitedAt: number | undefined;
  readonly output: string | undefined;
}

/** An error, and where in the state it happened, as far as the history tells. */
export interface Failure {
  readonly error: string;
  readonly cause: string;
  readonly location: string;
}

/** What begins a try; MapRunStarted comes after MapStateStarted. */
const TRIES = /^(TaskScheduled|LambdaFunctionScheduled|ActivityScheduled|MapStateStarted|ParallelStateStarted)$/;

const FAILURES =
  /^(TaskFailed|TaskTimedOut|TaskStartFailed|TaskSubmitFailed|EvaluationFailed|(LambdaFunction|Activity)\w*(Failed|TimedOut)|MapRunFailed)$/;

type Growing = { -readonly [Member in keyof StateVisit]: StateVisit[Member] };

/** The visits of states in a history, whole or as far as it goes, in the order of their beginnings. */
export function visitsOf(history: readonly HistoryEvent[]): StateVisit[] {
  const visits: Growing[] = [];
  /** What each event belongs to, by its id: events of a line follow on each other. */
  const owners = new Map<number, Growing | undefined>();
  const tries = new Map<Growing, number>();
  for (const event of history) {
    const owner = owners.get(event.previousEventId);
    const details = detailsOf(event);
    if (event.type.endsWith('StateEntered')) {
      const visit: Growing = {
        state: text(details['name']),
        type: event.type.replace('StateEntered', ''),
        enteredAt: event.timestamp,
        input: optional(details['input']),
        within: owner,
        retries: 0,
        failures: [],
        exitedAt: undefined,
        output: undefined,
      };
      visits.push(visit);
      owners.set(event.id, visit);
      continue;
    }
    const isExit = event.type.endsWith('StateExited');
    owners.set(event.id, isExit ? owner?.within : owner);
    if (owner === undefined) continue;
    if (isExit) {
      owner.exitedAt = event.timestamp;
      owner.output = optional(details['output']);
    } else if (TRIES.test(event.type)) {
      const count = (tries.get(owner) ?? 0) + 1;
      tries.set(owner, count);
      owner.retries = count - 1;
    } else if (FAILURES.test(event.type)) {
      const { error, cause, location } = details;
      owner.failures = [...owner.failures, { error: text(error), cause: text(cause), location: text(location) }];
    }
  }
  return visits;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
