import { ControlError } from '../control-error.ts';
import { type FailedRun, isFailureOfExpression, type Reason, type Reasons } from '../picture/reason.ts';
import { explainState } from './explain-state.ts';
import type { ExplainedField } from './explanation.ts';
import { findState, openDefinition } from './find-state.ts';
import { seeHistory } from './from-history.ts';

/** How many failures are looked into. */
const MAX_FAILURES = 20;

/** Finds out why states failed in an execution: each is tried again as it was, and traced. */
export async function findReasons({ definition: text, ...run }: FailedRun): Promise<Reasons> {
  const reasons = new Map<number, Reason>();
  try {
    const definition = await openDefinition(text);
    const seen = seeHistory({ definition, ...run });
    for (const failed of run.history.filter(isFailureOfExpression).slice(-MAX_FAILURES)) {
      const visit = seen.visitOfFailure(failed);
      if (!visit || reasons.has(visit.enteredEventId)) continue;
      const { fields } = explainState(findState(definition, visit.state), visit.situation, 'reason');
      const culprit = fields.find(({ broke, error }) => broke && error);
      if (culprit) reasons.set(visit.enteredEventId, reasonOf(culprit));
    }
  } catch (error) {
    // A definition that this fake does not take, of a bundle from elsewhere: then there is no more to say than its history says.
    if (!(error instanceof ControlError)) throw error;
  }
  return reasons;
}

function reasonOf({ field, location, broke, kind }: ExplainedField): Reason {
  const char = broke?.char === undefined || kind === 'rule' ? '' : `, char ${broke.char}`;
  return { text: `${field}${char}: ${broke?.says ?? ''}`, location: broke?.location ?? location, offset: broke?.from ?? 0 };
}
