import type { ActionContext } from '../action.ts';
import { activityList } from '../activity.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { readPage } from '../page.ts';
import { paging } from '../shapes.ts';

/**
 * ListActivities: lists the activities of the account and region.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListActivities.html
 *
 * Then AWS checks
 * 1. the token — `InvalidToken`
 */
export const input = {
  maxResults: paging.maxResults,
  nextToken: paging.nextToken,
} as const satisfies InputTable;

/** Lists activities by name. */
export async function run(given: InputOf<typeof input>, context: ActionContext) {
  const list = activityList(context.caller);
  const { items, nextToken } = await readPage(context, 'ListActivities', given, (page) =>
    context.storage.listResources(list, page),
  );
  const activities = items.flatMap((item) =>
    item.kind === 'activity' ? [{ activityArn: item.arn, name: item.name, creationDate: new Date(item.creationTime) }] : [],
  );
  return { activities, nextToken };
}
