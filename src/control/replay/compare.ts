import { detailsOf, type HistoryEvent, type HistoryEventType } from '#interpreter/continuation/history.ts';
import { isArray, isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { evened } from './evened.ts';
import { type HistoryLine, linesOf } from './history-lines.ts';

/** Where two histories part. */
export interface Divergence {
  /** `event`: something else happened; `value`: the same, with other data. */
  readonly kind: 'event' | 'value';
  /** Of the recorded history: the event that differs, or the last one before what is there too much. */
  readonly eventId: number;
  /** The state that it happened in. */
  readonly state?: string;
  /** What was recorded, and what happened here; absent: nothing more. */
  readonly aws?: ShownEvent;
  readonly fake?: ShownEvent;
  readonly differences: readonly Difference[];
}

/** An event by what tells it from others. */
export interface ShownEvent {
  readonly type: HistoryEventType;
  readonly name?: string;
  readonly index?: number;
  readonly error?: string;
}

/** A place in an event's details at which the two are not the same; absent: there is nothing at it. */
export interface Difference {
  /** `output.items[2].price` */
  readonly path: string;
  readonly aws?: Json;
  readonly fake?: Json;
}

/** How many differences of one event are told. */
const MAX_DIFFERENCES = 20;

/** What says nothing of the machine, or is told by AWS only. */
const NOT_COMPARED = [
  ...['inputDetails', 'outputDetails', 'assignedVariablesDetails', 'roleArn', 'region', 'mapRunArn'],
  ...['stateMachineAliasArn', 'stateMachineVersionArn'],
];

/** The first divergence of a run from a recorded history; lines that ran side by side are compared each by itself. */
export function divergenceOf(
  aws: readonly HistoryEvent[],
  fake: readonly HistoryEvent[],
  compares: 'values' | 'events' = 'values',
): Divergence | undefined {
  const recorded = linesOf(aws).byName;
  const made = linesOf(fake).byName;
  const recordedEnd = endOfLinesIn(aws);
  const madeEnd = endOfLinesIn(fake);
  const found = [...new Set([...recorded.keys(), ...made.keys()])].flatMap(
    (name) => divergenceInLine(recordedEnd(recorded.get(name)), madeEnd(made.get(name)), compares) ?? [],
  );
  return found.sort((one, other) => one.order - other.order)[0]?.divergence;
}

type Found = { readonly order: number; readonly divergence: Divergence };

/** The events of a line, and whether others were to come when something beside it ended it. */
type Told = { readonly events: readonly HistoryEvent[]; readonly isCut: boolean };

function divergenceInLine({ events: aws, isCut }: Told, made: Told, compares: 'values' | 'events'): Found | undefined {
  const { events: fake } = made;
  for (let at = 0, state: string | undefined; at < Math.max(aws.length, fake.length); at++) {
    const [one, other] = [aws[at], fake[at]];
    const now = (one && stateIn(one)) ?? (other && stateIn(other));
    if (now !== undefined) state = now;
    // Beside a line that fails, another one gets as far as it gets.
    if ((one === undefined && isCut) || (other === undefined && made.isCut)) return undefined;
    const kind = whatDiffers(one, other, compares);
    if (kind === undefined) continue;
    const eventId = one?.id ?? aws[at - 1]?.id ?? 0;
    return {
      order: one?.id ?? eventId + 0.5,
      divergence: {
        kind,
        eventId,
        ...(state === undefined ? {} : { state }),
        ...(one ? { aws: shown(one) } : {}),
        ...(other ? { fake: shown(other) } : {}),
        // Two things that are not the same have nothing to be compared in.
        differences: one && one.type === other?.type ? differencesOf(one, other) : [],
      },
    };
  }
  return undefined;
}

/** Tells of the lines of a history whether they were cut: only a failure of something around them does that. */
function endOfLinesIn(history: readonly HistoryEvent[]): (line: HistoryLine | undefined) => Told {
  const isAnyFailed = history.some(({ type }) => FAILURE.test(type));
  return (line) => ({ events: line?.events ?? [], isCut: isAnyFailed && (line === undefined || isOpen(line)) });
}

const FAILURE = /^((Map|Parallel)StateFailed|Execution(Failed|TimedOut|Aborted))$/;

function isOpen({ outer, iteration, open, events }: HistoryLine): boolean {
  if (outer === undefined) return false;
  if (iteration === undefined) return open !== undefined;
  const last = events.at(-1)?.type;
  return last !== 'MapIterationSucceeded' && last !== 'MapIterationFailed';
}

function whatDiffers(
  one: HistoryEvent | undefined,
  other: HistoryEvent | undefined,
  compares: 'values' | 'events',
): Divergence['kind'] | undefined {
  if (!one || !other || JSON.stringify(shown(one)) !== JSON.stringify(shown(other))) return 'event';
  return compares === 'values' && differencesOf(one, other).length > 0 ? 'value' : undefined;
}

function stateIn(event: HistoryEvent): string | undefined {
  const { name, state } = detailsOf(event);
  return typeof name === 'string' ? name : typeof state === 'string' ? state : undefined;
}

function shown(event: HistoryEvent): ShownEvent {
  const { index, error } = detailsOf(event);
  const name = stateIn(event);
  return {
    type: event.type,
    ...(name === undefined ? {} : { name }),
    ...(typeof index === 'number' ? { index } : {}),
    ...(typeof error === 'string' ? { error } : {}),
  };
}

function differencesOf(aws: HistoryEvent, fake: HistoryEvent): Difference[] {
  const found: Difference[] = [];
  const [one, other] = [valuesOf(aws), valuesOf(fake)];
  compareMembers('', one, other, found);
  return found;
}

/** What an event tells, with the JSON in its texts read. */
function valuesOf(event: HistoryEvent): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(detailsOf(event)).flatMap(([name, value]) => (NOT_COMPARED.includes(name) ? [] : [[name, readValue(value)]])),
  );
}

function readValue(value: unknown): Json {
  if (typeof value === 'string') return readOr(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readValue(member)]));
}

function readOr(text: string): Json {
  try {
    return readJson(text);
  } catch {
    return text;
  }
}

function compareMembers(
  path: string,
  aws: Readonly<Record<string, Json>>,
  fake: Readonly<Record<string, Json>>,
  found: Difference[],
): void {
  for (const name of new Set([...Object.keys(aws), ...Object.keys(fake)]))
    compareValues(path === '' ? name : `${path}.${name}`, aws[name], fake[name], found);
}

function compareValues(path: string, aws: Json | undefined, fake: Json | undefined, found: Difference[]): void {
  if (found.length >= MAX_DIFFERENCES) return;
  if (isObject(aws) && isObject(fake)) return compareMembers(path, aws, fake, found);
  if (isArray(aws) && isArray(fake)) {
    for (let at = 0; at < Math.max(aws.length, fake.length); at++) compareValues(`${path}[${at}]`, aws[at], fake[at], found);
    return;
  }
  if (aws === undefined || fake === undefined || evened(writeJson(aws)) !== evened(writeJson(fake)))
    found.push({ path, ...(aws === undefined ? {} : { aws }), ...(fake === undefined ? {} : { fake }) });
}
