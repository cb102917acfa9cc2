import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { reportOn, requireOpenAttempt } from '../open-attempt.ts';

/**
 * SendTaskHeartbeat: reports that a task is alive.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html
 *
 * Then AWS checks
 * 1. the token — `InvalidToken`: Invalid Token: 'Invalid token'
 * 2. that the task exists — `TaskDoesNotExist`; that it still runs — `TaskTimedOut` (API reference)
 */
export const input = {
  taskToken: { type: 'string', required: true, min: 1, max: 2048 },
} as const satisfies InputTable;

/** Puts off the end of an attempt's heartbeat. */
export async function run({ taskToken }: InputOf<typeof input>, context: ActionContext) {
  await reportOn(context, await requireOpenAttempt(context, taskToken), { kind: 'task-heartbeat' });
  return {};
}
