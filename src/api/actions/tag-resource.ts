import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { tags } from '../shapes.ts';
import { addTags, loadTagged } from '../tags.ts';

/**
 * TagResource: adds tags to a state machine or an activity, or replaces their values.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that the resource exists — `ResourceNotFound` (API reference)
 * 3. the number of tags — `TooManyTags` (API reference)
 * An empty list and an empty value are fine (tag_state_machine).
 */
export const input = {
  resourceArn: { type: 'string', required: true, min: 1, max: 256 },
  tags: { ...tags, required: true },
} as const satisfies InputTable;

/** Adds tags. */
export async function run({ resourceArn, tags: given }: InputOf<typeof input>, context: ActionContext) {
  await retryOnConflict(async () => {
    const { resource, version } = await loadTagged(context, resourceArn);
    await context.storage.saveResource({ ...resource, tags: addTags(resource.tags, given, resourceArn) }, version);
  });
  return {};
}
