/** Who calls, from where: every ARN in an answer is made of these. */
export interface Caller {
  /** 12 digits. */
  readonly account: string;
  /** `us-east-1` */
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
}

/** One call of an action, as the http room hands it over: nothing about it is checked yet. */
export interface ApiCall {
  /** The name after the dot of `X-Amz-Target`. */
  readonly action: string;
  /** The parsed body; an empty body is `{}`. */
  readonly input: unknown;
  readonly caller: Caller;
  /** A UUID, the one in the answer's `x-amzn-RequestId`. */
  readonly requestId: string;
  /** The header `X-Amzn-Trace-Id`, where the caller has sent one. */
  readonly traceHeader?: string | undefined;
  /** Milliseconds that the answer may take; Infinity where nothing limits it. Counts down. */
  readonly remainingMillis: () => number;
  /** Who calls, where this fake calls itself. */
  readonly task?: CallingTask;
}

/** A task of this fake that calls its API: in its execution's time. */
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

/** Answers a call with the members of its output shape; what is `undefined` is left out. Throws SfnError. */
export type Api = (call: ApiCall) => Promise<object>;
