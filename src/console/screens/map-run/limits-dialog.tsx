import { useState } from 'preact/hooks';
import type { DescribedMapRun } from '../../client/map-runs.ts';
import { useConsole } from '../../console-context.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useAct } from '../../parts/use-act.ts';

const FIELDS = [
  ['maxConcurrency', 'Child executions at a time (0: as many as there can be)', 1],
  ['toleratedFailureCount', 'Items that may fail', 1],
  ['toleratedFailurePercentage', 'Items that may fail, in percent', 'any'],
] as const;

/** Changes what a Map Run may do while it runs. */
export function LimitsDialog({
  mapRun,
  changed,
  close,
}: {
  readonly mapRun: DescribedMapRun;
  /** Nothing has happened in an execution by it: it is asked for again. */
  readonly changed: () => void;
  readonly close: () => void;
}) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [limits, setLimits] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(FIELDS.map(([name]) => [name, String(mapRun[name])])),
  );
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, Number(value)]));
    const isDone = await act(async () => {
      await client.action('UpdateMapRun', { mapRunArn: mapRun.mapRunArn, ...given });
      return 'Changed.';
    });
    if (!isDone) return;
    changed();
    close();
  };
  return (
    <Dialog title="Limits of the Map Run" close={close}>
      <form onSubmit={(event) => void submit(event)}>
        {FIELDS.map(([name, title, step]) => (
          <label key={name} class="field">
            <span>{title}</span>
            <input
              type="number"
              min="0"
              step={step}
              required
              value={limits[name]}
              onInput={(event) => setLimits({ ...limits, [name]: event.currentTarget.value })}
            />
          </label>
        ))}
        <div class="dialog-foot">
          <button type="submit" class="primary" disabled={isBusy}>
            Change
          </button>
        </div>
      </form>
    </Dialog>
  );
}
