import type { StateVisit } from '#control/picture/visits.ts';

/** What became of a visit, or of an execution. */
export type Outcome = 'succeeded' | 'caught' | 'failed' | 'running' | 'waiting' | 'retrying' | 'aborted' | 'timed-out';

/** The outcomes in words. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  succeeded: 'Succeeded',
  caught: 'Caught error',
  failed: 'Failed',
  running: 'In progress',
  waiting: 'Waiting',
  retrying: 'Waits to retry',
  aborted: 'Aborted',
  'timed-out': 'Timed out',
};

const OF_STATUS: Readonly<Record<string, Outcome>> = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'aborted',
  PENDING_REDRIVE: 'waiting',
};

/** The outcome that the status of an execution says. */
export const outcomeOfStatus = (status: string): Outcome => OF_STATUS[status] ?? 'running';

/** What became of a visit in an execution with that status. */
export function outcomeOf(visit: StateVisit, status: string): Outcome {
  const { exitedAt, failures, retries, type, isCutOff } = visit;
  const hasFailedAtLast = failures.length > retries;
  // A state that is left after its last try went wrong was left by a Catch.
  if (exitedAt !== undefined) return hasFailedAtLast ? 'caught' : 'succeeded';
  if (type === 'Fail') return 'failed';
  if (isCutOff) return hasFailedAtLast ? 'failed' : 'aborted';
  if (status !== 'RUNNING') return outcomeOfStatus(status);
  if (hasFailedAtLast) return 'retrying';
  if (type === 'Wait') return 'waiting';
  return visit.attempts.at(-1)?.submitted === undefined ? 'running' : 'waiting';
}

/** What stands for many: what wants to be looked at comes first. */
const WORST: readonly Outcome[] = ['failed', 'timed-out', 'running', 'retrying', 'waiting', 'aborted', 'caught', 'succeeded'];

/** The outcome that stands for all of these; undefined for none. */
export function worstOf(outcomes: Iterable<Outcome>): Outcome | undefined {
  const all = new Set(outcomes);
  return WORST.find((outcome) => all.has(outcome));
}
