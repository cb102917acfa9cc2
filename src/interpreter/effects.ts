import type { JsonText, Parent } from './execution.ts';
import type { ChildOutcome } from './map-run.ts';

/** What a step asks of the outside: data, performed by the runtime after the commit. */
export type Effect = InvokeTask | CancelTask | OpenMapRun | StartChild | StopChildren | ReportToParent;

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

/** Make this Map Run known by its ARN. */
export interface OpenMapRun {
  readonly kind: 'open-map-run';
  readonly mapRunArn: string;
}

/** Start this child execution of a Map Run, or redrive the one of an earlier round; where it has ended, report how. */
export interface StartChild {
  readonly kind: 'start-child';
  readonly arn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The first state of the item processor. */
  readonly startAt: string;
  readonly input: JsonText;
  readonly parent: Parent;
  /** It has been asked for in this round before. */
  readonly again?: true;
}

/** Stop the child executions of this Map Run that still run, and say when none does. */
export interface StopChildren {
  readonly kind: 'stop-children';
  readonly mapRunArn: string;
  /** Those of a later redrive are not meant. */
  readonly round: number;
}

/** Tell the parent execution that this child has ended. */
export interface ReportToParent {
  readonly kind: 'report-to-parent';
  readonly parent: Parent;
  readonly outcome: ChildOutcome;
}
