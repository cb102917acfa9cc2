import type { Clock } from '#clock';
import { isWaitingOutside, nextDue } from '#interpreter/continuation/due.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Families } from '../families/families.ts';
import { type AccountTime, baseTime } from '../time-modes.ts';

/** The time of executions: their account's, and ahead of it where their waiting, or that of a relative, was skipped. */
export interface ExecutionTime {
  /** By how many milliseconds it is ahead of its account's. */
  readonly ahead: (execution: Execution) => number;
  /** The execution's own time now, in epoch milliseconds. */
  readonly now: (execution: Execution, account: AccountTime) => number;
  /** When it has something due, by the clock: now, if it is ready or its time can be skipped. In manual time nothing falls due later by itself. */
  readonly clockDue: (execution: Execution, account: AccountTime) => number | undefined;
  /** By how many milliseconds its time is to jump, if it is to. */
  readonly skip: (execution: Execution, account: AccountTime) => number | undefined;
}

/** In `skip`, the time of an execution that waits for nothing but time jumps to its next due moment; of a family, all at once: families.ts. */
export function createExecutionTime(clock: Clock, families: Pick<Families, 'ahead' | 'isAlone'>): ExecutionTime {
  const now = (execution: Execution, account: AccountTime) => baseTime(account, clock) + families.ahead(execution);
  const canSkip = (execution: Execution, { mode }: AccountTime) =>
    mode === 'skip' && !isWaitingOutside(execution) && families.isAlone(execution);
  return {
    ahead: families.ahead,
    now,
    clockDue(execution, account) {
      const due = nextDue(execution);
      if (execution.ready.length || (due !== undefined && canSkip(execution, account))) return clock.now();
      if (due === undefined) return undefined;
      if (account.mode === 'manual') return due <= now(execution, account) ? clock.now() : undefined;
      return due - execution.skippedMillis;
    },
    skip(execution, account) {
      const due = nextDue(execution);
      return due === undefined || !canSkip(execution, account) ? undefined : Math.max(0, due - now(execution, account));
    },
  };
}

/** How far an execution's time is ahead once the event has happened, in milliseconds: relatives live in the time of the one furthest ahead. */
export function aheadAfter(event: ExecutionEvent, skippedMillis: number): number {
  if (event.kind === 'time-skipped') return skippedMillis + event.millis;
  return 'skippedMillis' in event ? Math.max(skippedMillis, event.skippedMillis) : skippedMillis;
}
