import { createHash } from 'node:crypto';
import { formatArn, machinePathOf, placeOf } from '#arn';
import type { JsonText } from './json-text.ts';

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
  /** Of child executions. */
  readonly executions: MapRunCounts;
  /** Of the items that they work on. */
  readonly items: MapRunCounts;
  /** Not all of its items are known yet. */
  readonly isReading?: true;
  readonly redriveCount: number;
  readonly redriveTime?: number;
  /** The children that ran when the Map Run ended, by index: they count as aborted until they tell that they have ended otherwise. */
  readonly cutOff?: readonly number[];
}

/** How far a Map Run is, counted in child executions or in items. */
export interface MapRunCounts {
  readonly total: number;
  /** All that have ever been started, whatever has become of them. */
  readonly started: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly resultsWritten: number;
  /** Of those that were started and did not succeed: waiting for their redrive, and counted nowhere else meanwhile. */
  readonly pendingRedrive: number;
  /** Of those that did not succeed: too old or too long for a redrive. */
  readonly failuresNotRedrivable: number;
}

/** AWS: child executions of one Map Run that run at a time when MaxConcurrency does not say less — Map state in Distributed mode. */
const MAX_MAP_RUN_CONCURRENCY = 10_000;

/** How many children may run at a time. */
export const concurrencyOf = ({ maxConcurrency }: MapRun): number =>
  maxConcurrency === 0 ? MAX_MAP_RUN_CONCURRENCY : Math.min(maxConcurrency, MAX_MAP_RUN_CONCURRENCY);

/**
 * Whether more has failed than may. AWS: items count, those of a batch all together; either limit decides, and without any one failure is
 * too many — Setting failure thresholds for Distributed Map states. A percentage of items that are not all known is not known. (inferred)
 */
export function exceedsTolerance({ items, isReading, toleratedFailureCount, toleratedFailurePercentage }: MapRun): boolean {
  const unsuccessful = items.failed + items.timedOut + items.aborted;
  if (unsuccessful === 0) return false;
  if (toleratedFailureCount === 0 && toleratedFailurePercentage === 0) return true;
  const percentage = (unsuccessful / items.total) * 100;
  return (
    (toleratedFailureCount > 0 && unsuccessful > toleratedFailureCount) ||
    (toleratedFailurePercentage > 0 && !isReading && percentage > toleratedFailurePercentage)
  );
}

/**
 * The ARN of a Map Run's child: always the same for the same index, so that starting it twice is starting it once.
 * `arn:…:mapRun:machine/label:run` → `arn:…:execution:machine/label:child`, or `arn:…:express:machine/label:child:id` (inferred).
 */
export function childArn({ arn, executionType }: Pick<MapRun, 'arn' | 'executionType'>, index: number): string {
  const hex = createHash('sha256').update(`${arn}/${index}`).digest('hex');
  const child = { ...placeOf(arn), machine: machinePathOf(arn), name: uuidOf(hex.slice(0, 32)) };
  return formatArn(
    executionType === 'STANDARD' ? { kind: 'execution', ...child } : { kind: 'express', ...child, id: uuidOf(hex.slice(32)) },
  );
}

const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/** How a child execution ended, as its parent is told. */
export interface ChildOutcome {
  readonly status: 'SUCCEEDED' | UnsuccessfulStatus;
  readonly output?: JsonText;
  /** By how much the child's time was ahead of the clock's. */
  readonly skippedMillis: number;
  /** It was to be redriven and cannot be: this is how it ended before. */
  readonly notRedrivable?: true;
}

export type UnsuccessfulStatus = 'FAILED' | 'TIMED_OUT' | 'ABORTED';
