import { randomUUID } from 'node:crypto';
import type { Clock } from '#clock';
import { noObjects } from '#datasets/no-objects.ts';
import type { Integration } from '#integrations/integration.ts';
import type { ObjectStore } from '#integrations/object-store.ts';
import type { Effect } from '#interpreter/effects.ts';
import type { ExecutionEvent } from '#interpreter/events.ts';
import type { Execution } from '#interpreter/execution.ts';
import { type ExecutionSeed, newExecution } from '#interpreter/new-execution.ts';
import { errorFacts, type Log } from '#log';
import { flushUntil, type Observer } from '#observers/observer.ts';
import type { Storage } from '#storage/storage.ts';
import { createChildren } from './children.ts';
import { createDrive, type Drive } from './drive.ts';
import { createMachines } from './machines.ts';
import { createMapItems } from './map-items.ts';
import { createTasks } from './tasks.ts';
import { createTransientLedger } from './transient-ledger.ts';
import { createTimerWakes } from './wakes/timers.ts';
import type { CreateWakes } from './wakes/wakes.ts';

/** How long a call may take before it is made again, in milliseconds: longer than the longest that AWS Lambda allows. */
const LEASE_MILLIS = 16 * 60_000;

/** The effects that may take long, and that are asked for again when nobody is heard of. */
const LEFT: ReadonlySet<Effect['kind']> = new Set([
  'invoke-task',
  'check-task',
  'start-child',
  'stop-children',
  'read-items',
  'write-results',
]);

/** How many executions one look at what is due takes up. */
const PUMP_BATCH = 100;

/** Until when (epoch milliseconds) an execution has to end, and the cause of its timeout when it has not. */
export interface TimeLimit {
  readonly until: number;
  readonly cause: string;
}

/** Runs executions. */
export interface Runtime {
  /** Starts an execution with this definition, moves it as far as it gets at once, and does not wait for the rest. STANDARD: throws VersionConflict when there is one with that ARN. */
  readonly start: (seed: ExecutionSeed, definition: string) => Promise<Execution>;
  /** Runs an EXPRESS execution to its end. */
  readonly runToEnd: (seed: ExecutionSeed, definition: string, limit?: TimeLimit) => Promise<Execution>;
  /** Tells a STANDARD execution what has happened; returns it afterwards, `undefined` when there is none with that ARN. */
  readonly deliver: (executionArn: string, event: ExecutionEvent) => Promise<Execution | undefined>;
  /** The same, and says whether the execution took it: not, when somebody else was first, or it came too late. */
  readonly report: (executionArn: string, event: ExecutionEvent) => Promise<boolean>;
  /** Moves a STANDARD execution on if it has something due. Where that goes wrong, it is for who wakes it to wake it again. */
  readonly wake: (executionArn: string) => Promise<void>;
  /** Takes up what is due in the storage, until `time` (epoch milliseconds) at the latest: after a start, and whenever a wake may have been lost. Returns how often it woke an execution. */
  readonly pump: (time?: number) => Promise<number>;
  /** From now on, until told otherwise: leaves what may take long (calls, children) to whoever is woken next, or does it. Only STANDARD executions can be left. */
  readonly leaveCalls: (toTheNext: boolean) => void;
  /** Resolves when nothing is being moved on and no call is out, or at `time` (epoch milliseconds); wakes for the rest are on their way. */
  readonly quiet: (time: number) => Promise<void>;
  readonly close: () => void;
}

export interface RuntimeParts {
  readonly storage: Storage;
  readonly integration: Integration;
  readonly clock: Clock;
  readonly time: 'real' | 'skip';
  readonly log: Log;
  /** Where Distributed Maps read their items from and write their results to. */
  readonly objects?: ObjectStore;
  /** How STANDARD executions are woken; timers in this process by default. EXPRESS executions live in the process, and so do their timers. */
  readonly wakes?: CreateWakes;
  /** Is told what becomes of executions. */
  readonly observer?: Observer | undefined;
  /** How long a call may take before it is made again, in milliseconds; 16 minutes by default. */
  readonly leaseMillis?: number;
  /** An unguessable text, another one each time; a random UUID by default. */
  readonly seed?: () => string;
}

export function createRuntime(parts: RuntimeParts): Runtime {
  const { storage, integration, clock, time, log, observer, seed = randomUUID, leaseMillis = LEASE_MILLIS } = parts;
  const timers = createTimerWakes(clock);
  const machines = createMachines(storage);
  const tasks = createTasks(integration, log);
  const machineOf = ({ stateMachineArn, revisionId }: Execution) =>
    machines.load(stateMachineArn.split('/')[0] ?? '', revisionId);
  const driveOf = (type: Execution['type']): Drive => (type === 'STANDARD' ? standard : express);
  const children = createChildren({ storage, driveOf, machineOf, clock, log });
  const mapItems = createMapItems({ storage, store: parts.objects ?? noObjects, stopped: children.stopped, clock, log });
  const common = {
    clock,
    time,
    seed,
    log,
    observer,
    leaseMillis: () => leaseMillis,
    machineOf,
    perform(execution: Execution, effects: readonly Effect[], post: (event: ExecutionEvent) => void) {
      tasks.perform(execution, effects, post);
      children.perform(execution, effects);
      mapItems.perform(execution, effects, post);
    },
  };
  let leavesCalls = false;
  const standard = createDrive({
    ...common,
    ledger: storage,
    wakes: parts.wakes ?? timers,
    // What is left undone has a lease that is over at once: whoever is woken does it, and takes a lease of its own.
    leaseMillis: () => (leavesCalls ? 0 : leaseMillis),
    perform: (execution, effects, post) =>
      common.perform(execution, leavesCalls ? effects.filter(({ kind }) => !LEFT.has(kind)) : effects, post),
  });
  const expressLedger = createTransientLedger();
  const express = createDrive({ ...common, ledger: expressLedger, wakes: timers });

  function begin(execution: ExecutionSeed, definition: string): Execution {
    return newExecution(machines.compile(execution.stateMachineArn, execution.revisionId, definition), execution);
  }

  return {
    start: (execution, definition) => driveOf(execution.type).start(begin(execution, definition)),
    async runToEnd(execution, definition, limit) {
      const closed = express.closed(execution.arn);
      // Where it cannot even be started, that is told by the start.
      closed.catch(() => {});
      const begun = await express.start(begin(execution, definition));
      if (begun.status !== 'RUNNING') return begun;
      const giveUp = ({ cause }: TimeLimit) => void express.deliver(execution.arn, { kind: 'given-up', cause });
      const callOff = limit && clock.callAt(limit.until, () => giveUp(limit));
      return await closed.finally(callOff);
    },
    deliver: standard.deliver,
    report: standard.report,
    async wake(executionArn) {
      try {
        await standard.deliver(executionArn, { kind: 'resumed' });
      } catch (error) {
        standard.forget(executionArn);
        throw error;
      }
    },
    async pump(until = Number.POSITIVE_INFINITY) {
      let woken = 0;
      for (let before = ''; clock.now() < until; ) {
        const due = await storage.dueExecutions(clock.now(), PUMP_BATCH);
        // What is due twice in a row cannot be moved on from here.
        const arns = due.map(({ arn }) => arn).join();
        if (due.length === 0 || arns === before) break;
        before = arns;
        woken += due.length;
        const outcomes = await Promise.allSettled(due.map(({ arn }) => standard.deliver(arn, { kind: 'resumed' })));
        for (const outcome of outcomes)
          if (outcome.status === 'rejected')
            log({ level: 'ERROR', message: 'what is due could not be moved on', ...errorFacts(outcome.reason) });
      }
      return woken;
    },
    leaveCalls(toTheNext) {
      leavesCalls = toTheNext;
    },
    async quiet(until) {
      let callOff = () => {};
      const late = new Promise<'late'>((resolve) => {
        callOff = clock.callAt(until, () => resolve('late'));
      });
      const isQuiet = () =>
        standard.isQuiet() &&
        express.isQuiet() &&
        tasks.callsOut() === 0 &&
        expressLedger.isEmpty() &&
        children.isQuiet() &&
        mapItems.isQuiet();
      while (!isQuiet()) {
        const settled = Promise.all([
          standard.quiet(),
          express.quiet(),
          tasks.quiet(),
          expressLedger.empty(),
          children.quiet(),
          mapItems.quiet(),
        ]);
        if ((await Promise.race([settled, late])) === 'late') break;
      }
      callOff();
      await Promise.all([standard.handOver(), observer && flushUntil(observer, clock, until)]);
    },
    close() {
      standard.close();
      express.close();
      tasks.close();
      mapItems.close();
    },
  };
}
