import { useState } from 'preact/hooks';
import { useConsole } from '../console-context.ts';
import { useAct } from './use-act.ts';

const UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

type Unit = keyof typeof UNITS;

/** Moves time to the next moment at which something happens, or by so much: of one execution, of which also to a state, or of all. */
export function SkipForm({ executionArn, skipped }: { readonly executionArn?: string; readonly skipped: () => void }) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const [count, setCount] = useState('1');
  const [unit, setUnit] = useState<Unit>('hours');
  const [state, setState] = useState('');
  const skip = async (to: { readonly until: string } | { readonly seconds: number }) => {
    const isDone = await act(async () => {
      await client.fake('POST skip', { body: { executionArn, ...to } });
      if ('seconds' in to) return `Skipped ${count} ${unit}.`;
      return to.until === 'next' ? 'Skipped to what happened next.' : `Skipped until ${to.until}, or as far as time alone leads.`;
    });
    if (isDone) skipped();
  };
  const seconds = Number(count) * UNITS[unit];
  return (
    <>
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
      {executionArn !== undefined && (
        <form
          class="dialog-row"
          onSubmit={(event) => {
            event.preventDefault();
            void skip({ until: state });
          }}
        >
          <label>
            Or until it is in the state{' '}
            <input value={state} spellcheck={false} onInput={(event) => setState(event.currentTarget.value)} />
          </label>
          <button type="submit" disabled={isBusy || state === ''}>
            Skip until then
          </button>
        </form>
      )}
    </>
  );
}

const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);
