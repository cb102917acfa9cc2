import { formatArn, parseArn } from '#arn';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { ActionContext } from './action.ts';
import { requireArn } from './arns.ts';
import { SfnError } from './errors.ts';

/** Loads the STANDARD execution with this ARN; throws InvalidArn and ExecutionDoesNotExist. */
export async function loadExecution({ storage }: Pick<ActionContext, 'storage'>, arn: string): Promise<Execution> {
  requireArn(arn, 'execution');
  const stored = await storage.loadExecution(arn);
  if (stored === undefined) throw executionDoesNotExist(arn);
  return stored.execution;
}

/** The same for what a Map Run has started too, STANDARD or EXPRESS. AWS: those can be described — API reference, DescribeExecution. */
export async function loadDescribable(context: Pick<ActionContext, 'storage'>, arn: string): Promise<Execution> {
  const parsed = parseArn(arn);
  if (parsed?.kind !== 'express' || parsed.label === undefined) return loadExecution(context, arn);
  const stored = await context.storage.loadExecution(arn);
  if (stored === undefined) throw executionDoesNotExist(arn);
  return stored.execution;
}

export function executionDoesNotExist(arn: string): SfnError {
  return new SfnError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

/** What an execution belongs to: a child of a Map Run has the label of its Map state in its state machine's ARN. */
export function machineOf({ stateMachineArn }: Execution): {
  readonly arn: string;
  readonly name: string;
  readonly label?: string;
} {
  const { partition, region, account, machine, ...rest } = requireArn(stateMachineArn, 'stateMachine');
  const arn = formatArn({ kind: 'stateMachine', partition, region, account, machine });
  return rest.kind === 'stateMachine' && rest.label !== undefined
    ? { arn, name: machine, label: rest.label }
    : { arn, name: machine };
}

/** An execution as ListExecutions shows it. */
export function showExecutionListItem(execution: Execution): object {
  const { arn, name, status, startTime, stopTime, redriveCount, redriveTime, parent } = execution;
  const { stateMachineArn, stateMachineVersionArn, stateMachineAliasArn } = execution;
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    status,
    startDate: new Date(startTime),
    stopDate: stopTime === undefined ? undefined : new Date(stopTime),
    stateMachineVersionArn,
    stateMachineAliasArn,
    mapRunArn: parent?.mapRunArn,
    redriveCount,
    redriveDate: redriveTime === undefined ? undefined : new Date(redriveTime),
  };
}

/**
 * The data of an execution, as DescribeExecution and StartSyncExecution show it. AWS: an input or output comes with its details
 * (test_state_fail has no outputDetails); that METADATA_ONLY leaves out the texts and says so in the details is (inferred).
 */
export function showExecutionData(
  { input, output, error, cause }: Execution,
  includedData: 'ALL_DATA' | 'METADATA_ONLY' = 'ALL_DATA',
): object {
  const included = includedData === 'ALL_DATA';
  return {
    input: included ? input : undefined,
    inputDetails: { included },
    output: included ? output : undefined,
    outputDetails: output === undefined ? undefined : { included },
    error,
    cause,
  };
}
