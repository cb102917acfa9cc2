import { detailsOf } from '#interpreter/continuation/history.ts';
import { type FailedRun, failedVisitIn, isFailureOfExpression } from '../picture/reason.ts';
import { explainState } from './explain-state.ts';
import type { Explanation } from './explanation.ts';
import { findState, openDefinition } from './find-state.ts';
import { seeHistory } from './from-history.ts';

/** How many stays are traced, and how many in one state. */
const MAX_STAYS = 200;
const MAX_STAYS_IN_STATE = 3;

/** What the expressions of each state came to in an execution, oldest stay first: all that broke, and of a state that was entered often the first few. */
export async function tracesOf({ definition: text, ...run }: FailedRun): Promise<readonly Explanation[]> {
  const definition = await openDefinition(text);
  const failed = new Set(
    run.history.filter(isFailureOfExpression).map((event) => failedVisitIn(String(detailsOf(event)['cause']))),
  );
  const counts = new Map<string, number>();
  const isWanted = (state: string, enteredEventId: number) => {
    const count = (counts.get(state) ?? 0) + 1;
    counts.set(state, count);
    return count <= MAX_STAYS_IN_STATE || failed.has(enteredEventId);
  };
  const traces: Explanation[] = [];
  for (const { state, situation } of seeHistory({ definition, ...run }).visits(isWanted)) {
    const explanation = explainState(findState(definition, state), situation, 'trace');
    if (explanation.fields.length > 0) traces.push(explanation);
    if (traces.length >= MAX_STAYS) break;
  }
  return traces;
}
