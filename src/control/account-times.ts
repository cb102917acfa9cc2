import type { Clock } from '#clock';
import type { AccountTime, TimeModes } from '#runtime/time-modes.ts';
import type { Notes } from './notes.ts';
import { type Sandbox, sandboxOf } from './sandbox.ts';

/** How time goes in each account and region: as it was set there, or as it goes by default. */
export interface AccountTimes extends TimeModes {
  /** As it is now, wherever it was set. */
  readonly read: (sandbox: Sandbox) => Promise<AccountTime>;
  /** Has it go on as `change` makes of the present one; gives both. */
  readonly change: (sandbox: Sandbox, change: (before: AccountTime) => AccountTime) => Promise<TimeChange>;
  /** Looks anew from now on: what was set may have been forgotten. */
  readonly forget: () => void;
}

export interface TimeChange {
  readonly before: AccountTime;
  readonly after: AccountTime;
}

/** How long what is known is taken for true, in milliseconds. */
const KNOWN_MILLIS = 1_000;

/** How many accounts are remembered. */
const REMEMBERED = 10_000;

const NAME = 'time';

/** `otherwise`: how time goes where nobody has set it; `manual` stands at the present moment. */
export function createAccountTimes(notes: Notes, clock: Pick<Clock, 'now'>, otherwise: AccountTime['mode']): AccountTimes {
  const byDefault: AccountTime = otherwise === 'manual' ? { mode: 'manual', at: clock.now() } : { mode: otherwise };
  const known = new Map<string, { readonly time: AccountTime; readonly until: number }>();

  function remember(key: string, time: AccountTime): AccountTime {
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, { time, until: clock.now() + KNOWN_MILLIS });
    return time;
  }

  const timeIn = (value: unknown): AccountTime => (isAccountTime(value) ? value : byDefault);

  return {
    of(arn) {
      const key = keyOf(arn);
      const found = known.get(key);
      if (found !== undefined && clock.now() < found.until) return found.time;
      return notes.read(sandboxOf(arn), NAME).then((value) => remember(key, timeIn(value)));
    },
    read: (sandbox) => notes.update(sandbox, NAME, (value) => ({ value, answer: timeIn(value) })),
    async change(sandbox, change) {
      const both = await notes.update(sandbox, NAME, (value) => {
        const before = timeIn(value);
        const after = change(before);
        return { value: after, answer: { before, after } };
      });
      remember(`${sandbox.region}:${sandbox.account}`, both.after);
      return both;
    },
    forget: () => known.clear(),
  };
}

/** `<region>:<account>` in an ARN: asked for with every step, so nothing is taken apart. */
function keyOf(arn: string): string {
  const region = arn.indexOf(':', arn.indexOf(':', 4) + 1) + 1;
  return arn.slice(region, arn.indexOf(':', arn.indexOf(':', region) + 1));
}

function isAccountTime(value: unknown): value is AccountTime {
  if (typeof value !== 'object' || value === null || !('mode' in value)) return false;
  if (value.mode === 'manual') return 'at' in value && typeof value.at === 'number';
  return value.mode === 'real' || value.mode === 'skip';
}
