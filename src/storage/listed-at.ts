import type { Execution } from '#interpreter/continuation/execution.ts';

/**
 * The time by which an execution stands in a list, in epoch milliseconds. It changes only with the status.
 * AWS: those that run are sorted by when they were started or redriven, the others by when they stopped — ListExecutions, measured by others.
 */
export const listedAt = ({
  status,
  startTime,
  stopTime,
  redriveTime,
}: Pick<Execution, 'status' | 'startTime' | 'stopTime' | 'redriveTime'>): number =>
  (status === 'RUNNING' || status === 'PENDING_REDRIVE' ? redriveTime : stopTime) ?? startTime;
