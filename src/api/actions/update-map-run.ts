import type { MapRun } from '#interpreter/continuation/map-run.ts';
import type { ActionContext } from '../action.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { loadMapRun } from '../map-run.ts';

/**
 * UpdateMapRun: changes the limits of a Map Run that is under way.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that there is something to change — `ValidationException` with the reason MISSING_REQUIRED_PARAMETER (API model; the text,
 *    and that it comes before 3, are inferred)
 * 3. that it exists — `ResourceNotFound`
 * 4. that the run has not ended — `ValidationException` with the reason CANNOT_UPDATE_COMPLETED_MAP_RUN (API model; the text is
 *    inferred)
 */
export const input = {
  mapRunArn: { type: 'string', required: true, min: 1, max: 2000 },
  maxConcurrency: { type: 'integer', min: 0 },
  toleratedFailurePercentage: { type: 'float', min: 0, max: 100 },
  toleratedFailureCount: { type: 'long', min: 0 },
} as const satisfies InputTable;

/** Changes a Map Run that is under way: at once, children are started or the run fails as the new limits say. */
export async function run({ mapRunArn, ...limits }: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const changes = changesOf(limits);
  if (Object.keys(changes).length === 0) {
    const message = 'Either maxConcurrency, toleratedFailurePercentage, or toleratedFailureCount must be specified';
    throw new SfnError('ValidationException', message, { reason: 'MISSING_REQUIRED_PARAMETER' });
  }
  const { mapRun, execution } = await loadMapRun(context, mapRunArn);
  if (mapRun.status !== 'RUNNING') throw hasEnded(mapRun);
  await context.runtime.deliver(execution.arn, { kind: 'map-run-updated', mapRunArn, ...changes });
  return {};
}

type Limits = Omit<InputOf<typeof input>, 'mapRunArn'>;

/** What is given. The model does not tell what is absent from what is `undefined`. */
function changesOf({ maxConcurrency, toleratedFailurePercentage, toleratedFailureCount }: Limits): Limits {
  return {
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
  };
}

const hasEnded = ({ arn, status }: MapRun): SfnError =>
  new SfnError('ValidationException', `Map Run is ${status} and cannot be updated: '${arn}'`, {
    reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN',
  });
