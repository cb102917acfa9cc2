import type { InputTable } from '../input-table.ts';

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
