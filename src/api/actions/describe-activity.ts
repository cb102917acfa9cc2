import type { ActionContext } from '../action.ts';
import { loadActivity } from '../activity.ts';
import { requireArn } from '../arns.ts';
import type { InputOf, InputTable } from '../input-table.ts';

/**
 * DescribeActivity: tells about an activity.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeActivity.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that it exists — `ActivityDoesNotExist`: Activity Does Not Exist: '<arn>' (describe_deleted_activity)
 * The answer carries encryptionConfiguration `{type: AWS_OWNED_KEY}` even when none was given.
 */
export const input = {
  activityArn: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies InputTable;

/** Tells about an activity. */
export async function run({ activityArn }: InputOf<typeof input>, context: ActionContext) {
  requireArn(activityArn, 'activity');
  const { name, creationTime, encryptionConfiguration } = await loadActivity(context, activityArn);
  return { activityArn, name, creationDate: new Date(creationTime), encryptionConfiguration };
}
