import type { Clock } from '#clock';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { errorFacts, type Log } from '#log';
import type { Storage } from '#storage/storage.ts';
import type { Quiet } from '../quiet.ts';
import { createUnderWay } from '../under-way.ts';
import { createFamily, type Family, type Missing } from './family.ts';
import { stored } from './look-up.ts';
import { hasRelatives } from './relatives.ts';

/**
 * Families in an account whose time is skipped: it jumps for all of them together, when none of them is being moved on and nothing is out
 * that is not one of them, to the soonest moment at which time moves one of them on. The others catch up when something happens to them.
 */
export interface Families extends Quiet {
  /** By how many milliseconds the execution's time is ahead of its account's, with its family's. */
  readonly ahead: (execution: Execution) => number;
  /** Whether its time is nobody else's. */
  readonly isAlone: (execution: Execution) => boolean;
  /** An execution is being moved on. */
  readonly opened: (executionArn: string) => void;
  /** It has come to rest, in an account whose time is skipped. */
  readonly rested: (execution: Execution) => void;
  /** Nobody moves it on any more, and how it stands is not known, or of no interest. */
  readonly lost: (executionArn: string) => void;
  /** Holds the time of an execution's family while work is under way that is about to do something to a member. */
  readonly hold: (execution: Execution, work: Promise<void>) => void;
}

export interface FamiliesParts {
  readonly storage: Pick<Storage, 'loadExecution' | 'listExecutions'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Tells an execution what has happened. */
  readonly deliver: (execution: Pick<Execution, 'arn' | 'type'>, event: ExecutionEvent) => Promise<unknown>;
  /** What starts, stops and reports members. */
  readonly around: Quiet;
  readonly log: Log;
}

export function createFamilies({ storage, clock, deliver, around, log }: FamiliesParts): Families {
  const families = new Map<string, Family>();
  /** The family of each member. */
  const familyOf = new Map<string, Family>();
  const underWay = createUnderWay();
  const unsettled = new Set<Family>();
  let holds = 0;

  function post(execution: Pick<Execution, 'arn' | 'type'>, event: ExecutionEvent): void {
    deliver(execution, event).catch((error: unknown) =>
      log({ level: 'ERROR', message: `${event.kind} could not be delivered`, executionArn: execution.arn, ...errorFacts(error) }),
    );
  }

  function add(family: Family, execution: Execution): void {
    family.add(execution);
    familyOf.set(execution.arn, family);
  }

  function remove(family: Family, executionArn: string): void {
    family.remove(executionArn);
    familyOf.delete(executionArn);
    if (family.isEmpty()) families.delete(family.root);
  }

  /** Lets time jump, if nothing is in its way. */
  function look(family: Family): void {
    if (families.get(family.root) !== family || family.isBusy()) return;
    const missing = family.missing();
    if (missing.isNone) jump(family);
    else if (around.isQuiet()) underWay.add(family.root, search(family, missing));
    else lookLater(family);
  }

  /** Looks again when those that are being started, stopped and reported are. */
  function lookLater(family: Family): void {
    unsettled.add(family);
    if (unsettled.size > 1) return;
    void around.quiet().then(() => {
      const all = [...unsettled];
      unsettled.clear();
      for (const one of all) look(one);
    });
  }

  function jump(family: Family): void {
    const due = family.jump(clock.now());
    for (const member of due) post(member, { kind: 'time-moved', skippedMillis: family.skippedMillis() });
  }

  /** Looks for relatives that others move on, or have moved on. Who ends without being seen is told to who waits for it. */
  async function search(family: Family, { arns, mapRunArns }: Missing): Promise<void> {
    try {
      let isAnyNew = false;
      for await (const execution of stored(storage, arns, mapRunArns)) {
        if (familyOf.has(execution.arn)) continue;
        if (isRunning(execution)) {
          add(family, execution);
          isAnyNew = true;
        } else {
          family.catchUp(execution.skippedMillis);
          family.remove(execution.arn);
          tellWaiter(execution);
        }
      }
      if (isAnyNew) look(family);
    } catch (error) {
      log({ level: 'ERROR', message: 'relatives could not be looked up', executionArn: family.root, ...errorFacts(error) });
    }
  }

  function tellWaiter({ awaitedBy, skippedMillis }: Execution): void {
    if (awaitedBy?.waitsFor !== 'job') return;
    const { executionArn: arn, state, invocation } = awaitedBy;
    post({ arn, type: 'STANDARD' }, { kind: 'job-ended', state, invocation, skippedMillis });
  }

  return {
    ahead({ arn, root, skippedMillis }) {
      const family = families.size === 0 ? undefined : families.get(root ?? arn);
      return family ? Math.max(skippedMillis, family.skippedMillis()) : skippedMillis;
    },
    isAlone: ({ arn, root }) => root === undefined && !families.has(arn),
    opened(executionArn) {
      if (familyOf.size > 0) familyOf.get(executionArn)?.open(executionArn);
    },
    rested(execution) {
      const root = execution.root ?? execution.arn;
      const known = families.get(root);
      if (!known && !(isRunning(execution) && hasRelatives(execution))) return;
      const family = known ?? createFamily(root);
      families.set(root, family);
      family.close(execution.arn);
      family.catchUp(execution.skippedMillis);
      if (isRunning(execution)) add(family, execution);
      else remove(family, execution.arn);
      look(family);
    },
    lost(executionArn) {
      const family = familyOf.get(executionArn);
      if (family) remove(family, executionArn);
    },
    hold({ arn, root }, work) {
      const family = families.get(root ?? arn);
      if (!family) return;
      const hold = `hold ${++holds}`;
      family.open(hold);
      void work.then(() => {
        family.close(hold);
        look(family);
      });
    },
    isQuiet: underWay.isQuiet,
    quiet: underWay.quiet,
  };
}

const isRunning = ({ status, stopping }: Execution): boolean => status === 'RUNNING' || stopping !== undefined;
