import { isDeepStrictEqual } from 'node:util';
import { formatArn } from '#arn';
import type { Activity } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { activityList, findActivity } from '../activity.ts';
import { settingsOf } from '../configuration.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { MAX_ACTIVITIES } from '../limits.ts';
import { checkName } from '../names.ts';
import { checkQuota } from '../quota.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { encryptionConfiguration, tags } from '../shapes.ts';
import { addTags } from '../tags.ts';

/**
 * CreateActivity: registers an activity.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateActivity.html
 *
 * Then AWS checks
 * 1. the name — `InvalidName`: Invalid Name: 'a/b' (create_activity_invalid_name)
 * 2. whether it exists. The same name again answers the first creation, whatever the tags (create_describe_delete_activity);
 *    another encryption is `ActivityAlreadyExists` (API reference)
 * 3. how many there are — `ActivityLimitExceeded` (API reference; the text is inferred)
 * 4. the tags: more than 50 are `TooManyTags` (API reference)
 */
export const input = {
  name: { type: 'string', required: true, min: 1, max: 80 },
  tags,
  encryptionConfiguration,
} as const satisfies InputTable;

/** Registers an activity, or finds it registered. */
export async function run({ name, tags = [], encryptionConfiguration }: InputOf<typeof input>, context: ActionContext) {
  checkName(name);
  const { caller, now, storage } = context;
  const arn = formatArn({ kind: 'activity', ...caller, name });
  const settings = settingsOf(encryptionConfiguration === undefined ? {} : { encryptionConfiguration });
  const encryption = settings['encryptionConfiguration'];
  const activity = await retryOnConflict(async () => {
    const before = await findActivity(context, arn);
    if (before !== undefined) {
      if (!isDeepStrictEqual(before.encryptionConfiguration, encryption)) throw activityAlreadyExists(arn);
      return before;
    }
    const list = activityList(caller);
    await checkQuota(context, list, MAX_ACTIVITIES, tooManyActivities);
    const created: Activity = {
      kind: 'activity',
      arn,
      list,
      order: name,
      name,
      creationTime: now(),
      encryptionConfiguration: encryption,
      tags: addTags({}, tags, arn),
    };
    await storage.saveResource(created, 0);
    return created;
  });
  return { activityArn: arn, creationDate: new Date(activity.creationTime) };
}

/** The text is inferred. */
const activityAlreadyExists = (arn: string): SfnError =>
  new SfnError('ActivityAlreadyExists', `Activity Already Exists: '${arn}'`);

function tooManyActivities(): SfnError {
  const message = `The maximum number of activities (${MAX_ACTIVITIES}) has been reached. Delete some before you create another one.`;
  return new SfnError('ActivityLimitExceeded', message);
}
