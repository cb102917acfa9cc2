import type { ReadItem } from './item-reader.ts';
import type { JsonText } from './json-text.ts';
import type { ChildOutcome } from './map-run.ts';

/** When a step happens, and the randomness it may use. */
export interface Moment {
  /** Epoch milliseconds of the execution's own time. */
  readonly now: number;
  /** Unguessable and never used twice: random numbers, UUIDs and task tokens of the step are derived from it. */
  readonly seed: string;
  /** How long the driver that performs the step's effects may stay silent before it is taken for dead, in milliseconds. */
  readonly leaseMillis: number;
  /** Why frames that would call out cannot even have their task scheduled, by frame: known before the step is committed. */
  readonly refusals?: Readonly<Record<number, Refusal>>;
  /** For how long leases are honoured beyond their end, in milliseconds: the clock has jumped ahead of them a short while ago. */
  readonly graceMillis?: number;
}

/** Why a task is not scheduled. */
export interface Refusal {
  readonly error?: string;
  readonly cause?: string;
}

/** What is known of a running job, for whoever looks after it next, in so many milliseconds. */
export interface JobProgress {
  readonly state: JsonText;
  readonly checkAfterMillis: number;
}

/** What happened: the only way to change an execution. Events about a frame or an attempt that is gone change nothing. */
export type ExecutionEvent =
  /** It begins. */
  | { readonly kind: 'started' }
  /** Go on with what is ready, and look at what is due. */
  | { readonly kind: 'resumed' }
  /** Its time is this far ahead of its account's at least: relatives are, or somebody has moved it. What it waits for is armed anew. */
  | { readonly kind: 'time-moved'; readonly skippedMillis: number }
  /** Nothing is ready or under way: its time jumps by this many milliseconds. */
  | { readonly kind: 'time-skipped'; readonly millis: number }
  /** The call was accepted; the result comes later (`.sync`, `.waitForTaskToken`). `job` where somebody has to look after it. */
  | {
      readonly kind: 'task-submitted';
      readonly frame: number;
      readonly attempt: number;
      readonly output: JsonText;
      readonly job?: JobProgress;
    }
  /** The job was looked after, and still runs. */
  | { readonly kind: 'task-still-running'; readonly frame: number; readonly attempt: number; readonly job: JobProgress }
  /** The execution has ended that a task (`.sync`) has started, by so many milliseconds ahead. */
  | { readonly kind: 'job-ended'; readonly state: string; readonly invocation: number; readonly skippedMillis: number }
  | { readonly kind: 'task-succeeded'; readonly frame: number; readonly attempt: number; readonly output: JsonText }
  | {
      readonly kind: 'task-failed';
      readonly frame: number;
      readonly attempt: number;
      readonly error?: string;
      readonly cause?: string;
      /** Where it failed before there was anything to wait for: AWS would not have made the call, or the service refused it. */
      readonly stage?: 'start' | 'call';
    }
  /** What happens to the attempt is known (a mock), and happens so many milliseconds later, unless a limit strikes first. */
  | {
      readonly kind: 'task-delayed';
      readonly frame: number;
      readonly attempt: number;
      readonly afterMillis: number;
      readonly events: readonly TaskEvent[];
    }
  /** The attempt's worker is alive. */
  | { readonly kind: 'task-heartbeat'; readonly frame: number; readonly attempt: number }
  /** An activity worker took the attempt: the first one to come; `claim` tells workers apart. */
  | {
      readonly kind: 'activity-started';
      readonly frame: number;
      readonly attempt: number;
      readonly workerName?: string;
      readonly claim?: string;
    }
  /** A child execution of a Map Run has ended. */
  | ({
      readonly kind: 'child-ended';
      readonly mapRunArn: string;
      readonly index: number;
      /** Which redrive of the Map Run the child ran in. */
      readonly round: number;
      readonly itemCount: number;
    } & ChildOutcome)
  /** A child execution that a Map Run should have started does not exist, and its input is not known. */
  | { readonly kind: 'child-missing'; readonly mapRunArn: string; readonly index: number }
  /** The portion of that number of a Map Run's items; `isLast`: nothing is behind them. */
  | {
      readonly kind: 'items-read';
      readonly mapRunArn: string;
      readonly number: number;
      readonly items: readonly ReadItem[];
      readonly isLast: boolean;
    }
  | { readonly kind: 'items-unreadable'; readonly mapRunArn: string; readonly number: number; readonly cause: string }
  /** A Map Run's results are where they belong; `output`: what the state has for its result. */
  | { readonly kind: 'results-written'; readonly mapRunArn: string; readonly number: number; readonly output: JsonText }
  | { readonly kind: 'results-unwritable'; readonly mapRunArn: string; readonly number: number; readonly cause: string }
  /** No child execution of a Map Run that has ended runs any more. */
  | { readonly kind: 'children-stopped'; readonly mapRunArn: string; readonly round: number }
  /** UpdateMapRun. */
  | {
      readonly kind: 'map-run-updated';
      readonly mapRunArn: string;
      readonly maxConcurrency?: number;
      readonly toleratedFailureCount?: number;
      readonly toleratedFailurePercentage?: number;
    }
  /** RedriveExecution, of an execution that is closed and did not succeed; `round`: of a child, by its Map Run's redrive of that number. */
  | { readonly kind: 'redriven'; readonly clientToken?: string; readonly round?: number }
  /** StopExecution; `round`: of a child, by its Map Run, unless that has gone on to a later redrive. */
  | { readonly kind: 'aborted'; readonly error?: string; readonly cause?: string; readonly round?: number }
  /** DeleteStateMachine: its state machine is going. It goes on until it would enter another state. */
  | { readonly kind: 'machine-deleted' }
  /** Whatever was tried, it could not be moved on for a long time. */
  | { readonly kind: 'stuck'; readonly cause: string }
  /** Whoever waits for it, and alone could move it on, has no more time. */
  | { readonly kind: 'given-up'; readonly cause: string };

/** The events that a Map Run goes on with. */
export type MapRunEvent = Exclude<Extract<ExecutionEvent, { readonly mapRunArn: string }>, { readonly kind: 'children-stopped' }>;

/** The events that name a frame and an attempt. */
export type TaskEvent = Extract<ExecutionEvent, { readonly attempt: number }>;
