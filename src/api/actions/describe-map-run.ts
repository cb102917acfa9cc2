import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { loadMapRun, showCounts } from '../map-run.ts';

/**
 * DescribeMapRun: tells about a Map Run, its settings and its counts.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that it exists — `ResourceNotFound` (API reference)
 */
export const input = {
  mapRunArn: { type: 'string', required: true, min: 1, max: 2000 },
} as const satisfies InputTable;

/** Tells about a Map Run. */
export async function run({ mapRunArn }: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const { mapRun, execution } = await loadMapRun(context, mapRunArn);
  const { status, startTime, stopTime, maxConcurrency, redriveCount, redriveTime } = mapRun;
  return {
    mapRunArn,
    executionArn: execution.arn,
    status,
    startDate: new Date(startTime),
    stopDate: stopTime === undefined ? undefined : new Date(stopTime),
    maxConcurrency,
    toleratedFailurePercentage: mapRun.toleratedFailurePercentage,
    toleratedFailureCount: mapRun.toleratedFailureCount,
    itemCounts: showCounts(mapRun.items),
    executionCounts: showCounts(mapRun.executions),
    redriveCount,
    redriveDate: redriveTime === undefined ? undefined : new Date(redriveTime),
  };
}
