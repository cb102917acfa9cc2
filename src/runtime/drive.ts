import { setImmediate } from 'node:timers/promises';
import type { Machine } from '#asl/state.ts';
import type { Clock } from '#clock';
import { isWaitingOutside, nextDue } from '#interpreter/due.ts';
import type { Effect } from '#interpreter/effects.ts';
import type { ExecutionEvent } from '#interpreter/events.ts';
import type { Execution } from '#interpreter/execution.ts';
import { concerns, type StepResult, step } from '#interpreter/step.ts';
import { errorFacts, type Log } from '#log';
import type { Observer } from '#observers/observer.ts';
import { type Storage, type StoredExecution, VersionConflict } from '#storage/storage.ts';
import { PAUSE_MILLIS, TRIES } from './try-again.ts';
import type { CreateWakes } from './wakes/wakes.ts';

/** Where executions are committed to: the storage, or for Express executions a place in memory. */
export interface Ledger extends Pick<Storage, 'commit' | 'loadExecution'> {
  /** Forgets an execution that cannot be moved on, where nobody could ever come back to it. */
  readonly abandon?: (executionArn: string) => void;
}

/** What a drive needs. */
export interface DriveParts {
  readonly ledger: Ledger;
  readonly machineOf: (execution: Execution) => Promise<Machine> | Machine;
  /** Performs what a committed step asks for. */
  readonly perform: (execution: Execution, effects: readonly Effect[], post: (event: ExecutionEvent) => void) => void;
  readonly wakes: CreateWakes;
  readonly clock: Clock;
  /** `skip`: the time of an execution that waits for nothing but time jumps to its next due moment. */
  readonly time: 'real' | 'skip';
  /** An unguessable text, another one each time. */
  readonly seed: () => string;
  /** How long a call may take before its driver is taken for dead, in milliseconds; 0: what `perform` leaves undone is done by whoever is woken next. */
  readonly leaseMillis: () => number;
  readonly log: Log;
  /** Is told what has been committed. */
  readonly observer?: Observer | undefined;
}

/** Moves executions on: load → step → commit → perform effects, until nothing is ready. */
export interface Drive {
  /** Commits an execution's first step; throws VersionConflict when there is one with that ARN. */
  readonly start: (execution: Execution) => Promise<Execution>;
  /** What becomes of an execution when that happens; `undefined` when there is none with that ARN. */
  readonly deliver: (executionArn: string, event: ExecutionEvent) => Promise<Execution | undefined>;
  /** The same, and says whether the execution took it: not, when it came too late, and another one was first. */
  readonly report: (executionArn: string, event: ExecutionEvent) => Promise<boolean>;
  /** Leaves it to others to wake an execution that could not be moved on. */
  readonly forget: (executionArn: string) => void;
  /** The execution when it is closed; rejects with what went wrong inside the fake when it cannot be moved on. */
  readonly closed: (executionArn: string) => Promise<Execution>;
  /** Resolves when nothing is being moved on. */
  readonly quiet: () => Promise<void>;
  readonly isQuiet: () => boolean;
  /** Hands what is still being moved on to wakes, and resolves when all wakes are on their way: the process is about to be frozen. */
  readonly handOver: () => Promise<void>;
  readonly close: () => void;
}

interface Delivery {
  readonly event: ExecutionEvent;
  readonly resolve: (moved: Moved) => void;
  readonly reject: (reason: unknown) => void;
}

/** What became of a delivery: the execution after it, if there is one, and whether the event was any concern of its. */
interface Moved {
  readonly execution: Execution | undefined;
  readonly isTaken: boolean;
}

/** The deliveries to one execution, one after the other; the execution itself is kept at hand while they last. */
interface Line {
  readonly deliveries: Delivery[];
  stored?: StoredExecution | undefined;
  /** Whether anything has been committed. */
  moved?: boolean;
  /** When a look at what is due found nothing to do, by the clock: what falls due after that is not stuck. */
  seenAt?: number;
  /** Whether another process skipped its time first, and goes on with it. */
  isLeft?: boolean;
  /** What went wrong, when something did. */
  failure?: unknown;
}

interface Waiting {
  readonly resolve: (execution: Execution) => void;
  readonly reject: (reason: unknown) => void;
}

/** How long to leave an execution alone that is due but cannot be moved on, in milliseconds: a brake, should that ever be. */
const STUCK_MILLIS = 60_000;

export function createDrive(parts: DriveParts): Drive {
  const { ledger, clock, log } = parts;
  const lines = new Map<string, Line>();
  const waitingForClose = new Map<string, Waiting[]>();
  const waitingForQuiet: (() => void)[] = [];
  /** How many deliveries wait to be tried again. */
  let pauses = 0;
  const wakes = parts.wakes((executionArn) => post(executionArn, { kind: 'resumed' }));

  function deliver(executionArn: string, event: ExecutionEvent): Promise<Execution | undefined> {
    return new Promise((resolve, reject) =>
      enqueue(executionArn, { event, resolve: ({ execution }) => resolve(execution), reject }),
    );
  }

  function report(executionArn: string, event: ExecutionEvent): Promise<boolean> {
    return new Promise((resolve, reject) => enqueue(executionArn, { event, resolve: ({ isTaken }) => resolve(isTaken), reject }));
  }

  /** Delivers without waiting; what goes wrong is logged, and tried again for a while. */
  function post(executionArn: string, event: ExecutionEvent, tries = 1): void {
    enqueue(executionArn, posted(executionArn, event, tries));
  }

  function posted(executionArn: string, event: ExecutionEvent, tries: number): Delivery {
    const reject = (error: unknown) => {
      log({ level: 'ERROR', message: `${event.kind} could not be delivered`, executionArn, tries, ...errorFacts(error) });
      if (tries >= TRIES) return;
      pauses++;
      clock.callAt(clock.now() + tries * PAUSE_MILLIS, () => {
        pauses--;
        // How far time is to be skipped is decided anew.
        post(executionArn, event.kind === 'time-skipped' ? { kind: 'resumed' } : event, tries + 1);
      });
    };
    return { event, resolve: () => {}, reject };
  }

  function enqueue(executionArn: string, delivery: Delivery, stored?: StoredExecution): void {
    const line = lines.get(executionArn);
    if (line) {
      line.deliveries.push(delivery);
    } else {
      const opened = { deliveries: [delivery], stored };
      lines.set(executionArn, opened);
      void follow(executionArn, opened);
    }
  }

  /** Works off a line until nothing is left to do for its execution now. */
  async function follow(executionArn: string, line: Line): Promise<void> {
    for (;;) {
      const delivery = line.deliveries.shift() ?? ownNext(line);
      if (!delivery) break;
      try {
        delivery.resolve(await move(executionArn, line, delivery.event));
      } catch (error) {
        line.stored = undefined;
        line.failure = error;
        delivery.reject(error);
      }
      if (line.stored?.execution.ready.length) await setImmediate();
    }
    lines.delete(executionArn);
    const { stored } = line;
    if (stored) {
      const dueAt = clockDue(stored.execution);
      if (dueAt === undefined) wakes.forget(executionArn);
      else if (line.isLeft || (!line.moved && dueAt > (line.seenAt ?? 0))) wakes.standBy(executionArn, dueAt);
      else wakes.wakeAt(executionArn, line.moved ? dueAt : clock.now() + STUCK_MILLIS);
    } else if (line.failure !== undefined && !(line.failure instanceof VersionConflict)) {
      giveUp(executionArn, line.failure);
    }
    if (isQuiet()) for (const resolve of waitingForQuiet.splice(0)) resolve();
  }

  /** Leaves an execution alone for a while that could not be moved on. */
  function giveUp(executionArn: string, failure: unknown): void {
    wakes.wakeAt(executionArn, clock.now() + STUCK_MILLIS);
    ledger.abandon?.(executionArn);
    for (const { reject } of waitingForClose.get(executionArn) ?? []) reject(failure);
    waitingForClose.delete(executionArn);
  }

  /** What an execution does next of its own accord. */
  function ownNext({ stored, isLeft }: Line): Delivery | undefined {
    if (isLeft || stored?.execution.status !== 'RUNNING') return undefined;
    const { execution } = stored;
    const own = (event: ExecutionEvent) => posted(execution.arn, event, 1);
    if (execution.ready.length) return own({ kind: 'resumed' });
    const due = nextDue(execution);
    if (due === undefined || !canSkip(execution)) return undefined;
    return own({ kind: 'time-skipped', millis: Math.max(0, due - timeOf(execution)) });
  }

  async function move(executionArn: string, line: Line, event: ExecutionEvent): Promise<Moved> {
    for (;;) {
      line.stored ??= await ledger.loadExecution(executionArn);
      const { stored } = line;
      if (!stored) return { execution: undefined, isTaken: false };
      const { execution, version } = stored;
      if (!concerns(execution, event, timeOf(execution))) return { execution, isTaken: false };
      const skipped = skippedBy(event, execution);
      const moment = { now: timeOf(execution) + skipped, seed: parts.seed(), leaseMillis: parts.leaseMillis() };
      const result = step(await parts.machineOf(execution), execution, event, moment);
      if (event.kind === 'resumed' && !result.history.length && !result.effects.length && !execution.ready.length) {
        line.seenAt = moment.now - execution.skippedMillis;
        return { execution, isTaken: false };
      }
      try {
        await commit(version, result);
      } catch (error) {
        if (!(error instanceof VersionConflict) || version === 0) throw error;
        line.stored = await ledger.loadExecution(executionArn);
        // Whether time is to be skipped, and how far, is the other's to decide: two that do are in each other's way at every step.
        line.isLeft = event.kind === 'time-skipped';
        if (line.isLeft) return { execution: line.stored?.execution, isTaken: false };
        continue;
      }
      line.stored = { execution: result.execution, version: version + 1 };
      line.moved = true;
      line.isLeft = false;
      if (result.history.length > 0) parts.observer?.committed(result.execution, result.history);
      committed(result);
      return { execution: result.execution, isTaken: true };
    }
  }

  async function commit(expectedVersion: number, { execution, history }: StepResult): Promise<void> {
    const dueAt = clockDue(execution);
    await ledger.commit({
      expectedVersion,
      execution,
      history,
      lists: listsOf(execution),
      ...(dueAt === undefined ? {} : { dueAt }),
    });
  }

  function committed({ execution, effects }: StepResult): void {
    parts.perform(execution, effects, (event) => post(execution.arn, event));
    if (execution.status === 'RUNNING') return;
    for (const { resolve } of waitingForClose.get(execution.arn) ?? []) resolve(execution);
    waitingForClose.delete(execution.arn);
  }

  /** When the execution has something due, by the clock: now, if it is ready or its time can be skipped. */
  function clockDue(execution: Execution): number | undefined {
    const due = nextDue(execution);
    if (execution.ready.length || (due !== undefined && canSkip(execution))) return clock.now();
    return due === undefined ? undefined : due - execution.skippedMillis;
  }

  const canSkip = (execution: Execution) => parts.time === 'skip' && !isWaitingOutside(execution);

  const isQuiet = () => lines.size === 0 && pauses === 0;

  const timeOf = (execution: Execution) => clock.now() + execution.skippedMillis;

  return {
    deliver,
    report,
    forget: wakes.forget,
    async start(execution) {
      const begun = await new Promise<Execution | undefined>((resolve, reject) => {
        const event = { kind: 'started' } as const;
        const delivery: Delivery = { event, resolve: (moved) => resolve(moved.execution), reject };
        // An execution that is being moved on exists: let the commit find out.
        if (lines.has(execution.arn)) reject(new VersionConflict(execution.arn, 0));
        else enqueue(execution.arn, delivery, { execution, version: 0 });
      });
      return begun ?? execution;
    },
    closed(executionArn) {
      return new Promise((resolve, reject) => {
        const waiting = waitingForClose.get(executionArn) ?? [];
        waiting.push({ resolve, reject });
        waitingForClose.set(executionArn, waiting);
      });
    },
    isQuiet,
    handOver() {
      for (const executionArn of lines.keys()) wakes.wakeAt(executionArn, clock.now());
      return wakes.sent();
    },
    quiet: () => (isQuiet() ? Promise.resolve() : new Promise((resolve) => waitingForQuiet.push(resolve))),
    close: () => wakes.close(),
  };
}

/** AWS: an execution is listed under its state machine, its version and its alias; a child execution only under its Map Run. */
function listsOf({ parent, stateMachineArn, stateMachineVersionArn, stateMachineAliasArn }: Execution): string[] {
  if (parent) return [parent.mapRunArn];
  return [stateMachineArn, stateMachineVersionArn, stateMachineAliasArn].filter((list) => list !== undefined);
}

/** By how much the event moves an execution's time ahead, in milliseconds: a child's skipped time is its parent's too. */
function skippedBy(event: ExecutionEvent, { skippedMillis }: Execution): number {
  if (event.kind === 'child-ended') return Math.max(0, event.skippedMillis - skippedMillis);
  return event.kind === 'time-skipped' ? event.millis : 0;
}
