import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { reportOn, requireOpenAttempt } from '../open-attempt.ts';

/**
 * SendTaskFailure: reports that a task failed.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html
 *
 * Then AWS checks
 * 1. the token — `InvalidToken`: Invalid Token: 'Invalid token'
 * 2. that the task exists — `TaskDoesNotExist`; that it still runs — `TaskTimedOut` (API reference)
 */
export const input = {
  taskToken: { type: 'string', required: true, min: 1, max: 2048 },
  error: { type: 'string', min: 0, max: 256, sensitive: true },
  cause: { type: 'string', min: 0, max: 32768, sensitive: true },
} as const satisfies InputTable;

/** Lets an attempt fail. */
export async function run({ taskToken, error, cause }: InputOf<typeof input>, context: ActionContext) {
  await reportOn(context, await requireOpenAttempt(context, taskToken), {
    kind: 'task-failed',
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  return {};
}
