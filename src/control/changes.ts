import { type Clock, doneBy } from '#clock';
import type { Observer } from '#observers/observer.ts';
import { type Sandbox, sandboxOf } from './sandbox.ts';

/** What has changed since a cursor. */
export interface Changed {
  /** What to ask with next. */
  readonly cursor: string;
  /** The ARNs of executions that something happened to, the last one last. */
  readonly executions: readonly string[];
  /** There where it is not known what has changed: look at everything. */
  readonly everything?: true;
}

/** Which executions something happens to, as far as this process moves them on. */
export interface Changes {
  /** Answers at once where something has changed since the cursor, or it is none of this process; else when something does, or after `waitMillis`. */
  readonly since: (sandbox: Sandbox, cursor: string | undefined, waitMillis: number) => Promise<Changed>;
  readonly observer: Observer;
}

/** Of how many executions of an account it is known when they changed. */
const KEPT = 10_000;

/** How many accounts are followed; who has not been asked for longest is forgotten. */
const MAX_FOLLOWED = 1_000;

/** What is known of one account. */
interface Followed {
  /** The number of the last change of each execution, in the order of these. */
  readonly last: Map<string, number>;
  /** Changes up to this number are not all known. */
  unknownUntil: number;
  readonly waiting: Set<() => void>;
}

/** `process` names this process: a cursor of another one, or of the one before, tells nothing. */
export function createChanges(process: string, clock: Clock): Changes {
  const accounts = new Map<string, Followed>();
  let number = 0;

  /** An account is followed from its first question on: what nobody asks for costs nothing. */
  function follow({ account, region }: Sandbox): Followed {
    const key = `${account}/${region}`;
    const followed = accounts.get(key) ?? { last: new Map(), unknownUntil: number, waiting: new Set() };
    accounts.delete(key);
    accounts.set(key, followed);
    const oldest = [...accounts].find(([, { waiting }]) => waiting.size === 0)?.[0];
    if (accounts.size > MAX_FOLLOWED && oldest !== undefined) accounts.delete(oldest);
    return followed;
  }

  function changedSince({ last, unknownUntil }: Followed, from: number): Changed {
    const cursor = `${process}-${number}`;
    if (from < unknownUntil) return { cursor, executions: [], everything: true };
    const executions = [...last].filter(([, at]) => at > from).map(([arn]) => arn);
    return { cursor, executions };
  }

  return {
    async since(sandbox, cursor, waitMillis) {
      const followed = follow(sandbox);
      const from = numberIn(cursor, process) ?? Number.NEGATIVE_INFINITY;
      const changed = changedSince(followed, from);
      if (changed.everything || changed.executions.length > 0 || waitMillis <= 0) return changed;
      let wake = () => {};
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
        followed.waiting.add(wake);
      });
      await doneBy(clock, clock.now() + waitMillis, woken);
      followed.waiting.delete(wake);
      return changedSince(followed, from);
    },

    observer: {
      committed({ arn }) {
        if (accounts.size === 0) return;
        const { account, region } = sandboxOf(arn);
        const followed = accounts.get(`${account}/${region}`);
        if (!followed) return;
        const { last, waiting } = followed;
        number++;
        last.delete(arn);
        last.set(arn, number);
        const [oldest] = last;
        if (last.size > KEPT && oldest !== undefined) {
          last.delete(oldest[0]);
          followed.unknownUntil = oldest[1];
        }
        for (const wake of waiting) wake();
        waiting.clear();
      },
      flush: () => Promise.resolve(),
    },
  };
}

function numberIn(cursor: string | undefined, process: string): number | undefined {
  const digits = cursor?.startsWith(`${process}-`) ? cursor.slice(process.length + 1) : '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
