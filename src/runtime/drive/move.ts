import type { Machine } from '#asl/state.ts';
import type { Effect } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent, Moment } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Mark } from '#interpreter/continuation/mark.ts';
import { concerns, type StepResult } from '#interpreter/step.ts';
import { errorFacts, type Log } from '#log';
import type { Observer } from '#observers/observer.ts';
import { type Commit, type Storage, VersionConflict } from '#storage/storage.ts';
import { listsOf, waitingPlace } from '../lists.ts';
import { aheadBy, type TimeModes } from '../time-modes.ts';
import type { Wakes } from '../wakes/wakes.ts';
import { aheadAfter, type ExecutionTime } from './execution-time.ts';
import type { Line, Moved } from './line.ts';
import { type MakeStep, NO_MACHINE } from './make-step.ts';

type Refusals = NonNullable<Moment['refusals']>;

/** Where executions are committed to: the storage, or for Express executions a place in memory. */
export interface Ledger extends Pick<Storage, 'commit' | 'loadExecution'> {
  /** Forgets an execution that cannot be moved on, where nobody could ever come back to it. */
  readonly abandon?: (executionArn: string) => void;
}

/** What a move needs. */
export interface MoveParts {
  readonly ledger: Ledger;
  readonly machineOf: (execution: Execution) => Promise<Machine> | Machine;
  readonly makeStep: MakeStep;
  readonly time: ExecutionTime;
  readonly modes: TimeModes;
  /** An unguessable text, another one each time. */
  readonly seed: () => string;
  /** How long a call may take before its driver is taken for dead, in milliseconds; 0: what `committed` leaves undone is done by whoever is woken next. */
  readonly leaseMillis: () => number;
  /** Why tasks cannot be scheduled that a step from this execution would schedule; `undefined`: there is nothing to ask about. */
  readonly refuse: (execution: Execution, effects: readonly Effect[]) => Promise<Refusals> | undefined;
  /** For how long the leases of others are honoured beyond their end, in milliseconds. */
  readonly graceMillis: () => number;
  /** What of an execution is to be committed that has something due then: wakes.ts. */
  readonly armed: Wakes['armed'];
  readonly log: Log;
  /** Is told what has been committed. */
  readonly observer?: Observer | undefined;
  /** Is told which places of the definition a committed step has come to; they are not marked where nobody is. */
  readonly marked?: Marked | undefined;
  /** A step has been committed: what it asks for is to be performed. */
  readonly committed: (execution: Execution, effects: readonly Effect[]) => void;
}

/** Is told which places of its definition an execution has come to. */
export type Marked = (execution: Execution, marks: readonly Mark[]) => void;

/**
 * Makes the moves of a line: load → step → commit → what comes after, once more from the start where another process was first. Events that
 * come together are one commit: a step for each, the next from what the one before has made. Gives what became of each event.
 */
export const createMove =
  ({
    ledger,
    machineOf,
    makeStep,
    time,
    modes,
    seed,
    leaseMillis,
    graceMillis,
    refuse,
    armed,
    observer,
    marked,
    committed,
    log,
  }: MoveParts) =>
  async (executionArn: string, line: Line, events: readonly [ExecutionEvent, ...ExecutionEvent[]]): Promise<Moved[]> => {
    const [first] = events;
    const isMarked = marked !== undefined;
    for (;;) {
      line.stored ??= await ledger.loadExecution(executionArn);
      const { stored } = line;
      if (!stored) return events.map(() => ({ execution: undefined, isTaken: false }));
      const known = modes.of(executionArn);
      const account = known instanceof Promise ? await known : known;
      line.account = account;
      const { version } = stored;
      const begun = aheadBy(stored.execution, time.ahead(stored.execution));
      let result: StepResult = { execution: begun, history: [], effects: [] };
      const taken: boolean[] = [];
      for (const event of events) {
        const { execution } = result;
        const { skippedMillis } = execution;
        const now = time.now(execution, account) + aheadAfter(event, skippedMillis) - skippedMillis;
        if (!concerns(execution, event, now)) {
          taken.push(false);
          continue;
        }
        const moment = { now, seed: seed(), leaseMillis: leaseMillis(), graceMillis: graceMillis() };
        // What is stuck may be so for want of a machine, and ends without one.
        const found = event.kind === 'stuck' ? NO_MACHINE : machineOf(execution);
        const machine = found instanceof Promise ? await found : found;
        const stepped = stepWith({ makeStep, refuse }, machine, execution, event, moment, isMarked);
        const step = stepped instanceof Promise ? await stepped : stepped;
        const isIdle = !step.history.length && !step.effects.length && !execution.ready.length;
        // In manual time nothing should have been armed: what was, before time was stopped, is disarmed.
        if (event.kind === 'resumed' && isIdle && account.mode !== 'manual') {
          line.seenAt = now - skippedMillis;
          taken.push(false);
          continue;
        }
        result = taken.includes(true) ? afterBoth(result, step) : step;
        taken.push(true);
      }
      if (!taken.includes(true)) return taken.map((isTaken) => ({ execution: stored.execution, isTaken }));
      const dueAt = time.clockDue(result.execution, account);
      const next = armed(result.execution, dueAt);
      try {
        await ledger.commit(commitOf(version, next, result.history, dueAt));
      } catch (error) {
        if (!(error instanceof VersionConflict) || version === 0) throw error;
        line.stored = await ledger.loadExecution(executionArn);
        // Whether time is to be skipped, and how far, is the other's to decide: two that do are in each other's way at every step.
        line.isLeft = first.kind === 'time-skipped';
        const left = line.stored?.execution;
        if (line.isLeft) return events.map(() => ({ execution: left, isTaken: false }));
        continue;
      }
      line.stored = { execution: next, version: version + 1 };
      line.moved = true;
      line.isLeft = false;
      if (result.bug !== undefined)
        log({
          level: 'ERROR',
          message: 'an error of the interpreter ended an execution',
          executionArn,
          ...errorFacts(result.bug),
        });
      if (result.history.length > 0) observer?.committed(next, result.history);
      if (result.marks) marked?.(next, result.marks);
      committed(next, result.effects);
      return taken.map((isTaken) => ({ execution: next, isTaken }));
    }
  };

/** Two steps, the second from what the first has made, as one. */
const afterBoth = (one: StepResult, other: StepResult): StepResult => ({
  ...other,
  history: [...one.history, ...other.history],
  effects: [...one.effects, ...other.effects],
  ...(one.marks && { marks: [...one.marks, ...(other.marks ?? [])] }),
  ...(one.bug === undefined ? {} : { bug: one.bug }),
});

/** Steps. A task that cannot be scheduled fails where it is entered: the step is made again with what is known of it. */
function stepWith(
  parts: Pick<MoveParts, 'makeStep' | 'refuse'>,
  machine: Machine,
  execution: Execution,
  event: ExecutionEvent,
  moment: Moment,
  isMarked: boolean,
): StepResult | Promise<StepResult> {
  const { makeStep, refuse } = parts;
  function unlessRefused(result: StepResult): StepResult | Promise<StepResult> {
    const asked = refuse(execution, result.effects);
    return asked
      ? asked.then((more) => {
          if (Object.keys(more).length === 0) return result;
          const refusals = { ...moment.refusals, ...more };
          return stepWith(parts, machine, execution, event, { ...moment, refusals }, isMarked);
        })
      : result;
  }
  const made = makeStep(machine, execution, event, moment, isMarked);
  return made instanceof Promise ? made.then(unlessRefused) : unlessRefused(made);
}

function commitOf(expectedVersion: number, execution: Execution, history: Commit['history'], dueAt: number | undefined): Commit {
  const waiting = waitingPlace(execution);
  return {
    expectedVersion,
    execution,
    history,
    lists: listsOf(execution),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(waiting === undefined ? {} : { waiting }),
  };
}
