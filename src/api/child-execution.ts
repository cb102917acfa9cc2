import type { Execution } from '#interpreter/continuation/execution.ts';
import type { MapRun } from '#interpreter/continuation/map-run.ts';
import { whyNotRedrivable } from '#interpreter/continuation/redrivability.ts';
import type { ActionContext } from './action.ts';

/**
 * Whether a child execution waits for the redrive that its Map Run is in the middle of.
 * AWS: its status is PENDING_REDRIVE until the Map Run's concurrency has room for it — Redriving Map Runs.
 */
export function isPendingRedrive(child: Execution, mapRun: MapRun | undefined, now: number): boolean {
  if (child.parent === undefined || mapRun?.status !== 'RUNNING') return false;
  return child.parent.round < mapRun.redriveCount && whyNotRedrivable(child, now + child.skippedMillis) === undefined;
}

/** The same, with a look at the Map Run. */
export async function pendingRedriveOf(
  child: Execution,
  { storage, now }: Pick<ActionContext, 'storage' | 'now'>,
): Promise<boolean> {
  const { parent, status } = child;
  if (parent === undefined || status === 'RUNNING' || status === 'SUCCEEDED') return false;
  const stored = await storage.loadExecution(parent.executionArn);
  return isPendingRedrive(child, stored?.execution.mapRuns?.[parent.mapRunArn], now());
}
