import type { Machine } from '#asl/state.ts';
import type { Clock } from '#clock';
import type { Effect, ReportToParent, StartChild, StopChildren } from '#interpreter/effects.ts';
import type { Execution, JsonText } from '#interpreter/execution.ts';
import { newExecution } from '#interpreter/new-execution.ts';
import { errorFacts, type Log } from '#log';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import type { Drive } from './drive.ts';
import { tryAgain } from './try-again.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';

/** How many children are stopped at a time. */
const STOP_BATCH = 100;

export interface ChildrenParts {
  readonly storage: Storage;
  readonly driveOf: (type: Execution['type']) => Drive;
  readonly machineOf: (execution: Execution) => Promise<Machine>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Performs the effects of Map Runs. */
export interface Children {
  readonly perform: (execution: Execution, effects: readonly Effect[]) => void;
  /** Resolves when the children of a Map Run that were to be stopped are, and are kept. */
  readonly stopped: (mapRunArn: string) => Promise<void>;
  readonly isQuiet: () => boolean;
  /** Resolves when nothing that was asked for is under way. */
  readonly quiet: () => Promise<void>;
}

/** Starts, redrives and stops child executions, and tells parents how they ended. */
export function createChildren({ storage, driveOf, machineOf, clock, log }: ChildrenParts): Children {
  /** EXPRESS children that run in this process, by Map Run: nothing else knows them. */
  const express = new Map<string, Set<string>>();
  /** What is under way, by Map Run: a stop waits for the starts before it, a start for the stops before it. */
  const starts = createUnderWay();
  const stops = createUnderWay();
  const others = createUnderWay();

  /** Says whether the child is missing: whoever was to start it has not, and what to start it with is not known. */
  async function start(parent: Execution, effect: StartChild): Promise<boolean> {
    const { arn, type, parent: place, again } = effect;
    const isKnown = place.round > 0 || again === true;
    const known = isKnown ? (await storage.loadExecution(arn))?.execution : undefined;
    if (known !== undefined && (type === 'STANDARD' || isOver(known, place.round))) return await goOnWith(known, effect);
    const input = effect.input ?? known?.input;
    if (input === undefined) return true;
    const child = await childOf(parent, { ...effect, input });
    if (type === 'EXPRESS') remember(effect);
    try {
      await driveOf(type).start(child);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      // It has been started before. If it has ended since, that may not have been told.
      const existing = (await storage.loadExecution(arn))?.execution;
      if (existing) return await goOnWith(existing, effect);
    }
    return false;
  }

  /** Has the children of one step found once more that are missing: together, as the Map Run then starts all that it has not heard of. */
  async function findAgain(executionArn: string, mapRunArn: string, indexes: readonly (number | undefined)[]): Promise<void> {
    const missing = indexes.filter((index) => index !== undefined);
    if (missing.length === 0) return;
    const index = missing.reduce((least, other) => Math.min(least, other));
    await driveOf('STANDARD').deliver(executionArn, { kind: 'child-missing', mapRunArn, index });
  }

  /** Redrives a child of an earlier round, or reports how it ended. */
  async function goOnWith(existing: Execution, { arn, parent }: Pick<StartChild, 'arn' | 'parent'>): Promise<false> {
    const { round } = parent;
    const standard = driveOf('STANDARD');
    let child = existing;
    // It was to be stopped before the redrive. AWS: that is done first — Redriving Map Runs.
    if (roundOf(child) < round && child.status === 'RUNNING')
      child = (await standard.deliver(arn, { kind: 'aborted', round: round - 1 })) ?? child;
    const isToBeRedriven = roundOf(child) < round && child.status !== 'SUCCEEDED';
    if (isToBeRedriven) child = (await standard.deliver(arn, { kind: 'redriven', round })) ?? child;
    const notRedrivable = isToBeRedriven && roundOf(child) < round;
    const { status, output, skippedMillis } = child;
    if (status === 'RUNNING' || status === 'PENDING_REDRIVE' || (isToBeRedriven && !notRedrivable)) return false;
    const result = { ...(output === undefined ? {} : { output }), ...(notRedrivable ? ({ notRedrivable } as const) : {}) };
    await report({ kind: 'report-to-parent', parent, outcome: { status, skippedMillis, ...result } });
    return false;
  }

  /** AWS: a child belongs to `stateMachine:<machine>/<label>`, and is named by a UUID: the eighth part of its ARN. */
  async function childOf(parent: Execution, effect: StartChild & { readonly input: JsonText }): Promise<Execution> {
    const { arn, type, startAt, input, parent: place } = effect;
    const { states } = await machineOf(parent);
    const label = place.mapRunArn.split(':')[6]?.split('/')[1];
    const stateMachineArn = `${parent.stateMachineArn.split('/')[0]}/${label}`;
    const { roleArn, revisionId, testCase, skippedMillis } = parent;
    const begun = newExecution(
      { startAt, states },
      {
        arn,
        name: arn.split(':')[7] ?? arn,
        type,
        stateMachineArn,
        revisionId,
        roleArn,
        input,
        startTime: clock.now() + skippedMillis,
        parent: place,
        ...(testCase === undefined ? {} : { testCase }),
      },
    );
    return { ...begun, skippedMillis };
  }

  async function report({ parent, outcome }: ReportToParent): Promise<void> {
    const { executionArn, mapRunArn, index, round, itemCount } = parent;
    await driveOf('STANDARD').deliver(executionArn, {
      kind: 'child-ended',
      mapRunArn,
      index,
      round,
      itemCount,
      ...outcome,
    });
  }

  /**
   * Keeps an EXPRESS child that has ended, and returns what is kept: where two processes ran it, how the first of them ended is how it ended.
   * AWS: what a Map Run has started can be listed and described — API reference, DescribeExecution.
   */
  async function keep(child: Execution, expectedVersion = 0): Promise<Execution> {
    const { mapRunArn } = child.parent ?? {};
    try {
      await storage.commit({
        expectedVersion,
        execution: { ...child, frames: {}, ready: [] },
        history: [],
        lists: mapRunArn === undefined ? [] : [mapRunArn],
      });
      return child;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      const kept = await storage.loadExecution(child.arn);
      return kept && isOver(kept.execution, roundOf(child)) ? kept.execution : await keep(child, kept?.version);
    }
  }

  async function ended(child: Execution, effect: ReportToParent): Promise<void> {
    if (child.type === 'STANDARD') return report(effect);
    const kept = await keep(child);
    forget(effect.parent.mapRunArn, child.arn);
    if (kept === child) await report(effect);
    else await goOnWith(kept, { arn: child.arn, parent: effect.parent });
  }

  async function stop({ arn: executionArn }: Execution, { mapRunArn, round }: StopChildren): Promise<void> {
    await starts.settled(mapRunArn);
    const abort = { kind: 'aborted', round } as const;
    for (const arn of express.get(mapRunArn) ?? []) await driveOf('EXPRESS').deliver(arn, abort);
    for (let after: string | undefined, isLast = false; !isLast; ) {
      const page = { status: 'RUNNING', limit: STOP_BATCH, ...(after === undefined ? {} : { after }) } as const;
      const { items, next } = await storage.listExecutions(mapRunArn, page);
      await Promise.all(items.map(({ arn }) => driveOf('STANDARD').deliver(arn, abort)));
      after = next;
      isLast = next === undefined;
    }
    await driveOf('STANDARD').deliver(executionArn, { kind: 'children-stopped', mapRunArn, round });
  }

  async function open(arn: string, executionArn: string): Promise<void> {
    try {
      await storage.saveResource({ kind: 'map-run', arn, executionArn }, 0);
    } catch (error) {
      // It has been opened before.
      if (!(error instanceof VersionConflict)) throw error;
    }
  }

  function remember({ arn, parent: { mapRunArn } }: StartChild): void {
    const running = express.get(mapRunArn) ?? new Set();
    express.set(mapRunArn, running.add(arn));
  }

  function forget(mapRunArn: string, arn: string): void {
    const running = express.get(mapRunArn);
    running?.delete(arn);
    if (running?.size === 0) express.delete(mapRunArn);
  }

  return {
    perform(execution, effects) {
      /** Tries it for a while; after that it is asked for again when its lease is over. */
      const guarded = <Result>(what: Effect['kind'], work: () => Promise<Result>): Promise<Result | undefined> =>
        tryAgain<Result | undefined>(clock, work, (error, tries) =>
          log({ level: 'ERROR', message: `${what} went wrong`, executionArn: execution.arn, tries, ...errorFacts(error) }),
        ).catch(() => undefined);
      const go = (way: UnderWay, group: string, what: Effect['kind'], work: () => Promise<void>) =>
        way.add(group, guarded(what, work));
      const opened = effects
        .filter((effect) => effect.kind === 'open-map-run')
        .map(({ kind, mapRunArn }) => go(others, '', kind, () => open(mapRunArn, execution.arn)));
      const missing = new Map<string, Promise<number | undefined>[]>();
      for (const effect of effects) {
        const { kind } = effect;
        if (kind === 'start-child') {
          const { mapRunArn, index } = effect.parent;
          // A Map Run can be found before its first child.
          const before = Promise.all([...opened, stops.settled(mapRunArn)]);
          const isMissing = before.then(() => guarded(kind, () => start(execution, effect)));
          const ofMapRun = missing.get(mapRunArn) ?? [];
          missing.set(mapRunArn, ofMapRun);
          ofMapRun.push(isMissing.then((is) => (is ? index : undefined)));
          go(starts, mapRunArn, kind, () => isMissing.then(() => {}));
        }
        if (kind === 'stop-children') go(stops, effect.mapRunArn, kind, () => stop(execution, effect));
        else if (kind === 'report-to-parent') go(others, '', kind, () => ended(execution, effect));
      }
      for (const [mapRunArn, ofMapRun] of missing) {
        const indexes = Promise.all(ofMapRun);
        go(starts, mapRunArn, 'start-child', async () => findAgain(execution.arn, mapRunArn, await indexes));
      }
    },
    async stopped(mapRunArn) {
      await stops.settled(mapRunArn);
      await others.settled('');
    },
    isQuiet: () => starts.isEmpty() && stops.isEmpty() && others.isEmpty(),
    async quiet() {
      await Promise.all([starts.empty(), stops.empty(), others.empty()]);
    },
  };
}

const roundOf = (child: Execution): number => child.parent?.round ?? 0;

/** Whether an EXPRESS child has nothing left to do in that round. */
const isOver = (child: Execution, round: number): boolean => child.status === 'SUCCEEDED' || roundOf(child) === round;
