import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { lazily } from './lazily.tsx';
import type { Health } from './top-bar.tsx';

const ClockDialog = lazily(() => import('./clock-dialog.tsx').then(({ ClockDialog }) => ClockDialog));

/** How time goes for the account that is looked at, and how to change it. */
export function ClockSwitch({ health, changed }: { readonly health: Health | undefined; readonly changed: () => void }) {
  const [isOpen, setOpen] = useState(false);
  if (health === undefined) return null;
  const close = () => {
    setOpen(false);
    changed();
  };
  return (
    <>
      <button
        type="button"
        class={`quiet clock ${health.time}`}
        aria-label={`Time: ${health.time}`}
        title={`Time: ${health.time}. Change it`}
        onClick={() => setOpen(true)}
      >
        <Icon name="clock" /> <span class="clock-word">Time: {health.time}</span>
      </button>
      {isOpen && <ClockDialog close={close} />}
    </>
  );
}
