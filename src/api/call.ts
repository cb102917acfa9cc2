import type { AwaitedBy, Nesting, StartedBy } from '#interpreter/continuation/execution.ts';
import type { Beginning } from '#interpreter/continuation/new-execution.ts';

/** Who calls, from where: every ARN in an answer is made of these. */
export interface Caller {
  /** 12 digits. */
  readonly account: string;
  /** `us-east-1` */
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
}

/** A task of an execution that calls this API. */
export interface CallingTask {
  readonly startedBy: StartedBy;
  readonly nesting: Nesting;
  /** By how many milliseconds its execution's time is ahead of its account's: it calls in that time. */
  readonly skippedMillis: number;
  /** There where it waits for the execution that it starts. */
  readonly awaitedBy?: AwaitedBy;
  /** The same: the execution at the top of the family. */
  readonly root?: string;
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
  /** The attempt of a task that calls, and where an execution stands that it starts; a client's calls have none. */
  readonly task?: CallingTask | undefined;
  /** Where an execution begins that is started, where somebody in this process says so: no client can. */
  readonly beginning?: Beginning | undefined;
  /** Milliseconds that the answer may take; Infinity where nothing limits it. Counts down. */
  readonly remainingMillis: () => number;
}

/** Answers a call with the members of its output shape; what is `undefined` is left out. Throws SfnError. */
export type Api = (call: ApiCall) => Promise<object>;
