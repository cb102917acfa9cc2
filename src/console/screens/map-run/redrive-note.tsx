import { describeExecution } from '../../client/executions.ts';
import type { DescribedMapRun } from '../../client/map-runs.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole } from '../../console-context.ts';
import { Icon } from '../../parts/icon.tsx';
import { Moment } from '../../parts/moment.tsx';
import { useAct } from '../../parts/use-act.ts';

/** How often a Map Run was redriven, what another redrive would do, and a way to do it: with the execution that it belongs to. */
export function RedriveNote({ mapRun }: { readonly mapRun: DescribedMapRun }) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const { executionArn, status, redriveCount = 0, redriveDate, executionCounts } = mapRun;
  const { failuresNotRedrivable = 0, pendingRedrive = 0 } = executionCounts;
  const parent = useAsked(
    `execution ${executionArn}`,
    () => describeExecution(client, executionArn),
    ({ executions }) => executions.has(executionArn),
  );
  const canRedrive = parent.value?.redriveStatus === 'REDRIVABLE' && status !== 'SUCCEEDED' && !parent.value.imported;
  if (redriveCount === 0 && failuresNotRedrivable === 0 && pendingRedrive === 0 && !canRedrive) return null;
  const redrive = () =>
    act(async () => {
      await client.action('RedriveExecution', { executionArn });
      return 'Redriven: the children that did not succeed run again.';
    });
  return (
    <section class="panel redrive" aria-label="Redrive">
      <p>
        {redriveCount === 0 ? 'Not redriven yet.' : `Redriven ${redriveCount} ×, last `}
        {redriveCount > 0 && <Moment time={redriveDate} />}
        {pendingRedrive > 0 && ` ${pendingRedrive.toLocaleString('en')} children wait to be redriven.`}
        {failuresNotRedrivable > 0 && ` ${failuresNotRedrivable.toLocaleString('en')} failures cannot be redriven.`}
        {canRedrive && ' A redrive of the execution runs the children again that did not succeed.'}
      </p>
      {canRedrive && (
        <button type="button" disabled={isBusy} onClick={() => void redrive()}>
          <Icon name="retry" /> Redrive
        </button>
      )}
    </section>
  );
}
