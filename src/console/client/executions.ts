import type { Client } from './client.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** An execution as ListExecutions and the workbench list it. Times are epoch seconds from the one, ISO 8601 from the other. */
export interface ListedExecution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: Status;
  readonly startDate: number | string;
  readonly stopDate?: number | string;
  readonly error?: string;
  readonly cause?: string;
  readonly imported?: boolean;
  readonly redriveCount?: number;
}

/** AWS: API reference, DescribeExecution. */
export interface DescribedExecution extends ListedExecution {
  readonly input?: string;
  readonly output?: string;
  readonly mapRunArn?: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveStatus?: string;
  readonly redriveStatusReason?: string;
}

/** A page of a list: what comes next is asked for with `next`. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** What is looked for among the executions of all state machines. */
export interface ExecutionSearch {
  readonly status?: string | undefined;
  readonly machine?: string | undefined;
  readonly error?: string | undefined;
  readonly limit?: number;
}

/** Executions across state machines, newest first. */
export async function searchExecutions(
  client: Client,
  { limit = 100, ...search }: ExecutionSearch,
  after?: string,
): Promise<Page<ListedExecution>> {
  const query = { ...search, limit: String(limit), after };
  const answer = await client.fake<{ readonly executions: ListedExecution[]; readonly next?: string }>('GET executions', {
    query,
  });
  return { items: answer.executions, next: answer.next };
}

/** What AWS's answer has no member for, whether it was imported, its reason against a redrive tells. */
export async function describeExecution(client: Client, executionArn: string): Promise<DescribedExecution> {
  const described = await client.action<DescribedExecution>('DescribeExecution', { executionArn });
  return { ...described, imported: /\bimported\b/.test(described.redriveStatusReason ?? '') };
}
