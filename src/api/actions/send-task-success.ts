import { isNestedTooDeep, TOO_DEEP_MESSAGE } from '#asl/json-depth.ts';
import { jsonError } from '#asl/validate/json-error.ts';
import type { ActionContext } from '../action.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { reportOn, requireOpenAttempt } from '../open-attempt.ts';

/**
 * SendTaskSuccess: reports the output of a task.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
 *
 * Then AWS checks
 * 1. the token — `InvalidToken`: Invalid Token: 'Invalid token'
 * 2. the output — `InvalidOutput` when it is no JSON (API reference)
 * 3. that the task exists — `TaskDoesNotExist`; that it still runs — `TaskTimedOut` (API reference)
 */
export const input = {
  taskToken: { type: 'string', required: true, min: 1, max: 2048 },
  output: { type: 'string', required: true, maxBytes: 262144, sensitive: true },
} as const satisfies InputTable;

/** Lets an attempt succeed. */
export async function run({ taskToken, output }: InputOf<typeof input>, context: ActionContext) {
  const open = await requireOpenAttempt(context, taskToken);
  checkOutput(output);
  await reportOn(context, open, { kind: 'task-succeeded', output });
  return {};
}

/** AWS: any JSON value will do; the text is inferred from that of InvalidExecutionInput. */
function checkOutput(output: string): void {
  try {
    JSON.parse(output);
  } catch {
    throw new SfnError('InvalidOutput', `Invalid Output: '${jsonError(output).message}'`);
  }
  if (isNestedTooDeep(output)) throw new SfnError('InvalidOutput', `Invalid Output: '${TOO_DEEP_MESSAGE}'`);
}
