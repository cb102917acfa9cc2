import type { StartChild } from '#interpreter/continuation/effects.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Drive } from '../drive/drive.ts';
import { tellParent } from './tell-parent.ts';

/** Redrives a child of an earlier round, or tells how it ended. */
export async function goOnWith(
  standard: Drive,
  existing: Execution,
  { arn, parent }: Pick<StartChild, 'arn' | 'parent'>,
): Promise<void> {
  const { round } = parent;
  let child = existing;
  // It was to be stopped before the redrive. AWS: that is done first — Redriving Map Runs.
  if (roundOf(child) < round && child.status === 'RUNNING')
    child = (await standard.deliver(arn, { kind: 'aborted', round: round - 1 })) ?? child;
  const isToBeRedriven = roundOf(child) < round && child.status !== 'SUCCEEDED';
  if (isToBeRedriven) child = (await standard.deliver(arn, { kind: 'redriven', round })) ?? child;
  const notRedrivable = isToBeRedriven && roundOf(child) < round;
  const { status, output, skippedMillis } = child;
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE' || (isToBeRedriven && !notRedrivable)) return;
  const result = { ...(output === undefined ? {} : { output }), ...(notRedrivable ? ({ notRedrivable } as const) : {}) };
  await tellParent(standard, { parent, outcome: { status, skippedMillis, ...result } });
}

/** Which redrive of its Map Run a child was started or redriven in last. */
export const roundOf = (child: Execution): number => child.parent?.round ?? 0;

/** Whether an EXPRESS child has nothing left to do in that round. */
export const isOver = (child: Execution, round: number): boolean => child.status === 'SUCCEEDED' || roundOf(child) === round;
