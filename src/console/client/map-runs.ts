import { machineNameOf } from '#arn';
import type { Client } from './client.ts';
import type { ListedExecution, Page } from './executions.ts';
import type { Change } from './live.ts';

/** How many items, or child executions, stand how. AWS: API reference, MapRunItemCounts and MapRunExecutionCounts. */
export interface MapRunCounts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  readonly resultsWritten: number;
  readonly failuresNotRedrivable?: number;
  readonly pendingRedrive?: number;
}

/** AWS: API reference, DescribeMapRun. Times are epoch seconds. */
export interface DescribedMapRun {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly status: string;
  readonly startDate: number;
  readonly stopDate?: number;
  /** 0: as many as there can be. */
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  readonly toleratedFailureCount: number;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  readonly redriveCount?: number;
  readonly redriveDate?: number;
}

/** A child execution, as ListExecutions lists it. */
export interface ListedChild extends ListedExecution {
  readonly itemCount?: number;
}

export const describeMapRun = (client: Client, mapRunArn: string): Promise<DescribedMapRun> =>
  client.action('DescribeMapRun', { mapRunArn });

/** How many children are asked for at a time: there may be 10,000 of them. */
const PAGE = 50;

/** A page of the children of a Map Run, those with that status or all. */
export async function listChildren(
  client: Client,
  mapRunArn: string,
  status: string,
  nextToken: string | undefined,
): Promise<Page<ListedChild>> {
  const statusFilter = status === '' ? undefined : status;
  const answer = await client.action<{ readonly executions: ListedChild[]; readonly nextToken?: string }>('ListExecutions', {
    mapRunArn,
    statusFilter,
    maxResults: PAGE,
    nextToken,
  });
  return { items: answer.executions, next: answer.nextToken };
}

/** Whether something has happened in a child of a Map Run, or in the execution that it belongs to. */
export const isAbout = ({ executions }: Change, mapRunArn: string): boolean =>
  [...executions].some((each) => machineNameOf(each) === machineNameOf(mapRunArn));
