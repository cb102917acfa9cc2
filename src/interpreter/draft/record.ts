import type { DetailsOf, HistoryEventType } from '../continuation/history.ts';
import type { FrameDraft, Run } from './run.ts';

/** AWS: an execution that has this many events fails — Step Functions quotas, maximum execution history size. */
export const MAX_HISTORY_EVENTS = 25_000;

/** Thrown by `record` when the history is full; ends the execution. */
export class HistoryFull extends Error {}

/** AWS's `inputDetails` and `outputDetails`. */
export const NOT_TRUNCATED = { truncated: false };

/** Appends a history event that follows on `previousEventId`; returns its id. `details`: under the event's own member. */
export const append: <Type extends HistoryEventType>(
  run: Run,
  type: Type,
  previousEventId: number,
  ...details: DetailsArgument<Type>
) => number = add;

/** Appends a history event to a frame's own line. */
export const record: <Type extends HistoryEventType>(
  run: Run,
  frame: FrameDraft,
  type: Type,
  ...details: DetailsArgument<Type>
) => number = addTo;

/** Details for the types that have them, and for no others. */
type DetailsArgument<Type extends HistoryEventType> = DetailsOf<Type> extends undefined ? [] : [details: DetailsOf<Type>];

// What is behind the types above takes its arguments one by one: as a rest they cost every event an array — measured.
function add(run: Run, type: HistoryEventType, previousEventId: number, details?: object): number {
  const { execution, moment } = run;
  if (execution.lastEventId >= MAX_HISTORY_EVENTS - 1 && execution.status === 'RUNNING' && execution.type === 'STANDARD')
    throw new HistoryFull();
  const id = ++execution.lastEventId;
  execution.lastEventTime = moment.now;
  run.history.push({ id, previousEventId, timestamp: moment.now, type, ...details });
  return id;
}

function addTo(run: Run, frame: FrameDraft, type: HistoryEventType, details?: object): number {
  frame.lastEventId = add(run, type, frame.lastEventId, details);
  return frame.lastEventId;
}
