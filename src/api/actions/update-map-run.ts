import type { InputTable } from '../input-table.ts';

/**
 * UpdateMapRun: changes the limits of a Map Run that is under way.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that it exists — `ResourceNotFound`
 * 3. that there is something to change, and that the run has not ended — `ValidationException` with the reasons
 *    MISSING_REQUIRED_PARAMETER and CANNOT_UPDATE_COMPLETED_MAP_RUN (API model; texts not recorded)
 */
export const input = {
  mapRunArn: { type: 'string', required: true, min: 1, max: 2000 },
  maxConcurrency: { type: 'integer', min: 0 },
  toleratedFailurePercentage: { type: 'float', min: 0, max: 100 },
  toleratedFailureCount: { type: 'long', min: 0 },
} as const satisfies InputTable;
