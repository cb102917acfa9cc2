import type { ExecutionEvent } from '#interpreter/continuation/events.ts';

/** How the outside reports on an attempt; values are given as they are, not as JSON texts. */
export type TaskReport =
  | { readonly output: unknown }
  | { readonly submitted: unknown }
  | { readonly heartbeat: true }
  /** The activity worker that took it; `null` for one without a name. */
  | { readonly worker: string | null }
  | { readonly error?: string; readonly cause?: string; readonly stage?: 'start' | 'call' };

/** A report that comes `after` so many seconds; at once if it does not say. */
export type TimedReport = TaskReport & { readonly after?: number };

/** An event that happens `after` so many seconds. */
export interface TimedEvent {
  readonly after?: number;
  readonly event: ExecutionEvent;
}

/** The event that a report about an attempt is. */
export function eventOf(
  report: TaskReport,
  { frame, attempt }: { readonly frame: number; readonly attempt: number },
): ExecutionEvent {
  if ('output' in report) return { kind: 'task-succeeded', frame, attempt, output: JSON.stringify(report.output) };
  if ('submitted' in report) return { kind: 'task-submitted', frame, attempt, output: JSON.stringify(report.submitted) };
  if ('heartbeat' in report) return { kind: 'task-heartbeat', frame, attempt };
  if ('worker' in report)
    return { kind: 'activity-started', frame, attempt, ...(report.worker === null ? {} : { workerName: report.worker }) };
  const { error, cause, stage } = report;
  return {
    kind: 'task-failed',
    frame,
    attempt,
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(stage === undefined ? {} : { stage }),
  };
}
