import type { Machine } from '#asl/state.ts';
import type { Clock } from '#clock';
import type { Effect, OpenMapRun, ReportToParent, StartChild, StopChildren } from '#interpreter/continuation/effects.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { errorFacts, type Log } from '#log';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import type { Drive } from '../drive/drive.ts';
import type { CommittedStep } from '../perform.ts';
import { type Quiet, quietTogether } from '../quiet.ts';
import type { TimeModes } from '../time-modes.ts';
import { tryAgain } from '../try-again.ts';
import { createUnderWay } from '../under-way.ts';
import { childEnded } from './child-ended.ts';
import { createExpressChildren } from './express-children.ts';
import { startChild, tellMissing } from './start-child.ts';
import { stopChildren } from './stop-children.ts';

export interface ChildrenParts {
  readonly storage: Storage;
  readonly driveOf: (type: Execution['type']) => Drive;
  readonly machineOf: (execution: Execution) => Promise<Machine> | Machine;
  readonly clock: Clock;
  readonly modes: TimeModes;
  readonly log: Log;
}

/** Performs the effects of Map Runs: starts, redrives and stops child executions, and tells parents how they ended. */
export interface Children extends Quiet {
  readonly open: (effect: OpenMapRun, step: CommittedStep) => void;
  readonly start: (effects: readonly StartChild[], step: CommittedStep) => void;
  readonly stop: (effect: StopChildren, step: CommittedStep) => void;
  readonly report: (effect: ReportToParent, step: CommittedStep) => void;
  /** Resolves when the children of a Map Run that were to be stopped are, and are kept. */
  readonly stopped: (mapRunArn: string) => Promise<void>;
}

export function createChildren({ storage, driveOf, machineOf, clock, modes, log }: ChildrenParts): Children {
  const parts = { storage, driveOf, machineOf, clock, modes, express: createExpressChildren() };
  /** What is under way, by Map Run: a start waits for the opening and the stops before it, a stop for the starts before it. */
  const opens = createUnderWay();
  const starts = createUnderWay();
  const stops = createUnderWay();
  const reports = createUnderWay();

  /** Tries it for a while; after that it is asked for again when its lease is over. */
  const guarded = <Result>(
    { kind }: Effect,
    { execution }: CommittedStep,
    work: () => Promise<Result>,
  ): Promise<Result | undefined> =>
    tryAgain<Result | undefined>(clock, work, (error, tries) =>
      log({ level: 'ERROR', message: `${kind} went wrong`, executionArn: execution.arn, tries, ...errorFacts(error) }),
    ).catch(() => undefined);

  /** Starts one child; resolves with its number where it is missing. */
  async function startOne(effect: StartChild, step: CommittedStep): Promise<number | undefined> {
    const { mapRunArn, index } = effect.parent;
    // A Map Run can be found before its first child.
    await Promise.all([opens.settled(mapRunArn), stops.settled(mapRunArn)]);
    const isMissing = await guarded(effect, step, () => startChild(parts, step.execution, effect));
    return isMissing ? index : undefined;
  }

  return {
    open(effect, step) {
      opens.add(
        effect.mapRunArn,
        guarded(effect, step, () => open(storage, effect.mapRunArn, step.execution.arn)),
      );
    },
    start(effects, step) {
      for (const ofMapRun of byMapRun(effects)) {
        const [first] = ofMapRun;
        if (!first) continue;
        const started = Promise.all(ofMapRun.map((effect) => startOne(effect, step)));
        const told = started.then((missing) => guarded(first, step, () => tellMissing(parts, first.parent, missing)));
        starts.add(first.parent.mapRunArn, told);
      }
    },
    stop(effect, step) {
      const { mapRunArn } = effect;
      stops.add(
        mapRunArn,
        guarded(effect, step, async () => {
          await starts.settled(mapRunArn);
          await stopChildren(parts, step.execution.arn, effect);
        }),
      );
    },
    report(effect, step) {
      reports.add(
        effect.parent.mapRunArn,
        guarded(effect, step, () => childEnded(parts, step.execution, effect)),
      );
    },
    async stopped(mapRunArn) {
      await stops.settled(mapRunArn);
      await reports.settled(mapRunArn);
    },
    ...quietTogether([opens, starts, stops, reports]),
  };
}

async function open(storage: Storage, arn: string, executionArn: string): Promise<void> {
  try {
    await storage.saveResource({ kind: 'map-run', arn, executionArn }, 0);
  } catch (error) {
    // The record of this Map Run is there: another driver has opened it.
    if (!(error instanceof VersionConflict)) throw error;
  }
}

function byMapRun(effects: readonly StartChild[]): Iterable<readonly StartChild[]> {
  const groups = new Map<string, StartChild[]>();
  for (const effect of effects) {
    const { mapRunArn } = effect.parent;
    const group = groups.get(mapRunArn);
    if (group) group.push(effect);
    else groups.set(mapRunArn, [effect]);
  }
  return groups.values();
}
