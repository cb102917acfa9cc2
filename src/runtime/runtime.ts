import { randomUUID } from 'node:crypto';
import { stateMachineOf } from '#arn';
import type { Clock } from '#clock';
import { noObjects } from '#datasets/no-objects.ts';
import type { Integration } from '#integrations/integration.ts';
import type { ObjectStore } from '#integrations/object-store.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { type Beginning, type ExecutionSeed, newExecution } from '#interpreter/continuation/new-execution.ts';
import { errorFacts, type Log } from '#log';
import { flushUntil, type Observer } from '#observers/observer.ts';
import { type Storage, StorageTrouble } from '#storage/storage.ts';
import { createChildren } from './children/children.ts';
import { createDrive, type Drive } from './drive/drive.ts';
import { type Elsewhere, makeStepHere, makeStepWith } from './drive/make-step.ts';
import type { Marked } from './drive/move.ts';
import { createTransientLedger } from './drive/transient-ledger.ts';
import { createFamilies } from './families/families.ts';
import { createMachines } from './machines.ts';
import { createMapItems } from './map-items.ts';
import { each, type Performers, performEffects } from './perform.ts';
import { createPump } from './pump.ts';
import { quietTogether } from './quiet.ts';
import { createTasks } from './tasks.ts';
import { alwaysIn, type TimeModes } from './time-modes.ts';
import { nextTurn } from './turn.ts';
import { createTimerWakes } from './wakes/timers.ts';
import type { CreateWakes, WakeMessage } from './wakes/wakes.ts';

/** How long a call may take before it is made again, in milliseconds: longer than the longest that AWS Lambda allows. */
const LEASE_MILLIS = 16 * 60_000;

/** How long an invocation whose storage is in trouble waits for what it has set going, in milliseconds. */
const TROUBLE_MILLIS = 500;

/** Until when (epoch milliseconds) an execution has to end, and the cause of its timeout when it has not. */
export interface TimeLimit {
  readonly until: number;
  readonly cause: string;
}

/** What an invocation may do, and until when (epoch milliseconds). */
export interface InvocationLimits {
  readonly until: number;
  readonly leavesCalls: boolean;
}

/** Runs executions. */
export interface Runtime {
  /** Starts an execution with this definition, moves it as far as it gets at once, and does not wait for the rest. STANDARD: throws VersionConflict when there is one with that ARN. */
  readonly start: (seed: ExecutionSeed, definition: string, beginning?: Beginning) => Promise<Execution>;
  /** Runs an EXPRESS execution to its end. */
  readonly runToEnd: (seed: ExecutionSeed, definition: string, limit?: TimeLimit, beginning?: Beginning) => Promise<Execution>;
  /** Tells a STANDARD execution what has happened; returns it afterwards, `undefined` when there is none with that ARN. */
  readonly deliver: (executionArn: string, event: ExecutionEvent) => Promise<Execution | undefined>;
  /** The same, and says whether the execution took it: not, when somebody else was first, or it came too late. */
  readonly report: (executionArn: string, event: ExecutionEvent) => Promise<boolean>;
  /** Tells an execution of either type what has happened. */
  readonly tell: (execution: Pick<Execution, 'arn' | 'type'>, event: ExecutionEvent) => Promise<Execution | undefined>;
  /** The executions that run in this process and are stored nowhere: EXPRESS. */
  readonly transient: () => Execution[];
  /** Moves a STANDARD execution on if it has something due, because that message has come, or without one. Where that goes wrong, it is for who wakes it to wake it again. */
  readonly wake: (executionArn: string, message?: WakeMessage) => Promise<void>;
  /** Takes up what is due in the storage, until `time` (epoch milliseconds) at the latest: after a start, and whenever a wake may have been lost. Returns how often it woke an execution. */
  readonly pump: (time?: number) => Promise<number>;
  /**
   * Does the work of one invocation, after which the process may be frozen: what it sets going comes to rest, or is handed over at `until`
   * (epoch milliseconds), before this resolves. `leavesCalls`: what may take long (calls, children) is left to whoever is woken next; only
   * STANDARD executions can be left.
   */
  readonly invocation: <Answer>(limits: InvocationLimits, work: () => Promise<Answer>) => Promise<Answer>;
  /** Resolves when only time or the outside can move anything on: nothing is being moved on, and no call is out. */
  readonly settled: () => Promise<void>;
  /** Resolves when nothing is being moved on and no call is out, or at `time` (epoch milliseconds); wakes for the rest are on their way. */
  readonly quiet: (time: number) => Promise<void>;
  readonly close: () => void;
}

export interface RuntimeParts {
  readonly storage: Storage;
  readonly integration: Integration;
  readonly clock: Clock;
  /** How time goes in which account; by the clock by default. */
  readonly modes?: TimeModes;
  readonly log: Log;
  /** Where Distributed Maps read their items from and write their results to. */
  readonly objects?: ObjectStore;
  /** How STANDARD executions are woken; timers in this process by default. EXPRESS executions live in the process, and so do their timers. */
  readonly wakes?: CreateWakes;
  /** A look at what is due has everything woken that falls due within so many milliseconds after it; none: whoever commits sees to that. */
  readonly reachMillis?: number | undefined;
  /** Is told what becomes of executions. */
  readonly observer?: Observer | undefined;
  /** Is told which places of their definitions executions come to. */
  readonly marked?: Marked | undefined;
  /** How long a call may take before it is made again, in milliseconds; 16 minutes by default. */
  readonly leaseMillis?: number;
  /** For how long such a call is left alone beyond that, in milliseconds: the clock is known to be ahead of the one that it was begun by. */
  readonly graceMillis?: () => number;
  /** An unguessable text, another one each time; a random UUID by default. */
  readonly seed?: () => string;
  /** Makes the steps that take long, where others wait meanwhile. */
  readonly stepElsewhere?: Elsewhere['step'] | undefined;
}

export function createRuntime(parts: RuntimeParts): Runtime {
  const {
    storage,
    integration,
    clock,
    log,
    observer,
    modes = alwaysIn('real'),
    seed = randomUUID,
    leaseMillis = LEASE_MILLIS,
  } = parts;
  const { marked, graceMillis = () => 0 } = parts;
  const timers = createTimerWakes(clock);
  const { stepElsewhere } = parts;
  const machines = createMachines(storage, stepElsewhere === undefined);
  const tasks = createTasks(integration, clock, log);
  const machineOf = ({ stateMachineArn, revisionId }: Execution) => machines.load(stateMachineOf(stateMachineArn), revisionId);
  const definitionOf = ({ stateMachineArn, revisionId }: Execution) =>
    machines.definitionOf(stateMachineOf(stateMachineArn), revisionId);
  const driveOf = (type: Execution['type']): Drive => (type === 'STANDARD' ? standard : express);
  const children = createChildren({ storage, driveOf, machineOf, clock, modes, log });
  const mapItems = createMapItems({ storage, store: parts.objects ?? noObjects, stopped: children.stopped, clock, log });
  const families = createFamilies({
    storage,
    clock,
    deliver: ({ arn, type }, event) => driveOf(type).deliver(arn, event),
    around: quietTogether([children, mapItems]),
    log,
  });
  const common = {
    clock,
    modes,
    families,
    closed: tellJob,
    seed,
    log,
    observer,
    marked,
    leaseMillis: () => leaseMillis,
    graceMillis,
    machineOf,
    makeStep: stepElsewhere ? makeStepWith({ step: stepElsewhere, definitionOf }) : makeStepHere,
    refuse: tasks.refuse,
  };
  /** The only list of who performs which effect. */
  const performers: Performers = {
    'invoke-task': { perform: each(tasks.invoke), mayTakeLong: true },
    'check-task': { perform: each(tasks.check), mayTakeLong: true },
    'cancel-task': {
      perform: each((effect, step) => families.hold(step.execution, tasks.cancel(effect, step))),
      mayTakeLong: false,
    },
    'open-map-run': { perform: each(children.open), mayTakeLong: false },
    'start-child': { perform: children.start, mayTakeLong: true },
    'stop-children': { perform: each(children.stop), mayTakeLong: true },
    'report-to-parent': { perform: each(children.report), mayTakeLong: false },
    'read-items': { perform: each(mapItems.read), mayTakeLong: true },
    'write-results': { perform: each(mapItems.write), mayTakeLong: true },
  };
  /** Those of the invocation that is under way. */
  let leavesCalls = false;
  const standard = createDrive({
    ...common,
    ledger: storage,
    wakes: parts.wakes ?? timers,
    // What is left undone has a lease that is over at once: whoever is woken does it, and takes a lease of its own.
    leaseMillis: () => (leavesCalls ? 0 : leaseMillis),
    perform: (effects, step) => performEffects(performers, effects, step, leavesCalls),
  });
  const expressLedger = createTransientLedger();
  const express = createDrive({
    ...common,
    ledger: expressLedger,
    wakes: timers,
    perform: (effects, step) => performEffects(performers, effects, step, false),
  });
  const everything = quietTogether([standard, express, tasks, expressLedger, children, mapItems, families]);

  /** Tells the task that looks after an execution that it has ended: before it would look. */
  function tellJob({ awaitedBy, skippedMillis }: Execution): void {
    if (awaitedBy?.waitsFor !== 'job') return;
    const { executionArn, state, invocation } = awaitedBy;
    const told = standard.deliver(executionArn, { kind: 'job-ended', state, invocation, skippedMillis });
    told.catch((error: unknown) =>
      log({ level: 'ERROR', message: 'job-ended could not be delivered', executionArn, ...errorFacts(error) }),
    );
  }

  function begin(execution: ExecutionSeed, definition: string, beginning?: Beginning): Execution {
    return newExecution(machines.compile(execution.stateMachineArn, execution.revisionId, definition), execution, beginning);
  }

  async function quiet(until: number): Promise<void> {
    let callOff = () => {};
    const late = new Promise<void>((resolve) => {
      callOff = clock.callAt(until, resolve);
    });
    await Promise.race([everything.quiet(), late]);
    callOff();
    await Promise.all([standard.handOver(), observer && flushUntil(observer, clock, until)]);
  }

  async function settled(): Promise<void> {
    const parts = quietTogether([standard, express, tasks.others, children, mapItems, families]);
    do {
      await parts.quiet();
      // An answer of this fake to itself may be on its way to the task that has asked.
      await nextTurn();
    } while (!parts.isQuiet());
  }

  return {
    start: (execution, definition, beginning) => driveOf(execution.type).start(begin(execution, definition, beginning)),
    async runToEnd(execution, definition, limit, beginning) {
      const closed = express.closed(execution.arn);
      // When the execution cannot be started, start() rejects and says why; this promise must not be an unhandled rejection then.
      closed.catch(() => {});
      const begun = await express.start(begin(execution, definition, beginning));
      if (begun.status !== 'RUNNING') return begun;
      const giveUp = ({ cause }: TimeLimit) => void express.deliver(execution.arn, { kind: 'given-up', cause });
      const callOff = limit && clock.callAt(limit.until, () => giveUp(limit));
      return await closed.finally(callOff);
    },
    deliver: standard.deliver,
    report: standard.report,
    tell: ({ arn, type }, event) => driveOf(type).deliver(arn, event),
    transient: expressLedger.all,
    settled,
    async wake(executionArn, message) {
      if (message) standard.arrived(message);
      try {
        await standard.deliver(executionArn, { kind: 'resumed' });
      } catch (error) {
        standard.forget(executionArn);
        throw error;
      }
    },
    pump: createPump({ storage, drive: standard, clock, graceMillis, reachMillis: parts.reachMillis, log }),
    async invocation({ until, leavesCalls: leaves }, work) {
      leavesCalls = leaves;
      let restBy = until;
      try {
        return await work();
      } catch (error) {
        // Whoever is told to try again is told soon; what is left is for whoever is woken next.
        if (error instanceof StorageTrouble) restBy = Math.min(until, clock.now() + TROUBLE_MILLIS);
        throw error;
      } finally {
        await quiet(restBy);
        leavesCalls = false;
      }
    },
    quiet,
    close() {
      standard.close();
      express.close();
      tasks.close();
      mapItems.close();
    },
  };
}
