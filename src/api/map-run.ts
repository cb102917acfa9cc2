import type { Execution } from '#interpreter/continuation/execution.ts';
import type { MapRun, MapRunCounts } from '#interpreter/continuation/map-run.ts';
import { runningOf } from '#interpreter/continuation/map-run-counts.ts';
import type { ActionContext } from './action.ts';
import { requireArn } from './arns.ts';
import { resourceNotFound } from './resource-not-found.ts';

/** A Map Run, and the execution that it is kept in. */
export interface StoredMapRun {
  readonly mapRun: MapRun;
  readonly execution: Execution;
}

/** Loads the Map Run with this ARN; throws InvalidArn and ResourceNotFound. */
export async function loadMapRun({ storage }: Pick<ActionContext, 'storage'>, arn: string): Promise<StoredMapRun> {
  requireArn(arn, 'mapRun');
  const place = (await storage.loadResource(arn))?.resource;
  const execution = place?.kind === 'map-run' ? (await storage.loadExecution(place.executionArn))?.execution : undefined;
  const mapRun = execution?.mapRuns?.[arn];
  if (execution === undefined || mapRun === undefined) throw resourceNotFound(arn);
  return { mapRun, execution };
}

/** The ARN of the state machine that the children of a Map Run belong to. AWS: `…:stateMachine:<machine>/<label>` — list_map_runs_and_describe_map_run. */
export function labelledMachineArn({ arn }: MapRun): string {
  const { partition, region, account, machine, label } = requireArn(arn, 'mapRun');
  return `arn:${partition}:states:${region}:${account}:stateMachine:${machine}/${label}`;
}

/** The counts of a Map Run as DescribeMapRun shows them. */
export function showCounts(counts: MapRunCounts): object {
  const { started, total, ...shown } = counts;
  return { ...shown, pending: total - started, running: runningOf(counts), total };
}
