import { createHash } from 'node:crypto';
import type { JsonText } from './execution.ts';

/** A Map Run: one pass of a Distributed Map state over its items. Kept in the execution that runs it, also when the state has ended. */
export interface MapRun {
  readonly arn: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly startTime: number;
  readonly stopTime?: number;
  /** Of the child executions. */
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** 0: as many as AWS runs at a time. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  /** How many child executions there will be. */
  readonly total: number;
  readonly started: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly resultsWritten: number;
  readonly redriveCount: number;
  readonly redriveTime?: number;
}

/** AWS: child executions of one Map Run that run at a time when MaxConcurrency does not say less — Map state in Distributed mode. */
const MAX_MAP_RUN_CONCURRENCY = 10_000;

/** How many of the children have ended. */
export const endedOf = ({ succeeded, failed, timedOut, aborted }: MapRun): number => succeeded + failed + timedOut + aborted;

/** How many children may run at a time. */
export const concurrencyOf = ({ maxConcurrency }: MapRun): number =>
  maxConcurrency === 0 ? MAX_MAP_RUN_CONCURRENCY : Math.min(maxConcurrency, MAX_MAP_RUN_CONCURRENCY);

/** Whether more children have failed than may. AWS: either limit decides; without any, one failure is too many. */
export function exceedsTolerance({
  failed,
  timedOut,
  aborted,
  total,
  toleratedFailureCount,
  toleratedFailurePercentage,
}: MapRun): boolean {
  const unsuccessful = failed + timedOut + aborted;
  if (unsuccessful === 0) return false;
  const isTolerated =
    (toleratedFailureCount > 0 && unsuccessful <= toleratedFailureCount && toleratedFailurePercentage === 0) ||
    (toleratedFailurePercentage > 0 &&
      (unsuccessful / total) * 100 <= toleratedFailurePercentage &&
      toleratedFailureCount === 0) ||
    (toleratedFailureCount > 0 &&
      toleratedFailurePercentage > 0 &&
      unsuccessful <= toleratedFailureCount &&
      (unsuccessful / total) * 100 <= toleratedFailurePercentage);
  return !isTolerated;
}

/**
 * The ARN of a Map Run's child: always the same for the same index, so that starting it twice is starting it once.
 * `arn:…:mapRun:machine/label:run` → `arn:…:execution:machine/label:child`.
 */
export function childArn(mapRunArn: string, index: number): string {
  const hex = createHash('sha256').update(`${mapRunArn}/${index}`).digest('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  const parts = mapRunArn.split(':');
  return [...parts.slice(0, 5), 'execution', parts[6], uuid].join(':');
}

/** How a child execution ended, as its parent is told. */
export interface ChildOutcome {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: JsonText;
  /** By how much the child's time was ahead of the clock's. */
  readonly skippedMillis: number;
}
