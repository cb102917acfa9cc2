import { useEffect, useState } from 'preact/hooks';
import { useAsked } from '../client/use-asked.ts';
import { useConsole } from '../console-context.ts';
import { Dialog } from './dialog.tsx';
import { Moment } from './moment.tsx';
import { SkipForm } from './skip-form.tsx';
import { Answered } from './states.tsx';
import { useAct } from './use-act.ts';

/** Time as `GET time` tells it. */
interface Time {
  readonly mode: Mode;
  readonly now: string;
}

type Mode = keyof typeof MODES;

const MODES = {
  real: ['Real', 'Time passes as it does for everybody.'],
  skip: [
    'Skip',
    'Where nothing is ready or on its way, an execution jumps to its next moment. A token that is awaited stays awaited.',
  ],
  manual: ['Manual', 'Time stands still until somebody moves it.'],
} as const;

/** Changes how time goes for the account and region that is looked at, and moves it. */
export function ClockDialog({ close }: { readonly close: () => void }) {
  const { client } = useConsole();
  const { isBusy, act } = useAct();
  const time = useAsked('time', () => client.fake<Time>('GET time'));
  /** What somebody has chosen, until the fake tells the same. */
  const [wanted, setWanted] = useState<Mode>();
  const told = time.value?.mode;
  useEffect(() => {
    if (told === wanted) setWanted(undefined);
  }, [told, wanted]);
  const set = async (mode: Mode) => {
    setWanted(mode);
    const isDone = await act(async () => {
      await client.fake('PUT time', { body: { mode } });
      return `Time: ${mode}.`;
    });
    if (!isDone) setWanted(undefined);
    time.again();
  };
  return (
    <Dialog title="How time goes here" close={close}>
      <Answered asked={time} what="the time">
        {({ mode, now }) => (
          <>
            <p>
              It is <Moment time={now} /> for this account and region.
            </p>
            <fieldset class="choices" disabled={isBusy}>
              <legend>Mode</legend>
              {modes.map((each) => (
                <label key={each}>
                  <input type="radio" name="mode" checked={(wanted ?? mode) === each} onChange={() => void set(each)} />
                  <span>
                    <strong>{MODES[each][0]}</strong> <span class="faint">{MODES[each][1]}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            <h3>{mode === 'manual' ? 'Move the clock' : 'Skip time for every execution'}</h3>
            <SkipForm skipped={time.again} />
          </>
        )}
      </Answered>
    </Dialog>
  );
}

const modes: readonly Mode[] = ['real', 'skip', 'manual'];
