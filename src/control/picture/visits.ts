import { detailsOf, type EventDetails, type HistoryEvent } from '#interpreter/continuation/history.ts';
import { type Attempt, attemptBegun, attemptWith } from './attempts.ts';
import { failedVisitIn } from './reason.ts';

/** A stay in a state, read from a history. Times are epoch milliseconds, data are JSON texts. */
export interface StateVisit {
  /** The id of the event by which it begins. */
  readonly id: number;
  readonly state: string;
  /** `Task`, `Wait` … */
  readonly type: string;
  readonly enteredAt: number;
  readonly input: string | undefined;
  /** The visit of the Map or Parallel state around it. */
  readonly within: StateVisit | undefined;
  /** The visit that led here; none where a machine, a branch or an iteration begins. */
  readonly previous: StateVisit | undefined;
  /** In which iteration of the Map state around it, from 0. */
  readonly iteration: number | undefined;
  /** In which try of the state around it, from 1; 0 where there is none. */
  readonly round: number;
  /** How many iterations a Map state has. */
  readonly length: number | undefined;
  readonly mapRunArn: string | undefined;
  /** The calls that it has made, and what came of them. */
  readonly attempts: readonly Attempt[];
  /** How often it has been tried again. */
  readonly retries: number;
  /** What went wrong, oldest first; the last one is final where the state was not left, or left by a Catch. */
  readonly failures: readonly Failure[];
  /** There when the state has been left. */
  readonly exitedAt: number | undefined;
  readonly output: string | undefined;
  /** Variables that it has assigned, as JSON texts. */
  readonly assigned: Readonly<Record<string, string>> | undefined;
  /** Whether it ended because the state around it did, or tried again. */
  readonly isCutOff: boolean;
  /** When the last thing happened in it. */
  readonly lastAt: number;
}

/** An error, and where in the state it happened, as far as the history tells. */
export interface Failure {
  readonly error: string;
  readonly cause: string;
  readonly location: string;
}

/** The visits of states in a history, in the order of their beginnings, and to which of them each event belongs, by its id. */
export interface Visits {
  readonly visits: readonly StateVisit[];
  readonly visitOf: ReadonlyMap<number, StateVisit>;
}

/** What begins a try; MapRunStarted comes after MapStateStarted. */
const TRIES = /^(TaskScheduled|LambdaFunctionScheduled|ActivityScheduled|MapStateStarted|ParallelStateStarted)$/;

const FAILURES =
  /^(TaskFailed|TaskTimedOut|TaskStartFailed|TaskSubmitFailed|EvaluationFailed|(LambdaFunction|Activity)\w*(Failed|TimedOut)|MapRunFailed)$/;

/** What a Map or Parallel state says of itself may follow on an event of a state inside it, by which it has failed. */
const OF_CONTAINER = /^(Map|Parallel)State(Started|Succeeded|Failed|Aborted|Exited)$|^(Map)Iteration/;

type Growing = { -readonly [Member in keyof StateVisit]: StateVisit[Member] } & {
  readonly within: Growing | undefined;
  tries: number;
  hasFailed: boolean;
};

/** Where in an execution a line of control stands: in a visit, or between two visits inside another one. */
interface Place {
  readonly owner: Growing | undefined;
  readonly iteration: number | undefined;
  /** The visit that has just been left. */
  readonly left: Growing | undefined;
}

const OUTSIDE: Place = { owner: undefined, iteration: undefined, left: undefined };

/** The visits of states in a history, whole or as far as it goes, in the order of their beginnings. */
export const visitsOf = (history: readonly HistoryEvent[]): readonly StateVisit[] => readVisits(history).visits;

/** The same, with what belongs to them: events of a line follow on each other. */
export function readVisits(history: readonly HistoryEvent[]): Visits {
  const visits: Growing[] = [];
  const visitOf = new Map<number, Growing>();
  const places = new Map<number, Place>();
  /** The last visit that follows on an event: an expression that fails may be told of as if it came before it. */
  const followers = new Map<number, Growing>();
  for (const event of history) {
    const details = detailsOf(event);
    const place = places.get(event.previousEventId) ?? OUTSIDE;
    if (event.type.endsWith('StateEntered')) {
      const visit = enter(event, details, place);
      visits.push(visit);
      visitOf.set(event.id, visit);
      places.set(event.id, { ...OUTSIDE, owner: visit });
      followers.set(event.previousEventId, visit);
      continue;
    }
    // AWS: the failure of an evaluation follows on what the state's own beginning follows on, and names that in its cause — recorded.
    const isEvaluation = event.type === 'EvaluationFailed';
    const named = isEvaluation ? failedVisitIn(text(details['cause'])) : undefined;
    const follower = isEvaluation ? followers.get(event.previousEventId) : undefined;
    const owner =
      (named === undefined ? undefined : visitOf.get(named)) ??
      (follower?.state === details['state'] ? follower : undefined) ??
      place.owner;
    const speaker = speakerOf(event.type, details, owner);
    if (speaker === undefined) continue;
    visitOf.set(event.id, speaker);
    places.set(event.id, placeAfter(event, details, speaker));
    take(speaker, event, details);
  }
  // Those around come before those inside.
  for (const visit of visits) visit.isCutOff = isCutOff(visit);
  return { visits, visitOf };
}

function enter(event: HistoryEvent, details: EventDetails, { owner: within, iteration, left: previous }: Place): Growing {
  return {
    id: event.id,
    state: text(details['name']),
    type: event.type.replace('StateEntered', ''),
    enteredAt: event.timestamp,
    input: optional(details['input']),
    within,
    previous,
    iteration,
    round: within?.tries ?? 0,
    length: undefined,
    mapRunArn: undefined,
    attempts: [],
    retries: 0,
    failures: [],
    exitedAt: undefined,
    output: undefined,
    assigned: undefined,
    isCutOff: false,
    lastAt: event.timestamp,
    tries: 0,
    hasFailed: false,
  };
}

/** The visit that an event is about: that of its line, or one around it. */
function speakerOf(type: string, details: EventDetails, owner: Growing | undefined): Growing | undefined {
  const [, ofState, , ofIteration] = OF_CONTAINER.exec(type) ?? [];
  const container = ofState ?? ofIteration;
  if (container === undefined) return owner;
  const name = optional(details['name']);
  const isIt = (visit: Growing) => visit.type === container && (name === undefined ? !visit.hasFailed : visit.state === name);
  let found = owner;
  while (found !== undefined && !isIt(found)) found = found.within;
  return found ?? owner;
}

/** Where its line stands after an event. */
function placeAfter({ type }: HistoryEvent, { index }: EventDetails, speaker: Growing): Place {
  if (type.endsWith('StateExited')) return { owner: speaker.within, iteration: speaker.iteration, left: speaker };
  const begins = type === 'MapIterationStarted' && typeof index === 'number';
  return { ...OUTSIDE, owner: speaker, iteration: begins ? index : undefined };
}

function take(visit: Growing, event: HistoryEvent, details: EventDetails): void {
  const { type, timestamp } = event;
  visit.lastAt = timestamp;
  visit.mapRunArn = optional(details['mapRunArn']) ?? visit.mapRunArn;
  visit.attempts = attemptBegun(visit.attempts, event, details) ?? attemptWith(visit.attempts, event, details);
  if (type.endsWith('StateExited')) {
    visit.exitedAt = timestamp;
    visit.output = optional(details['output']);
    visit.assigned = textsIn(details['assignedVariables']);
  } else if (TRIES.test(type)) {
    visit.tries++;
    visit.retries = visit.tries - 1;
    if (typeof details['length'] === 'number') visit.length = details['length'];
  } else if (FAILURES.test(type)) {
    const { error, cause, location } = details;
    visit.failures = [...visit.failures, { error: text(error), cause: text(cause), location: text(location) }];
  } else if (/^(Map|Parallel)StateFailed$/.test(type)) visit.hasFailed = true;
}

const isCutOff = ({ exitedAt, within, round }: Growing): boolean =>
  exitedAt === undefined &&
  within !== undefined &&
  (within.exitedAt !== undefined || within.hasFailed || within.isCutOff || round !== within.tries);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function textsIn(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (typeof each === 'string' ? [[name, each]] : [])));
}
