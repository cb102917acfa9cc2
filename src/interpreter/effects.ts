import type { JsonText } from './execution.ts';

/** What a step asks of the outside: data, performed by the runtime after the commit. */
export type Effect = InvokeTask | CancelTask;

/** Make this attempt's call, and report with a task event that names frame and attempt. */
export interface InvokeTask {
  readonly kind: 'invoke-task';
  readonly frame: number;
  readonly attempt: number;
  /** The state's name: what mocked responses go by. */
  readonly state: string;
  readonly resource: string;
  readonly parameters: JsonText;
  /** `Credentials.RoleArn`, where the state has one. */
  readonly roleArn?: string;
  readonly invocation: number;
  readonly token: string;
  /** Epoch milliseconds of the execution's time after which nobody waits for the answer. */
  readonly timeoutAt?: number;
}

/** The attempt's outcome is no longer of interest: end what it started, if that can be ended. */
export interface CancelTask {
  readonly kind: 'cancel-task';
  readonly frame: number;
  readonly attempt: number;
  readonly resource: string;
}
