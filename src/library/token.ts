import type { TaskAttempt } from '#interpreter/continuation/execution.ts';
import { writeJson } from '#json/write-json.ts';
import { jsonOf } from './answers.ts';
import type { CallAws } from './aws.ts';
import { readPlain } from './plain.ts';

/** What a task waits for, in the hands of a test. */
export interface Token {
  /** As SendTaskSuccess takes it. */
  readonly token: string;
  /** What the task was called with. */
  readonly input: unknown;
  /** SendTaskSuccess, with any JSON value. */
  succeed(output?: unknown): Promise<void>;
  /** SendTaskFailure. */
  fail(error: string, cause?: string): Promise<void>;
  /** SendTaskHeartbeat. */
  heartbeat(): Promise<void>;
}

/** The token of an attempt. */
export function createToken({ token, parameters }: TaskAttempt, call: CallAws): Token {
  const send = async (action: string, input: object = {}): Promise<void> => {
    await call(action, { taskToken: token, ...input });
  };
  return {
    token,
    input: readPlain(parameters),
    succeed: (output = {}) => send('SendTaskSuccess', { output: writeJson(jsonOf(output)) }),
    fail: (error, cause) => send('SendTaskFailure', { error, ...(cause !== undefined && { cause }) }),
    heartbeat: () => send('SendTaskHeartbeat'),
  };
}
