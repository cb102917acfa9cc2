import type { CancelTask, CheckTask, InvokeTask } from '../continuation/effects.ts';
import type { Frame, TaskAttempt } from '../continuation/execution.ts';

/** What an attempt's call is made of. */
const factsOf = (frame: Frame, { attempt, resource, parameters, roleArn, invocation, token, timeoutAt }: TaskAttempt) => ({
  frame: frame.id,
  attempt,
  state: frame.state,
  resource,
  parameters,
  invocation,
  token,
  ...(roleArn === undefined ? {} : { roleArn }),
  ...(timeoutAt === undefined ? {} : { timeoutAt }),
});

/** The effect that makes an attempt's call. */
export const invokeTask = (frame: Frame, doing: TaskAttempt): InvokeTask => ({ kind: 'invoke-task', ...factsOf(frame, doing) });

/** The effect that looks after an attempt's job. */
export const checkTask = (frame: Frame, doing: TaskAttempt, jobState: string): CheckTask => ({
  kind: 'check-task',
  ...factsOf(frame, doing),
  jobState,
});

/** The effect that gives an attempt up. */
export const cancelTask = (frame: Frame, doing: TaskAttempt): CancelTask => ({
  kind: 'cancel-task',
  ...factsOf(frame, doing),
  ...(doing.job === undefined ? {} : { jobState: doing.job.state }),
});
