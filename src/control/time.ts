import type { Clock } from '#clock';
import { nextByTime } from '#interpreter/continuation/due.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { wholeFamily } from '#runtime/families/look-up.ts';
import { waitingList, waitingPlace } from '#runtime/lists.ts';
import type { Runtime } from '#runtime/runtime.ts';
import { type AccountTime, baseTime } from '#runtime/time-modes.ts';
import { NEVER, type Storage } from '#storage/storage.ts';
import type { AccountTimes } from './account-times.ts';
import { ControlError } from './control-error.ts';
import { type Sandbox, sandboxOf } from './sandbox.ts';

/** How time goes in an account, and what moment it is there, in epoch milliseconds. */
export interface TimeThere {
  readonly mode: AccountTime['mode'];
  readonly now: number;
}

/** How far time is to be skipped: by that long; to the next moment at which it does something; until the execution is in that state. */
export type SkipTo = { readonly seconds: number } | { readonly until: string };

/** Moves the time of accounts and executions. */
export interface Time {
  readonly get: (sandbox: Sandbox) => Promise<TimeThere>;
  /** Has time go by the clock (`real`), skip all waiting (`skip`), or stand still (`manual`). Whatever waits goes on in that time. */
  readonly set: (sandbox: Sandbox, mode: AccountTime['mode']) => Promise<TimeThere>;
  /**
   * Lets that many milliseconds pass for everything of an account, one moment at which something falls due after the other, and waits each
   * time until nothing is being moved on and no call is out.
   */
  readonly advance: (sandbox: Sandbox, millis: number) => Promise<TimeThere>;
  /** Moves an account whose time is `manual` to the next moment at which something falls due; `undefined` where nothing does. */
  readonly toNext: (sandbox: Sandbox) => Promise<number | undefined>;
  /** Skips time for one execution and those that belong together with it, or for all that wait: also what tokens and activities wait for. */
  readonly skip: (sandbox: Sandbox, request: { readonly executionArn?: string } & SkipTo) => Promise<void>;
}

export interface TimeParts {
  readonly storage: Pick<Storage, 'loadExecution' | 'listExecutions' | 'listWaiting'>;
  readonly runtime: Pick<Runtime, 'tell' | 'transient' | 'settled'>;
  readonly times: AccountTimes;
  readonly clock: Pick<Clock, 'now'>;
}

/** How many executions that wait are looked up at a time. */
const PAGE = 100;

export function createTime({ storage, runtime, times, clock }: TimeParts): Time {
  const there = (time: AccountTime): TimeThere => ({ mode: time.mode, now: baseTime(time, clock) });

  const tellAll = (executions: readonly Execution[], eventFor: (execution: Execution) => ExecutionEvent) =>
    Promise.all(executions.map((execution) => runtime.tell(execution, eventFor(execution))));

  /** What waits in an account, soonest first; what is stored nowhere comes before everything else. */
  async function* waiting(sandbox: Sandbox): AsyncGenerator<Execution> {
    const list = waitingList(sandbox);
    yield* runtime.transient().filter((execution) => waitingPlace(execution)?.list === list);
    for (let after: string | undefined, isLast = false; !isLast; ) {
      const { items, next } = await storage.listWaiting(list, { limit: PAGE, ...(after === undefined ? {} : { after }) });
      yield* items;
      after = next;
      isLast = next === undefined;
    }
  }

  /** What waits for moments up to that one, by the account's clock. */
  async function waitingUntil(sandbox: Sandbox, until: number): Promise<Execution[]> {
    const found: Execution[] = [];
    for await (const execution of waiting(sandbox)) {
      if (momentOf(execution) <= until) found.push(execution);
      else if (execution.type === 'STANDARD') break;
    }
    return found;
  }

  /** The first moment at which something falls due in an account, by its clock; Infinity: none. */
  async function firstMoment(sandbox: Sandbox): Promise<number> {
    let first = Number.POSITIVE_INFINITY;
    for await (const execution of waiting(sandbox)) {
      first = Math.min(first, momentOf(execution));
      if (execution.type === 'STANDARD') break;
    }
    return first;
  }

  const standAt = (sandbox: Sandbox, moment: number) =>
    times.change(sandbox, (before) => (before.mode === 'manual' ? { mode: 'manual', at: Math.max(before.at, moment) } : before));

  /** Stops at the first moment at which something falls due, if that is not after `until`; says which moment. */
  async function moveToNext(sandbox: Sandbox, until: number): Promise<number | undefined> {
    await runtime.settled();
    const moment = await firstMoment(sandbox);
    if (moment > until || moment >= NEVER) return undefined;
    const { after } = await standAt(sandbox, moment);
    const now = baseTime(after, clock);
    await tellAll(await waitingUntil(sandbox, now), () => ({ kind: 'resumed' }));
    await runtime.settled();
    return now;
  }

  /** Skips time for a family: to the moments at which something happens one by one, so that each happens at its time. */
  async function skipFamily(first: Execution, to: SkipTo): Promise<void> {
    const account = await times.read(sandboxOf(first.arn));
    let target = Number.POSITIVE_INFINITY;
    for (let steps = 0; ; steps++) {
      await runtime.settled();
      const execution = (await storage.loadExecution(first.arn))?.execution ?? first;
      const family = (await wholeFamily(storage, execution)).filter(({ status }) => status === 'RUNNING');
      const ahead = Math.max(0, ...family.map(({ skippedMillis }) => skippedMillis));
      if (steps === 0 && 'seconds' in to) target = ahead + to.seconds * 1000;
      if (family.length === 0 || isThere(execution, to, steps)) return;
      const soonest = Math.min(...family.map((member) => nextByTime(member) ?? Number.POSITIVE_INFINITY));
      const next = Math.max(ahead, soonest - baseTime(account, clock));
      const skippedMillis = Math.min(next, target);
      if (skippedMillis === Number.POSITIVE_INFINITY) return;
      const event = { kind: 'time-moved', skippedMillis } as const;
      const isLast = next > target;
      await tellAll(isLast ? family : family.filter((member) => nextByTime(member) === soonest), () => event);
      if (isLast) return await runtime.settled();
    }
  }

  async function skipAll(sandbox: Sandbox, to: SkipTo): Promise<void> {
    const tops = new Map<string, Execution>();
    for (const execution of await waitingUntil(sandbox, NEVER)) {
      const top = execution.root ?? execution.arn;
      if (!tops.has(top)) tops.set(top, execution);
    }
    await Promise.all([...tops.values()].map((execution) => skipFamily(execution, to)));
  }

  return {
    get: async (sandbox) => there(await times.read(sandbox)),

    async set(sandbox, mode) {
      const { before, after } = await times.change(sandbox, (time) =>
        mode === 'manual' ? (time.mode === 'manual' ? time : { mode, at: clock.now() }) : { mode },
      );
      // Where time stood ahead of the clock, that is how far what waits is ahead of it from now on.
      const fallen = Math.max(0, baseTime(before, clock) - baseTime(after, clock));
      await tellAll(await waitingUntil(sandbox, NEVER), ({ skippedMillis }) => ({
        kind: 'time-moved',
        skippedMillis: skippedMillis + fallen,
      }));
      return there(after);
    },

    async advance(sandbox, millis) {
      const time = await times.read(sandbox);
      if (time.mode !== 'manual') {
        await skipAll(sandbox, { seconds: millis / 1000 });
        return there(time);
      }
      const target = time.at + millis;
      while ((await moveToNext(sandbox, target)) !== undefined);
      return there((await standAt(sandbox, target)).after);
    },

    async toNext(sandbox) {
      const { mode } = await times.read(sandbox);
      if (mode !== 'manual')
        throw new ControlError(`Time does not stand still here: it is ${mode}.`, 'PUT time {"mode": "manual"} stops it.', 409);
      return await moveToNext(sandbox, NEVER);
    },

    async skip(sandbox, { executionArn, ...to }) {
      if (executionArn === undefined) return await skipAll(sandbox, to);
      const execution = (await storage.loadExecution(executionArn))?.execution;
      const { account, region } = sandboxOf(executionArn);
      if (execution === undefined || account !== sandbox.account || region !== sandbox.region)
        throw new ControlError(
          `There is no execution ${executionArn}.`,
          'GET executions lists those of this account and region.',
          404,
        );
      await skipFamily(execution, to);
    },
  };
}

/** When time moves an execution on, by its account's clock; NEVER: it does not. */
const momentOf = (execution: Execution): number => waitingPlace(execution)?.at ?? NEVER;

/** Whether an execution has got where it was to get, after so many moments. */
function isThere({ status, frames }: Execution, to: SkipTo, steps: number): boolean {
  if (status !== 'RUNNING') return true;
  if ('seconds' in to) return false;
  if (to.until === 'next') return steps > 0;
  return Object.values(frames).some(({ state, visit }) => visit !== undefined && state === to.until);
}
