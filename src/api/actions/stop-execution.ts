import type { ActionContext } from '../action.ts';
import { requireArn } from '../arns.ts';
import { executionDoesNotExist } from '../execution.ts';
import type { InputOf, InputTable } from '../input-table.ts';

/**
 * StopExecution: aborts an execution.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; `InvalidArn`: Invalid Arn: 'Resource type not valid in this
 *    context: express' (start_async_describe_history_execution)
 * 2. that the execution exists — `ExecutionDoesNotExist`: Execution Does Not Exist: '<arn>'
 * One that is closed stays as it is, and the answer is the time of its end (inferred).
 */
export const input = {
  executionArn: { type: 'string', required: true, min: 1, max: 256 },
  error: { type: 'string', min: 0, max: 256, sensitive: true },
  cause: { type: 'string', min: 0, max: 32768, sensitive: true },
} as const satisfies InputTable;

export async function run({ executionArn, error, cause }: InputOf<typeof input>, context: ActionContext): Promise<object> {
  requireArn(executionArn, 'execution');
  const why = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  const execution = await context.runtime.deliver(executionArn, { kind: 'aborted', ...why });
  if (execution === undefined) throw executionDoesNotExist(executionArn);
  return { stopDate: execution.stopTime === undefined ? undefined : new Date(execution.stopTime) };
}
