import type { InputTable } from '../input-table.ts';
import { paging } from '../shapes.ts';

/**
 * ListMapRuns: lists the Map Runs that an execution started.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListMapRuns.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that the execution exists — `ExecutionDoesNotExist`: Execution Does Not Exist: '<arn>'
 * 3. the token — `InvalidToken`
 * A Map Run's stateMachineArn is `…:stateMachine:<machine>/<label>` (list_map_runs_and_describe_map_run).
 */
export const input = {
  executionArn: { type: 'string', required: true, min: 1, max: 256 },
  maxResults: paging.maxResults,
  nextToken: paging.nextToken,
} as const satisfies InputTable;
