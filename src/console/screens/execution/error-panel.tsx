import { isFailureOfExpression } from '#control/picture/reason.ts';
import type { DescribedExecution } from '../../client/executions.ts';
import { jsonLines } from '../../model/json-lines.ts';
import { culpritOf, type Run } from '../../model/run.ts';
import { JsonView } from '../../parts/json-view.tsx';
import type { Choice } from './use-choice.ts';
import { WhyExpression } from './why-expression.tsx';

/** Why an execution has not succeeded, and where. */
export function ErrorPanel({
  execution,
  run,
  choice,
}: {
  readonly execution: DescribedExecution;
  readonly run: Run;
  readonly choice: Choice;
}) {
  const culprit = culpritOf(run);
  const { error, cause = '' } = execution;
  const location = culprit?.failures.at(-1)?.location ?? '';
  return (
    <section class="error-panel" aria-label="Error">
      <h2>{error ?? (execution.status === 'ABORTED' ? 'It was stopped' : 'It has no name')}</h2>
      {cause !== '' &&
        (jsonLines(cause) && /^\s*[[{]/.test(cause) ? <JsonView text={cause} label="the cause" /> : <p class="cause">{cause}</p>)}
      {culprit && (
        <p>
          in{' '}
          <button type="button" class="link name" onClick={() => choice.chooseVisit(culprit)}>
            {culprit.state}
          </button>
          {location !== '' && (
            <>
              , <code>{location}</code>
            </>
          )}
        </p>
      )}
      {run.events.some(isFailureOfExpression) && <WhyExpression executionArn={execution.executionArn} />}
    </section>
  );
}
