import type { Nesting } from './integration.ts';

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
  /** A UUID: the same when the task's call is made again, another one for every other attempt. */
  readonly attempt: string;
  /** Where an execution stands that this call starts. */
  readonly nesting: Nesting;
  /** By how many milliseconds the time of the execution that calls is ahead of its account's. */
  readonly skippedMillis: number;
  /** Who waits for the execution that this call starts, if the task does. */
  readonly awaited?: Awaited;
  /** A UUID. */
  readonly requestId: string;
}

/** Who waits for an execution, and where that is in its family. */
export interface Awaited {
  readonly awaitedBy: {
    readonly executionArn: string;
    readonly state: string;
    /** Which call of this state it is in that execution, from 0. */
    readonly invocation: number;
    readonly waitsFor: 'job' | 'answer';
  };
  /** The execution at the top of the family. */
  readonly root: string;
}

/** Calls this fake's own API. It rejects with errors that carry a `code` and an HTTP `status`; what else it throws is our bug. */
export type CallSelf = (call: SelfCall) => Promise<object>;
