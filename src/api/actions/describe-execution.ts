import type { Execution } from '#interpreter/continuation/execution.ts';
import type { ActionContext } from '../action.ts';
import { pendingRedriveOf } from '../child-execution.ts';
import { loadDescribable, showExecutionData, showExecutionListItem } from '../execution.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { whyNotRedrivable } from '../redrivability.ts';

/**
 * DescribeExecution: tells about an execution.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x' (describe_execution_invalid_arn)
 * 2. that it is no EXPRESS execution, unless a Map Run started it — `InvalidArn`: Invalid Arn: 'Resource type not valid in this
 *    context: express' (start_async_describe_history_execution)
 * 3. that it exists — `ExecutionDoesNotExist`: Execution Does Not Exist: '<arn>'
 */
export const input = {
  executionArn: { type: 'string', required: true, min: 1, max: 256 },
  includedData: { type: 'string', enum: ['ALL_DATA', 'METADATA_ONLY'] },
} as const satisfies InputTable;

export async function run({ executionArn, includedData }: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const stored = await loadDescribable(context, executionArn);
  const execution = (await pendingRedriveOf(stored, context)) ? ({ ...stored, status: 'PENDING_REDRIVE' } as const) : stored;
  const reason = await whyNotRedrivable(execution, context);
  return {
    ...showExecutionListItem(execution),
    ...showExecutionData(execution, includedData),
    traceHeader: execution.traceHeader,
    redriveStatus: redriveStatus(execution, reason),
    redriveStatusReason: reason,
  };
}

/** AWS: what a Map Run has started is redriven with it — API reference, DescribeExecution. */
function redriveStatus({ parent }: Execution, reason: string | undefined): string {
  if (reason !== undefined) return 'NOT_REDRIVABLE';
  return parent ? 'REDRIVABLE_BY_MAP_RUN' : 'REDRIVABLE';
}
