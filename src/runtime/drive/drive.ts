import type { Clock } from '#clock';
import type { Effect } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { errorFacts } from '#log';
import { VersionConflict } from '#storage/storage.ts';
import type { Families } from '../families/families.ts';
import type { CommittedStep } from '../perform.ts';
import type { Quiet } from '../quiet.ts';
import { PAUSE_MILLIS, TRIES } from '../try-again.ts';
import type { CreateWakes, WakeMessage } from '../wakes/wakes.ts';
import { createClosings } from './closings.ts';
import { createExecutionTime } from './execution-time.ts';
import { createLines, type Delivery, type Line } from './line.ts';
import { createMove, type MoveParts } from './move.ts';

/** What a drive needs. */
export interface DriveParts extends Omit<MoveParts, 'time' | 'committed' | 'armed'> {
  /** Performs what a committed step asks for. */
  readonly perform: (effects: readonly Effect[], step: CommittedStep) => void;
  readonly wakes: CreateWakes;
  readonly clock: Clock;
  readonly families: Families;
  /** An execution has been closed. */
  readonly closed: (execution: Execution) => void;
}

/** Moves executions on: load → step → commit → perform effects, until nothing is ready. Quiet when nothing is being moved on. */
export interface Drive extends Quiet {
  /** Commits an execution's first step; throws VersionConflict when there is one with that ARN. */
  readonly start: (execution: Execution) => Promise<Execution>;
  /** What becomes of an execution when that happens; `undefined` when there is none with that ARN. */
  readonly deliver: (executionArn: string, event: ExecutionEvent) => Promise<Execution | undefined>;
  /** The same, and says whether the execution took it: not, when it came too late, and another one was first. */
  readonly report: (executionArn: string, event: ExecutionEvent) => Promise<boolean>;
  /** Leaves it to others to wake an execution that could not be moved on. */
  readonly forget: (executionArn: string) => void;
  /** Has an execution woken that nobody else may see to. */
  readonly lookAt: (executionArn: string, time: number) => void;
  /** A message has come that wakes an execution: it is delivered next. */
  readonly arrived: (message: WakeMessage) => void;
  /** The execution when it is closed; rejects with what went wrong inside the fake when it cannot be moved on. */
  readonly closed: (executionArn: string) => Promise<Execution>;
  /** Hands what is still being moved on to wakes, and resolves when all wakes are on their way: the process is about to be frozen. */
  readonly handOver: () => Promise<void>;
  readonly close: () => void;
}

/** How long to leave an execution alone that is due but cannot be moved on, in milliseconds: a brake, should that ever be. */
const STUCK_MILLIS = 60_000;

/** Moves the executions of one ledger on. */
export function createDrive(parts: DriveParts): Drive {
  const { ledger, clock, log } = parts;
  const { families } = parts;
  const time = createExecutionTime(clock, families);
  const closings = createClosings();
  const lines = createLines({
    move: createMove({ ...parts, time, committed, armed: (execution, dueAt) => wakes.armed(execution, dueAt) }),
    ownNext,
    rest,
    opened: families.opened,
  });
  const wakes = parts.wakes((executionArn) => post(executionArn, { kind: 'resumed' }));

  /** Delivers without waiting; what goes wrong is logged, and tried again for a while. */
  function post(executionArn: string, event: ExecutionEvent, tries = 1): void {
    lines.enqueue(executionArn, posted(executionArn, event, tries));
  }

  function posted(executionArn: string, event: ExecutionEvent, tries: number): Delivery {
    const reject = (error: unknown) => {
      log({ level: 'ERROR', message: `${event.kind} could not be delivered`, executionArn, tries, ...errorFacts(error) });
      if (tries >= TRIES) return;
      const { end } = lines.pause();
      clock.callAt(clock.now() + tries * PAUSE_MILLIS, () => {
        end();
        // The execution has changed meanwhile: how far its time is skipped is worked out again.
        post(executionArn, event.kind === 'time-skipped' ? { kind: 'resumed' } : event, tries + 1);
      });
    };
    return { event, resolve: () => {}, reject };
  }

  function ownNext({ stored, isLeft, account }: Line): Delivery | undefined {
    if (isLeft || stored?.execution.status !== 'RUNNING') return undefined;
    const { execution } = stored;
    if (execution.ready.length) return posted(execution.arn, { kind: 'resumed' }, 1);
    const millis = account && time.skip(execution, account);
    return millis === undefined ? undefined : posted(execution.arn, { kind: 'time-skipped', millis }, 1);
  }

  function committed(execution: Execution, effects: readonly Effect[]): void {
    parts.perform(effects, { execution, post: (event) => post(execution.arn, event) });
    if (execution.status === 'RUNNING') return;
    closings.close(execution);
    parts.closed(execution);
  }

  function rest(executionArn: string, { stored, account, isLeft, moved, seenAt = 0, failure }: Line): void {
    if (stored && account?.mode === 'skip') families.rested(stored.execution);
    else families.lost(executionArn);
    if (stored && account) {
      const dueAt = time.clockDue(stored.execution, account);
      if (dueAt === undefined) wakes.forget(executionArn);
      else if (isLeft || (!moved && dueAt > seenAt)) wakes.standBy(stored.execution, dueAt);
      else if (moved) wakes.wakeAt(stored.execution, dueAt);
      else wakes.lookAt(executionArn, clock.now() + STUCK_MILLIS);
    } else if (failure !== undefined && !(failure instanceof VersionConflict)) {
      // It could not be moved on: it is left alone for a while.
      wakes.lookAt(executionArn, clock.now() + STUCK_MILLIS);
      ledger.abandon?.(executionArn);
      closings.giveUp(executionArn, failure);
    }
  }

  return {
    deliver: (executionArn, event) =>
      new Promise((resolve, reject) =>
        lines.enqueue(executionArn, { event, resolve: ({ execution }) => resolve(execution), reject }),
      ),
    report: (executionArn, event) =>
      new Promise((resolve, reject) =>
        lines.enqueue(executionArn, { event, resolve: ({ isTaken }) => resolve(isTaken), reject }),
      ),
    async start(execution) {
      const begun = await new Promise<Execution | undefined>((resolve, reject) => {
        const event = { kind: 'started' } as const;
        const delivery: Delivery = { event, resolve: (moved) => resolve(moved.execution), reject };
        // An execution that is being moved on exists: let the commit find out.
        if (lines.has(execution.arn)) reject(new VersionConflict(execution.arn, 0));
        else lines.enqueue(execution.arn, delivery, { execution, version: 0 });
      });
      return begun ?? execution;
    },
    forget: wakes.forget,
    lookAt: wakes.lookAt,
    arrived: wakes.arrived,
    closed: closings.closed,
    isQuiet: lines.isQuiet,
    quiet: lines.quiet,
    handOver() {
      for (const executionArn of lines.executionArns()) wakes.lookAt(executionArn, clock.now());
      return wakes.sent();
    },
    close: () => wakes.close(),
  };
}
