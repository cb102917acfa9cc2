import type { Client } from './client.ts';
import type { Page } from './executions.ts';

/** A state machine as ListStateMachines lists it; its time is in epoch seconds. */
export interface ListedMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: number;
}

/** AWS: API reference, DescribeStateMachine. */
export interface DescribedMachine extends ListedMachine {
  readonly status: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly revisionId?: string;
  readonly description?: string;
}

const PAGE = 1_000;

export async function listMachines(client: Client, nextToken?: string): Promise<Page<ListedMachine>> {
  const answer = await client.action<{ readonly stateMachines: ListedMachine[]; readonly nextToken?: string }>(
    'ListStateMachines',
    {
      maxResults: PAGE,
      nextToken,
    },
  );
  return { items: answer.stateMachines, next: answer.nextToken };
}

export const describeMachine = (client: Client, stateMachineArn: string): Promise<DescribedMachine> =>
  client.action('DescribeStateMachine', { stateMachineArn });

/** The definition that an execution runs, which may have been changed since. */
export const describeMachineFor = (client: Client, executionArn: string): Promise<DescribedMachine> =>
  client.action('DescribeStateMachineForExecution', { executionArn });
