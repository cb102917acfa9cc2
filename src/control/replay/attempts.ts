import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';
import { linesOf } from './history-lines.ts';

/** A call of a Task as a history tells of it. */
export interface Attempt {
  readonly line: string;
  readonly state: string;
  /** What the call was given, a JSON text. */
  readonly parameters: string;
  readonly scheduled: HistoryEvent;
  /** What was told of it, to its end if it had one, in order. */
  readonly told: readonly HistoryEvent[];
}

const SCHEDULED = ['TaskScheduled', 'LambdaFunctionScheduled', 'ActivityScheduled'];
const TOLD =
  /^(Task|LambdaFunction|Activity)(Started|Submitted|Succeeded|Failed|TimedOut|SubmitFailed|StartFailed|ScheduleFailed)$/;

/** All calls that a history tells of, in the order in which they were scheduled. */
export function attemptsIn(history: readonly HistoryEvent[]): Attempt[] {
  const attempts: Attempt[] = [];
  for (const line of linesOf(history).byName.values()) {
    let state = '';
    let told: HistoryEvent[] | undefined;
    for (const event of line.events) {
      const details = detailsOf(event);
      if (event.type.endsWith('StateEntered')) state = String(details['name']);
      if (SCHEDULED.includes(event.type)) {
        told = [];
        const parameters = String(details['parameters'] ?? details['input'] ?? 'null');
        attempts.push({ line: line.name, state, parameters, scheduled: event, told });
      } else if (TOLD.test(event.type)) {
        told?.push(event);
      } else {
        told = undefined;
      }
    }
  }
  return attempts.sort((one, other) => one.scheduled.id - other.scheduled.id);
}
