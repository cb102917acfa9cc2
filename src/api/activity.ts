import type { Activity } from '#storage/resource.ts';
import type { ActionContext } from './action.ts';
import type { Caller } from './call.ts';
import { SfnError } from './errors.ts';

/** The list of the caller's activities. Their names are its order. */
export const activityList = ({ partition, account, region }: Caller): string => `activities/${partition}/${account}/${region}`;

/** The activity with this ARN, or `undefined`. */
export async function findActivity({ storage }: Pick<ActionContext, 'storage'>, arn: string): Promise<Activity | undefined> {
  const stored = await storage.loadResource(arn);
  return stored?.resource.kind === 'activity' ? stored.resource : undefined;
}

/** Loads the activity with this ARN; throws ActivityDoesNotExist. */
export async function loadActivity(context: Pick<ActionContext, 'storage'>, arn: string): Promise<Activity> {
  const activity = await findActivity(context, arn);
  if (activity === undefined) throw new SfnError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);
  return activity;
}
