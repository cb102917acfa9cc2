import { useEffect, useState } from 'preact/hooks';
import { go, useConsole } from '../console-context.ts';
import { hashOf } from '../route.ts';
import { Dialog } from './dialog.tsx';
import type { Health } from './top-bar.tsx';

/** Whose executions are looked at. With a key that is said by the key; else anybody may look at any account. */
export function AccountSwitcher({ health }: { readonly health: Health | undefined }) {
  const { sandbox, keys } = useConsole();
  const [isOpen, setOpen] = useState(false);
  const account = sandbox.account ?? health?.account;
  const region = keys?.region ?? sandbox.region ?? health?.region;
  useEffect(() => setOpen(false), [account, region]);
  if (account === undefined) return null;
  const shown = (
    <>
      <span class="account">{account}</span> <span class="region">{region}</span>
    </>
  );
  if (keys) return <span class="account-shown">{shown}</span>;
  return (
    <>
      <button type="button" class="quiet" aria-label={`Account ${account}, ${region}: change`} onClick={() => setOpen(true)}>
        {shown}
      </button>
      {isOpen && <AccountDialog account={account} region={region ?? ''} close={() => setOpen(false)} />}
    </>
  );
}

function AccountDialog({
  account,
  region,
  close,
}: {
  readonly account: string;
  readonly region: string;
  readonly close: () => void;
}) {
  const [wanted, setWanted] = useState({ account, region });
  const isFine = /^\d{12}$/.test(wanted.account) && /^[a-z0-9-]+$/.test(wanted.region);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isFine) return;
    close();
    go(hashOf({ screen: 'machines', options: wanted }), 'push');
  };
  return (
    <Dialog title="Account and region" close={close}>
      <form onSubmit={submit}>
        <p class="hint">
          An account is a sandbox: each sees its own state machines, executions and rules, and nothing of the others.
        </p>
        <label class="field">
          <span>Account, 12 digits</span>
          <input
            value={wanted.account}
            inputMode="numeric"
            pattern="[0-9]{12}"
            required
            onInput={(event) => setWanted({ ...wanted, account: event.currentTarget.value.trim() })}
          />
        </label>
        <label class="field">
          <span>Region</span>
          <input
            value={wanted.region}
            required
            onInput={(event) => setWanted({ ...wanted, region: event.currentTarget.value.trim() })}
          />
        </label>
        <div class="dialog-foot">
          <button type="submit" class="primary" disabled={!isFine}>
            Look at it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
