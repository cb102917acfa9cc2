import { executionNameOf, labelOf, stateMachineOf } from '#arn';
import type { Machine } from '#asl/state.ts';
import type { Clock } from '#clock';
import type { StartChild } from '#interpreter/continuation/effects.ts';
import type { Execution, Parent } from '#interpreter/continuation/execution.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import { newExecution } from '#interpreter/continuation/new-execution.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import type { Drive } from '../drive/drive.ts';
import { baseTime, type TimeModes } from '../time-modes.ts';
import type { ExpressChildren } from './express-children.ts';
import { goOnWith, isOver } from './go-on-with.ts';

interface StartParts {
  readonly storage: Storage;
  readonly driveOf: (type: Execution['type']) => Drive;
  readonly machineOf: (execution: Execution) => Promise<Machine> | Machine;
  readonly clock: Clock;
  readonly modes: TimeModes;
  readonly express: ExpressChildren;
}

/** Starts a child, or goes on with it. Says whether it is missing: whoever was to start it has not, and what to start it with is not known. */
export async function startChild(parts: StartParts, parent: Execution, effect: StartChild): Promise<boolean> {
  const { storage, driveOf, express } = parts;
  const { arn, type, parent: place, again } = effect;
  const isKnown = place.round > 0 || again === true;
  const known = isKnown ? (await storage.loadExecution(arn))?.execution : undefined;
  if (known !== undefined && (type === 'STANDARD' || isOver(known, place.round))) {
    await goOnWith(driveOf('STANDARD'), known, effect);
    return false;
  }
  const input = effect.input ?? known?.input;
  if (input === undefined) return true;
  const child = await childOf(parts, parent, { ...effect, input });
  if (type === 'EXPRESS') express.add(place.mapRunArn, arn);
  try {
    await driveOf(type).start(child);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    // It has been started before. If it has ended since, that may not have been told.
    const existing = (await storage.loadExecution(arn))?.execution;
    if (existing) await goOnWith(driveOf('STANDARD'), existing, effect);
  }
  return false;
}

/** Has the children of one step found once more that are missing: together, as the Map Run then starts all that it has not heard of. */
export async function tellMissing(
  { driveOf }: Pick<StartParts, 'driveOf'>,
  { executionArn, mapRunArn }: Pick<Parent, 'executionArn' | 'mapRunArn'>,
  indexes: readonly (number | undefined)[],
): Promise<void> {
  const missing = indexes.filter((index) => index !== undefined);
  if (missing.length === 0) return;
  const index = missing.reduce((least, other) => Math.min(least, other));
  await driveOf('STANDARD').deliver(executionArn, { kind: 'child-missing', mapRunArn, index });
}

/** AWS: a child belongs to `stateMachine:<machine>/<label>`, and is named by a UUID: the eighth part of its ARN. */
async function childOf(
  { machineOf, clock, modes }: StartParts,
  parent: Execution,
  effect: StartChild & { readonly input: JsonText },
): Promise<Execution> {
  const { arn, type, startAt, input, parent: place } = effect;
  const { states } = await machineOf(parent);
  const label = labelOf(place.mapRunArn);
  const stateMachineArn = `${stateMachineOf(parent.stateMachineArn)}/${label}`;
  const { roleArn, revisionId, testCase, nesting, skippedMillis, root = parent.arn } = parent;
  return newExecution(
    { startAt, states },
    {
      arn,
      name: executionNameOf(arn),
      type,
      stateMachineArn,
      revisionId,
      roleArn,
      input,
      startTime: baseTime(await modes.of(parent.arn), clock) + skippedMillis,
      skippedMillis,
      parent: place,
      root,
      ...(testCase === undefined ? {} : { testCase }),
      // What it starts is as far from what a client started as what its parent starts.
      ...(nesting === undefined ? {} : { nesting }),
    },
  );
}
