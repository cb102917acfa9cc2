import { useState } from 'preact/hooks';
import { useConsole } from '../../console-context.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useAct } from '../../parts/use-act.ts';

const UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

type Unit = keyof typeof UNITS;

/** Moves the time of one execution: to the next moment at which something happens in it, or by so much. */
export function SkipDialog({ executionArn, close }: { readonly executionArn: string; readonly close: () => void }) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [count, setCount] = useState('1');
  const [unit, setUnit] = useState<Unit>('hours');
  const skip = async (to: { readonly until: 'next' } | { readonly seconds: number }) => {
    const isDone = await act(async () => {
      await client.fake('POST skip', { body: { executionArn, ...to } });
      return 'until' in to ? 'Skipped to what happened next.' : `Skipped ${count} ${unit}.`;
    });
    if (isDone) close();
  };
  const seconds = Number(count) * UNITS[unit];
  return (
    <Dialog title="Skip time" close={close}>
      <p class="hint">
        The time of this execution alone, and of those that it waits for: also past what a token or an activity may take.
      </p>
      <div class="dialog-row">
        <button type="button" class="primary" disabled={isBusy} onClick={() => void skip({ until: 'next' })}>
          To what happens next
        </button>
      </div>
      <form
        class="dialog-row"
        onSubmit={(event) => {
          event.preventDefault();
          void skip({ seconds });
        }}
      >
        <label>
          Or by <input type="number" min="0" step="any" value={count} onInput={(event) => setCount(event.currentTarget.value)} />
        </label>
        <select
          aria-label="Unit"
          value={unit}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (isUnit(value)) setUnit(value);
          }}
        >
          {Object.keys(UNITS).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <button type="submit" disabled={isBusy || !(seconds > 0)}>
          Skip
        </button>
      </form>
    </Dialog>
  );
}

const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);
