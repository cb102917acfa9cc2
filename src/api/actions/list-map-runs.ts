import type { ActionContext } from '../action.ts';
import { loadExecution } from '../execution.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { labelledMachineArn } from '../map-run.ts';
import { readPage } from '../page.ts';
import { paging } from '../shapes.ts';

/**
 * ListMapRuns: lists the Map Runs that an execution started, newest first (inferred from ListExecutions).
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

/** Lists the Map Runs of an execution. They lie in it, and none is ever taken away. */
export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const { arn: executionArn, mapRuns = {} } = await loadExecution(context, given.executionArn);
  const all = Object.values(mapRuns)
    .reverse()
    .sort((a, b) => b.startTime - a.startTime);
  const { items, nextToken } = await readPage(context, 'ListMapRuns', given, async ({ after, limit }) => {
    const first = after === undefined ? 0 : all.findIndex(({ arn }) => arn === after) + 1;
    const page = all.slice(first, first + limit);
    const last = page.at(-1);
    return last === undefined || first + limit >= all.length ? { items: page } : { items: page, next: last.arn };
  });
  return {
    mapRuns: items.map((mapRun) => ({
      executionArn,
      mapRunArn: mapRun.arn,
      stateMachineArn: labelledMachineArn(mapRun),
      startDate: new Date(mapRun.startTime),
      stopDate: mapRun.stopTime === undefined ? undefined : new Date(mapRun.stopTime),
    })),
    nextToken,
  };
}
