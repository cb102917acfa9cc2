import type { Execution, TaskAttempt } from '#interpreter/continuation/execution.ts';
import { readTaskToken } from '#interpreter/continuation/task-token.ts';
import type { ActionContext } from './action.ts';
import { SfnError } from './errors.ts';

/** An attempt at a task whose outcome is waited for. */
export interface OpenAttempt {
  readonly executionArn: string;
  readonly frame: number;
  readonly attempt: TaskAttempt;
}

/** What somebody with a token may report. */
type Report =
  | { readonly kind: 'task-succeeded'; readonly output: string }
  | { readonly kind: 'task-failed'; readonly error?: string; readonly cause?: string }
  | { readonly kind: 'task-heartbeat' };

/** The attempt with this token in a running execution, or `undefined`: it is over, or never was. */
export function attemptWith(execution: Execution | undefined, token: string): OpenAttempt | undefined {
  const target = readTaskToken(token);
  if (target === undefined || execution?.status !== 'RUNNING') return undefined;
  const doing = execution.frames[target.frame]?.visit?.doing;
  if (doing?.kind !== 'task' || doing.token !== token) return undefined;
  return { executionArn: execution.arn, frame: target.frame, attempt: doing };
}

/** The same for a stored execution. A timeout that is past but not noticed yet happens first: nobody outlives one by being quick. */
export async function findOpenAttempt(
  { storage, runtime, now }: Pick<ActionContext, 'storage' | 'runtime' | 'now'>,
  executionArn: string,
  token: string,
): Promise<OpenAttempt | undefined> {
  const stored = await storage.loadExecution(executionArn);
  const open = attemptWith(stored?.execution, token);
  if (stored === undefined || open === undefined) return undefined;
  const { timeoutAt = Infinity, heartbeatAt = Infinity } = open.attempt;
  const end = Math.min(timeoutAt, heartbeatAt, stored.execution.timeoutAt ?? Infinity);
  if (now() + stored.execution.skippedMillis < end) return open;
  return attemptWith(await runtime.deliver(executionArn, { kind: 'resumed' }), token);
}

/**
 * The attempt that somebody with this token may report on; throws InvalidToken, TaskDoesNotExist and TaskTimedOut.
 *
 * AWS: `Invalid Token: 'Invalid token'` for what was never a token (test_sfn_send_task_outcome_with_no_such_token); users quote the text of
 * TaskTimedOut, which every attempt gets that is over. When it is TaskDoesNotExist, and its text, are inferred.
 */
export async function requireOpenAttempt(
  context: Pick<ActionContext, 'storage' | 'runtime' | 'now'>,
  token: string,
): Promise<OpenAttempt> {
  const target = readTaskToken(token);
  if (target === undefined) throw new SfnError('InvalidToken', "Invalid Token: 'Invalid token'");
  const { executionArn } = target;
  const open = await findOpenAttempt(context, executionArn, token);
  // No worker has been given an activity's token before it takes the task: who has it nevertheless has guessed it.
  if (open !== undefined && open.attempt.phase !== 'scheduled') return open;
  if (open === undefined && (await context.storage.loadExecution(executionArn)) !== undefined) throw taskTimedOut();
  throw new SfnError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
}

/** Reports on an attempt; throws TaskTimedOut when somebody else has ended it meanwhile. */
export async function reportOn(
  { runtime }: Pick<ActionContext, 'runtime'>,
  { executionArn, frame, attempt }: OpenAttempt,
  report: Report,
): Promise<void> {
  if (!(await runtime.report(executionArn, { ...report, frame, attempt: attempt.attempt }))) throw taskTimedOut();
}

const taskTimedOut = (): SfnError => new SfnError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
