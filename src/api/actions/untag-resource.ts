import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { loadTagged } from '../tags.ts';

/**
 * UntagResource: takes tags off a state machine or an activity.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UntagResource.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that the resource exists — `ResourceNotFound` (API reference)
 * No keys, keys twice and keys that are not there are fine (untag_state_machine).
 */
export const input = {
  resourceArn: { type: 'string', required: true, min: 1, max: 256 },
  tagKeys: { type: 'list', required: true, member: { type: 'string', min: 1, max: 128 } },
} as const satisfies InputTable;

/** Takes tags off. */
export async function run({ resourceArn, tagKeys }: InputOf<typeof input>, context: ActionContext) {
  await retryOnConflict(async () => {
    const { resource, version } = await loadTagged(context, resourceArn);
    const tags = Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key)));
    await context.storage.saveResource({ ...resource, tags }, version);
  });
  return {};
}
