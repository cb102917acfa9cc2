import { type FailedRun, isFailureOfExpression, NO_REASONS, type Reasons } from '../picture/reason.ts';

/** Why states failed in an execution by their expressions; what finds that out is loaded where there is something to find. */
export async function reasonsOf(run: FailedRun): Promise<Reasons> {
  if (!run.history.some(isFailureOfExpression)) return NO_REASONS;
  const { findReasons } = await import('./find-reasons.ts');
  return findReasons(run);
}
