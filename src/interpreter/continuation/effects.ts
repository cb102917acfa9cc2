import type { Parent } from './execution.ts';
import type { ItemReaderRequest } from './item-reader.ts';
import type { Portion } from './item-source.ts';
import type { JsonText } from './json-text.ts';
import type { ChildOutcome, MapRun } from './map-run.ts';
import type { ResultWriterRequest } from './result-writer.ts';

/** What a step asks of the outside: data, performed by the runtime after the commit. */
export type Effect =
  | InvokeTask
  | CheckTask
  | CancelTask
  | OpenMapRun
  | ReadItems
  | StartChild
  | StopChildren
  | WriteResults
  | ReportToParent;

/** What a call is made of. */
interface TaskFacts {
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
  /** Epoch milliseconds of the execution's time after which nobody waits for the outcome. */
  readonly timeoutAt?: number;
}

/** Make this attempt's call, and report with a task event that names frame and attempt. */
export interface InvokeTask extends TaskFacts {
  readonly kind: 'invoke-task';
}

/** See how the job is doing that the attempt's call has started, and report. */
export interface CheckTask extends TaskFacts {
  readonly kind: 'check-task';
  readonly jobState: JsonText;
}

/** The attempt's outcome is no longer of interest: give up the call, and end the job that it has started. */
export interface CancelTask extends TaskFacts {
  readonly kind: 'cancel-task';
  readonly jobState?: JsonText;
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
  /** Absent where it has been started before; if that turns out to be wrong, say that the child is missing. */
  readonly input?: JsonText;
  readonly parent: Parent;
  /** It has been asked for in this round before. */
  readonly again?: true;
}

/** Read a portion of a Map Run's items, and report with `items-read` or `items-unreadable`. */
export interface ReadItems {
  readonly kind: 'read-items';
  readonly mapRunArn: string;
  readonly reader: ItemReaderRequest;
  readonly portion: Portion;
}

/** Write the results of a Map Run's children when none of them runs any more, and report with `results-written` or `results-unwritable`. */
export interface WriteResults {
  readonly kind: 'write-results';
  readonly mapRun: MapRun;
  readonly number: number;
  readonly writer: ResultWriterRequest;
  /** The inputs of children that are known and have not been started. */
  readonly pending: readonly JsonText[];
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
