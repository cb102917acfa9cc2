import type { Machine } from '#asl/state.ts';
import type { Effect, ReportToParent, StartChild } from '#interpreter/effects.ts';
import type { Execution } from '#interpreter/execution.ts';
import { newExecution } from '#interpreter/new-execution.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import type { Clock } from './clock.ts';
import type { Drive } from './drive.ts';
import { errorFacts, type Log } from './log.ts';

/** How many children are stopped at a time. */
const STOP_BATCH = 100;

export interface ChildrenParts {
  readonly storage: Storage;
  readonly driveOf: (type: Execution['type']) => Drive;
  readonly machineOf: (execution: Execution) => Promise<Machine>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Performs the effects of Map Runs: starts and stops child executions, and tells parents how they ended. */
export function createChildren({ storage, driveOf, machineOf, clock, log }: ChildrenParts) {
  /** EXPRESS children that run in this process, by Map Run: nothing else knows them. */
  const express = new Map<string, Set<string>>();

  async function start(parent: Execution, effect: StartChild): Promise<void> {
    const drive = driveOf(effect.type);
    const child = await childOf(parent, effect);
    if (effect.type === 'EXPRESS') remember(effect);
    try {
      await drive.start(child);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      // It has been started before. If it has ended since, that may not have been told.
      const existing = (await storage.loadExecution(effect.arn))?.execution;
      const { status, output, skippedMillis } = existing ?? child;
      if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return;
      const outcome = { status, skippedMillis, ...(output === undefined ? {} : { output }) };
      await report({ kind: 'report-to-parent', parent: effect.parent, outcome });
    }
  }

  /** AWS: a child belongs to `stateMachine:<machine>/<label>`, and is named by a UUID. */
  async function childOf(parent: Execution, { arn, type, startAt, input, parent: place }: StartChild): Promise<Execution> {
    const { states } = await machineOf(parent);
    const label = place.mapRunArn.split(':')[6]?.split('/')[1];
    const stateMachineArn = `${parent.stateMachineArn.split('/')[0]}/${label}`;
    const { roleArn, revisionId, testCase, skippedMillis } = parent;
    const begun = newExecution(
      { startAt, states },
      {
        arn,
        name: arn.split(':').at(-1) ?? arn,
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
    const { executionArn, mapRunArn, frame, index } = parent;
    await driveOf('STANDARD').deliver(executionArn, { kind: 'child-ended', mapRunArn, frame, index, ...outcome });
  }

  async function stop(mapRunArn: string): Promise<void> {
    for (const arn of express.get(mapRunArn) ?? []) await driveOf('EXPRESS').deliver(arn, { kind: 'aborted' });
    express.delete(mapRunArn);
    for (;;) {
      const { items } = await storage.listExecutions(mapRunArn, { status: 'RUNNING', limit: STOP_BATCH });
      if (items.length === 0) return;
      await Promise.all(items.map(({ arn }) => driveOf('STANDARD').deliver(arn, { kind: 'aborted' })));
    }
  }

  function remember({ arn, parent: { mapRunArn } }: StartChild): void {
    const running = express.get(mapRunArn) ?? new Set();
    express.set(mapRunArn, running.add(arn));
  }

  return {
    perform(execution: Execution, effect: Effect): void {
      const { parent } = execution;
      const failed = (error: unknown) =>
        log({ level: 'error', message: `${effect.kind} went wrong`, executionArn: execution.arn, ...errorFacts(error) });
      if (effect.kind === 'start-child') {
        start(execution, effect).catch(failed);
      } else if (effect.kind === 'stop-children') {
        stop(effect.mapRunArn).catch(failed);
      } else if (effect.kind === 'report-to-parent') {
        if (parent) express.get(parent.mapRunArn)?.delete(execution.arn);
        report(effect).catch(failed);
      }
    },
  };
}
