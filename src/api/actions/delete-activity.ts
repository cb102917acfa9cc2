import type { ActionContext } from '../action.ts';
import { requireArn } from '../arns.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';

/**
 * DeleteActivity: forgets an activity.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteActivity.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * An activity that does not exist is deleted as well: 200 (create_describe_delete_activity).
 */
export const input = {
  activityArn: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies InputTable;

/** Forgets an activity. Tasks that wait for its workers stay: a new activity of that name finds them. */
export async function run({ activityArn }: InputOf<typeof input>, { storage }: ActionContext) {
  requireArn(activityArn, 'activity');
  await retryOnConflict(async () => {
    const stored = await storage.loadResource(activityArn);
    if (stored !== undefined) await storage.deleteResource(activityArn, stored.version);
  });
  return {};
}
