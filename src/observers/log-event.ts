import { withoutData } from '#interpreter/continuation/event-data.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { detailsOf, type EventDetails, type HistoryEvent } from '#interpreter/continuation/history.ts';
import { cutEscaped, fitsEscaped } from './escaped.ts';

/** A history event as AWS logs it: the message of a log event, numbers as texts, the time in epoch milliseconds. */
export interface LogEvent {
  readonly id: string;
  readonly type: string;
  readonly details: EventDetails;
  readonly previous_event_id: string;
  readonly event_timestamp: string;
  readonly execution_arn: string;
  readonly redrive_count: string;
}

/** The data that is cut when it is too long. */
const CUT = ['input', 'output', 'parameters'];

/**
 * What is logged of an event of an execution. AWS: `details` is there even when it is empty (logs test_base); numbers in it stay
 * numbers (inferred).
 */
export function logEventOf(
  { arn, redriveCount }: Pick<Execution, 'arn' | 'redriveCount'>,
  event: HistoryEvent,
  includeExecutionData: boolean,
): LogEvent {
  const details = detailsOf(event);
  return {
    id: String(event.id),
    type: event.type,
    details: includeExecutionData ? truncated(details) : withoutData(details),
    previous_event_id: String(event.previousEventId),
    event_timestamp: String(event.timestamp),
    execution_arn: arn,
    redrive_count: String(redriveCount),
  };
}

/** AWS: what is too long is truncated, and `inputDetails` or `outputDetails` says so — Using CloudWatch Logs, payloads; that the beginning is kept is inferred. */
function truncated(details: EventDetails): EventDetails {
  const long = CUT.filter((name) => typeof details[name] === 'string' && !fitsEscaped(details[name]));
  if (long.length === 0) return details;
  const cut = { ...details };
  for (const name of long) {
    cut[name] = cutEscaped(String(details[name]));
    if (cut[`${name}Details`] !== undefined) cut[`${name}Details`] = { truncated: true };
  }
  return cut;
}
