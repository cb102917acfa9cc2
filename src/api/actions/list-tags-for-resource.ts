import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { loadTagged } from '../tags.ts';

/**
 * ListTagsForResource: lists the tags of a state machine or an activity.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListTagsForResource.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that the resource exists — `ResourceNotFound` (API reference)
 */
export const input = {
  resourceArn: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies InputTable;

/** Lists the tags of a resource. */
export async function run({ resourceArn }: InputOf<typeof input>, context: ActionContext) {
  const { resource } = await loadTagged(context, resourceArn);
  return { tags: Object.entries(resource.tags).map(([key, value]) => ({ key, value })) };
}
