import { readTaskToken } from '#interpreter/continuation/task-token.ts';
import type { ActionContext } from '../action.ts';
import { loadActivity } from '../activity.ts';
import { answerBy } from '../answer-by.ts';
import { requireArn } from '../arns.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { ACTIVITY_POLL_SECONDS, MAX_ACTIVITY_POLLERS } from '../limits.ts';
import { attemptWith, findOpenAttempt } from '../open-attempt.ts';

/**
 * GetActivityTask: gives a worker the next task of an activity; holds the request up to 60 seconds for one.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x' (get_activity_task_invalid_arn)
 * 2. that the activity exists — `ActivityDoesNotExist`: Activity Does Not Exist: '<arn>' (get_activity_task_deleted)
 * 3. the number of pollers, here those that this process holds — `ActivityWorkerLimitExceeded` (API reference; the text is inferred)
 * Without a task the answer has a null taskToken (API reference).
 */
export const input = {
  activityArn: { type: 'string', required: true, min: 1, max: 256 },
  workerName: { type: 'string', min: 1, max: 80 },
} as const satisfies InputTable;

/** Waits for a task and gives it to the worker. */
export async function run({ activityArn, workerName }: InputOf<typeof input>, context: ActionContext) {
  const { activityQueue, clockNow, remainingMillis } = context;
  requireArn(activityArn, 'activity');
  await loadActivity(context, activityArn);
  if (activityQueue.waiting(activityArn) >= MAX_ACTIVITY_POLLERS) throw tooManyWorkers(activityArn);
  const end = Math.min(clockNow() + ACTIVITY_POLL_SECONDS * 1_000, answerBy(context));
  for (;;) {
    if (remainingMillis() <= 0) return { taskToken: null };
    const token = await activityQueue.take(activityArn);
    if (token !== undefined) {
      const task = await start(context, activityArn, token, workerName);
      if (task !== undefined) return task;
    } else if (clockNow() >= end) {
      return { taskToken: null };
    } else {
      await activityQueue.wait(activityArn, end);
    }
  }
}

/** Tells the execution that its task has been taken. A task that is no longer waited for is none: `undefined`. */
async function start(context: ActionContext, activityArn: string, token: string, workerName: string | undefined) {
  const target = readTaskToken(token);
  if (target === undefined) return undefined;
  try {
    const open = await findOpenAttempt(context, target.executionArn, token);
    if (open?.attempt.phase !== 'scheduled') return undefined;
    const { executionArn, frame, attempt } = open;
    const event = {
      kind: 'activity-started',
      frame,
      attempt: attempt.attempt,
      claim: context.requestId,
      ...(workerName === undefined ? {} : { workerName }),
    } as const;
    const started = attemptWith(await context.runtime.deliver(executionArn, event), token);
    return started?.attempt.claim !== context.requestId ? undefined : { taskToken: token, input: started.attempt.parameters };
  } catch (error) {
    await context.activityQueue.add(activityArn, { token, executionArn: target.executionArn });
    throw error;
  }
}

const tooManyWorkers = (activityArn: string): SfnError =>
  new SfnError(
    'ActivityWorkerLimitExceeded',
    `The maximum number of workers (${MAX_ACTIVITY_POLLERS}) polls for tasks of the activity '${activityArn}' already.`,
  );
