import { useState } from 'preact/hooks';
import type { DescribedExecution } from '../../client/executions.ts';
import { saveFile } from '../../client/save-file.ts';
import { useConsole, useHref } from '../../console-context.ts';
import { Icon } from '../../parts/icon.tsx';
import { SkipDialog } from '../../parts/skip-dialog.tsx';
import { StartDialog } from '../../parts/start-dialog.tsx';
import { useAct } from '../../parts/use-act.ts';

/** What can be done with an execution. */
export function Actions({ execution }: { readonly execution: DescribedExecution }) {
  const { client } = useConsole();
  const href = useHref();
  const { isBusy, act } = useAct();
  const [open, setOpen] = useState<'rerun' | 'skip'>();
  const { executionArn, status, redriveStatus, imported } = execution;
  // What a Map Run has started has no state machine of its own to be started again.
  const canRunAgain = execution.mapRunArn === undefined;
  const isRunning = status === 'RUNNING' && !imported;
  const stop = () =>
    act(async () => {
      await client.action('StopExecution', { executionArn, error: 'Stopped', cause: 'Stopped in the console.' });
      return 'Stopped.';
    });
  const redrive = () =>
    act(async () => {
      await client.action('RedriveExecution', { executionArn });
      return 'Redriven: it goes on from where it failed.';
    });
  return (
    <div class="actions">
      {isRunning && (
        <>
          <button type="button" onClick={() => setOpen('skip')}>
            <Icon name="skip" /> Skip time
          </button>
          <button type="button" disabled={isBusy} onClick={() => void stop()}>
            <Icon name="stop" /> Stop
          </button>
        </>
      )}
      {redriveStatus === 'REDRIVABLE' && !imported && (
        <button type="button" disabled={isBusy} onClick={() => void redrive()}>
          <Icon name="retry" /> Redrive
        </button>
      )}
      <button type="button" disabled={isBusy} onClick={() => void act(() => exportBundle(execution, client))}>
        <Icon name="export" /> Export
      </button>
      <a class="button" href={href({ screen: 'rules', options: { tab: 'record', from: executionArn } })}>
        <Icon name="record" /> Record
      </a>
      {canRunAgain && (
        <button type="button" class="primary" onClick={() => setOpen('rerun')}>
          <Icon name="play" /> Run again
        </button>
      )}
      {open === 'rerun' && (
        <StartDialog
          title="Run again, with another input if you like"
          machineArn={execution.stateMachineAliasArn ?? execution.stateMachineVersionArn ?? execution.stateMachineArn}
          input={execution.input ?? '{}'}
          close={() => setOpen(undefined)}
        />
      )}
      {open === 'skip' && <SkipDialog executionArn={executionArn} close={() => setOpen(undefined)} />}
    </div>
  );
}

/** Gives the browser the execution as a file, with its definition and its history. */
async function exportBundle(
  { executionArn, name }: DescribedExecution,
  { fake }: ReturnType<typeof useConsole>['client'],
): Promise<string> {
  const bundle = await fake(`GET executions/${encodeURIComponent(executionArn)}/bundle`);
  saveFile(`${name}.json`, JSON.stringify(bundle, undefined, 2));
  return `Saved as ${name}.json.`;
}
