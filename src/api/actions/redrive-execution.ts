import type { InputTable } from '../input-table.ts';

/**
 * RedriveExecution: goes on with a failed, aborted or timed out execution where it stopped.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; `InvalidArn`: Invalid Arn: 'Resource type not valid in this
 *    context: express'
 * 2. that the execution exists — `ExecutionDoesNotExist`: Execution Does Not Exist: '<arn>'
 * 3. that it can be redriven — `ExecutionNotRedrivable`; the reasons are those of redriveStatusReason, such as Execution is
 *    SUCCEEDED and cannot be redriven
 * The last 10 client tokens that redrove the execution answer the same again (API reference).
 */
export const input = {
  executionArn: { type: 'string', required: true, min: 1, max: 256 },
  clientToken: { type: 'string', min: 1, max: 64, pattern: '[!-~]+' },
} as const satisfies InputTable;
