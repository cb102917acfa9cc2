import { type ExecutionArn, type ExpressExecutionArn, parseArn } from '#arn';
import type { ExecutionStatus } from '#interpreter/continuation/execution.ts';
import { DETAILS_MEMBERS, type HistoryEvent } from '#interpreter/continuation/history.ts';
import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { ControlError } from '../control-error.ts';

/** A bundle whose every member has been looked at; times are epoch milliseconds. */
export interface ReadBundle {
  readonly definition: string;
  readonly execution: BundledExecution;
  readonly events: readonly HistoryEvent[];
  readonly children: readonly ReadBundle[];
}

/** What a bundle says of its execution. */
export interface BundledExecution {
  readonly arn: ExecutionArn | ExpressExecutionArn;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: ExecutionStatus;
  readonly startTime: number;
  readonly stopTime: number;
  readonly redriveTime?: number;
  readonly redriveCount: number;
  /** The members that are texts, where they are there. */
  readonly texts: Readonly<Partial<Record<(typeof TEXTS)[number], string>>>;
}

const TEXTS = [
  'input',
  'output',
  'error',
  'cause',
  'traceHeader',
  'mapRunArn',
  'stateMachineVersionArn',
  'stateMachineAliasArn',
] as const;

const ENDS: readonly ExecutionStatus[] = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

const HINT =
  'A bundle is {"definition": …, "execution": …, "history": …}: what describe-state-machine-for-execution, describe-execution and get-execution-history of the AWS CLI print.';

/** Reads a bundle as this fake exports it, or as what the AWS CLI, boto3 or an SDK has saved; throws ControlError. */
export function readBundle(value: Json | undefined, place = 'bundle'): ReadBundle {
  if (!isObject(value)) throw wrong(place, 'expected an object');
  const { definition, execution, history, children = [] } = value;
  if (!isObject(execution)) throw wrong(`${place}.execution`, 'expected what DescribeExecution answers');
  if (!Array.isArray(children)) throw wrong(`${place}.children`, 'expected a list of bundles');
  const read = readExecution(execution, `${place}.execution`);
  return {
    definition: readDefinition(definition, `${place}.definition`),
    execution: read,
    events: readEvents(history, `${place}.history`, read.arn.kind === 'express'),
    children: children.map((child, index) => readBundle(child, `${place}.children[${index}]`)),
  };
}

/** The text itself, what DescribeStateMachineForExecution answers, or the definition as JSON. */
function readDefinition(definition: Json | undefined, place: string): string {
  const text = isObject(definition) && typeof definition['definition'] === 'string' ? definition['definition'] : definition;
  if (typeof text === 'string') return text;
  if (isObject(text)) return JSON.stringify(text);
  throw wrong(place, 'expected the definition that the execution ran');
}

function readExecution(execution: JsonObject, place: string): BundledExecution {
  const { executionArn, stateMachineArn, status, startDate, stopDate, redriveDate, redriveCount } = execution;
  const arn = typeof executionArn === 'string' ? parseArn(executionArn) : undefined;
  if (typeof executionArn !== 'string' || (arn?.kind !== 'execution' && arn?.kind !== 'express'))
    throw wrong(`${place}.executionArn`, 'expected the ARN of an execution');
  if (typeof stateMachineArn !== 'string' || parseArn(stateMachineArn)?.kind !== 'stateMachine')
    throw wrong(`${place}.stateMachineArn`, 'expected the ARN of a state machine');
  const end = ENDS.find((known) => known === status);
  if (end === undefined)
    throw new ControlError(
      `The execution is ${String(status)}, and only what has ended is imported.`,
      'Export it again when it has ended.',
    );
  const redriveTime = readTime(redriveDate);
  const startTime = readTime(startDate);
  const stopTime = readTime(stopDate);
  if (startTime === undefined) throw wrong(`${place}.startDate`, 'expected a time: epoch seconds or ISO 8601');
  if (stopTime === undefined) throw wrong(`${place}.stopDate`, 'expected a time: epoch seconds or ISO 8601');
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  for (const name of TEXTS) {
    const text = execution[name];
    if (typeof text === 'string') texts[name] = text;
  }
  return {
    arn,
    executionArn,
    stateMachineArn,
    status: end,
    startTime,
    stopTime,
    ...(redriveTime === undefined ? {} : { redriveTime }),
    redriveCount: typeof redriveCount === 'number' ? redriveCount : 0,
    texts,
  };
}

/** Reads what GetExecutionHistory answers; throws ControlError. */
export function readEvents(history: Json | undefined, place: string, mayBeMissing: boolean): HistoryEvent[] {
  const list = isObject(history) ? history['events'] : history;
  if (!Array.isArray(list)) {
    if (mayBeMissing && list === undefined) return [];
    throw wrong(place, 'expected what GetExecutionHistory answers');
  }
  const events = list.map((event, index) => readEvent(event, `${place}.events[${index}]`));
  events.sort((one, other) => one.id - other.id);
  const gap = events.findIndex(({ id }, index) => id !== index + 1);
  if (gap >= 0 || (events.length === 0 && !mayBeMissing))
    throw new ControlError(
      `${place}: event ${Math.max(gap, 0) + 1} is missing, or there twice.`,
      'A history has all its pages: the AWS CLI reads them by itself, boto3 by its paginator.',
    );
  return events;
}

function readEvent(value: Json, place: string): HistoryEvent {
  const timestamp = isObject(value) ? readTime(value['timestamp']) : undefined;
  if (!isObject(value) || timestamp === undefined)
    throw wrong(`${place}.timestamp`, 'expected a time: epoch seconds or ISO 8601');
  const event = { previousEventId: 0, ...value, timestamp };
  if (!isEvent(event)) throw wrong(place, 'expected a history event');
  return event;
}

function isEvent(event: object): event is HistoryEvent {
  const { id, previousEventId, type }: { id?: unknown; previousEventId?: unknown; type?: unknown } = event;
  if (!Number.isInteger(id) || !Number.isInteger(previousEventId) || typeof type !== 'string') return false;
  if (!Object.hasOwn(DETAILS_MEMBERS, type)) return false;
  return Object.entries(event).every(([name, member]) => !name.endsWith('EventDetails') || isObject(member));
}

/** The CLI prints ISO 8601, boto3 a datetime's text, AWS JSON epoch seconds. */
function readTime(time: Json | undefined): number | undefined {
  const millis = typeof time === 'number' ? Math.round(time * 1_000) : typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(millis) ? undefined : millis;
}

const wrong = (place: string, problem: string): ControlError => new ControlError(`${place}: ${problem}.`, HINT);
