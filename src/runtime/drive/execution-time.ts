import type { Clock } from '#clock';
import { isWaitingOutside, nextDue } from '#interpreter/continuation/due.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';

/** The time of executions: the clock's, and ahead of it where their waiting was skipped. */
export interface ExecutionTime {
  /** The execution's own time now, in epoch milliseconds. */
  readonly now: (execution: Execution) => number;
  /** When it has something due, by the clock: now, if it is ready or its time can be skipped. */
  readonly clockDue: (execution: Execution) => number | undefined;
  /** By how many milliseconds its time is to jump, if it is to. */
  readonly skip: (execution: Execution) => number | undefined;
}

/** `skip`: the time of an execution that waits for nothing but time jumps to its next due moment. */
export function createExecutionTime(clock: Clock, time: 'real' | 'skip'): ExecutionTime {
  const now = (execution: Execution) => clock.now() + execution.skippedMillis;
  const canSkip = (execution: Execution) => time === 'skip' && !isWaitingOutside(execution);
  return {
    now,
    clockDue(execution) {
      const due = nextDue(execution);
      if (execution.ready.length || (due !== undefined && canSkip(execution))) return clock.now();
      return due === undefined ? undefined : due - execution.skippedMillis;
    },
    skip(execution) {
      const due = nextDue(execution);
      return due === undefined || !canSkip(execution) ? undefined : Math.max(0, due - now(execution));
    },
  };
}

/** By how much the event moves an execution's time ahead, in milliseconds: a child's skipped time is its parent's too. */
export function skippedBy(event: ExecutionEvent, { skippedMillis }: Execution): number {
  if (event.kind === 'child-ended') return Math.max(0, event.skippedMillis - skippedMillis);
  return event.kind === 'time-skipped' ? event.millis : 0;
}
