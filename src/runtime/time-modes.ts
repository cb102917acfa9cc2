import type { Clock } from '#clock';
import type { Execution } from '#interpreter/continuation/execution.ts';

/** How time goes in an account: by the clock; with waiting skipped; or not at all, standing at a moment in epoch milliseconds until somebody moves it. */
export type AccountTime = { readonly mode: 'real' | 'skip' } | { readonly mode: 'manual'; readonly at: number };

/** How time goes in which account. */
export interface TimeModes {
  /** In the account and region that an ARN names, as it was two seconds ago at the oldest; at once where it is known. */
  readonly of: (arn: string) => AccountTime | Promise<AccountTime>;
}

/** The same for all accounts. */
export function alwaysIn(mode: 'real' | 'skip'): TimeModes {
  const time = { mode };
  return { of: () => time };
}

/** The time that an account's executions count from, in epoch milliseconds. */
export const baseTime = (time: AccountTime, clock: Pick<Clock, 'now'>): number =>
  time.mode === 'manual' ? time.at : clock.now();

/** The execution, so far ahead at least. */
export const aheadBy = (execution: Execution, skippedMillis: number): Execution =>
  skippedMillis > execution.skippedMillis ? { ...execution, skippedMillis } : execution;
