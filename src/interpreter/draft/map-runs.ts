import type { MapRun } from '../continuation/map-run.ts';
import type { Run } from './run.ts';

/** The Map Run of that ARN, which the execution has started. */
export function mapRunOf(run: Run, arn: string): MapRun {
  const mapRun = run.execution.mapRuns?.[arn];
  if (!mapRun) throw new Error(`there is no Map Run ${arn}`);
  return mapRun;
}

/** Keeps what has become of a Map Run. */
export function setMapRun(run: Run, mapRun: MapRun): void {
  run.execution.mapRuns = { ...run.execution.mapRuns, [mapRun.arn]: mapRun };
}
