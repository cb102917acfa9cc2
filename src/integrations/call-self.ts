/** A call of this fake's own API by one of its tasks. */
export interface SelfCall {
  /** `StartExecution` */
  readonly action: string;
  /** As on the wire, times as Dates. */
  readonly input: object;
  /** Who calls: the account of the task's role or of its execution, in the execution's region and partition. */
  readonly caller: { readonly account: string; readonly region: string; readonly partition: string };
  /** The execution whose task calls. */
  readonly executionArn: string;
  /** The task that calls. */
  readonly task: CallingTask;
  /** A UUID. */
  readonly requestId: string;
}

/** A task that calls this fake's own API. */
export interface CallingTask {
  readonly executionArn: string;
  readonly state: string;
  /** Which call of this state it is in that execution, from 0. */
  readonly invocation: number;
  /** By how many milliseconds the execution's time is ahead of its account's. */
  readonly skippedMillis: number;
  /** The execution at the top of its family. */
  readonly root: string;
  /** How the task waits for the execution that it starts, if it does. */
  readonly waitsFor?: 'job' | 'answer';
}

/** Calls this fake's own API. It rejects with errors that carry a `code` and an HTTP `status`; what else it throws is our bug. */
export type CallSelf = (call: SelfCall) => Promise<object>;
