import type { ActionContext } from '../action.ts';
import { loadDescribable, machineOf } from '../execution.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { loadRevision, showRevision } from '../revision.ts';

/**
 * DescribeStateMachineForExecution: tells what definition an execution runs, as it was when the execution started.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; `InvalidArn`: Invalid Arn: 'Resource type not valid in this
 *    context: express'
 * 2. that the execution exists — `ExecutionDoesNotExist`: Execution Does Not Exist: '<arn>'
 * The answer names the machine, not the version, has no type, status or creationDate, and `revisionId` only if there was one
 * (describe_state_machine_for_execution_of_version, …_with_revision). For a child of a Map Run it shows the whole definition
 * (inferred), the label and the Map Run.
 */
export const input = {
  executionArn: { type: 'string', required: true, min: 1, max: 256 },
  includedData: { type: 'string', enum: ['ALL_DATA', 'METADATA_ONLY'] },
} as const satisfies InputTable;

export async function run({ executionArn, includedData }: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const execution = await loadDescribable(context, executionArn);
  const { arn, name, label } = machineOf(execution);
  const revision = await loadRevision(context, arn, execution.revisionId);
  return {
    stateMachineArn: execution.stateMachineArn,
    name,
    updateDate: new Date(revision.creationTime),
    ...(await showRevision(revision, context, includedData)),
    mapRunArn: execution.parent?.mapRunArn,
    label,
  };
}
