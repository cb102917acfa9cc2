import type { TaskEvent } from './events.ts';
import type { ItemSource } from './item-source.ts';
import type { JsonText } from './json-text.ts';
import type { MapRun, UnsuccessfulStatus } from './map-run.ts';
import type { ResultWriterRequest } from './result-writer.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/**
 * A running or closed execution: the persisted continuation. A JSON value, never changed in place; every step makes a new one that
 * shares what did not change. Times are epoch milliseconds.
 */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  /** The revision it started with: a later update of the state machine does not touch it. */
  readonly revisionId: string;
  readonly roleArn: string;
  readonly input: JsonText;
  readonly startTime: number;
  readonly traceHeader?: string;
  /** The test case of the mock configuration that answers this execution's tasks. */
  readonly testCase?: string;
  /** Whose Distributed Map this is a child of, for a child execution. */
  readonly parent?: Parent;
  /** Which attempt of a task started it, for one that a task started. */
  readonly startedBy?: StartedBy;
  /** How far it is from what a client started; none: a client did. */
  readonly nesting?: Nesting;
  /** Which task waits for its end, if one does. */
  readonly awaitedBy?: AwaitedBy;
  /** The execution at the top of its family, where others wait for it: their times move together. */
  readonly root?: string;
  /** The message by which a queue wakes it, where one does. */
  readonly messageUnderWay?: MessageUnderWay | undefined;

  readonly status: ExecutionStatus;
  readonly stopTime?: number | undefined;
  readonly output?: JsonText | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** When the state machine's TimeoutSeconds are over. */
  readonly timeoutAt?: number;
  readonly redriveCount: number;
  /** When it was redriven last. */
  readonly redriveTime?: number;
  /** The last redrives that were asked for by name, oldest first: asking again changes nothing. */
  readonly redriveTokens?: readonly RedriveToken[];

  /** The lines of control by id; the root has id 0. Gone when it has succeeded; what a redrive goes on from when it has not. */
  readonly frames: Readonly<Record<number, Frame>>;
  /** Frames that can move without anything happening outside, in the order in which they will. */
  readonly ready: readonly number[];
  readonly lastFrameId: number;
  /** The id of the newest history event. */
  readonly lastEventId: number;
  /** When that happened, in the execution's own time, which never falls. */
  readonly lastEventTime: number;
  /** How often each state has called out, or begun a Map Run: the number that mocked responses are chosen by. */
  readonly invocations: Readonly<Record<string, number>>;
  /** The Map Runs of its Distributed Map states, by ARN, those that have ended too. */
  readonly mapRuns?: Readonly<Record<string, MapRun>>;
  /** Map Runs that have ended before their children, which are being stopped, by ARN: until when whoever stops them may stay silent. */
  readonly stopping?: Readonly<Record<string, number>>;
  /** Its state machine is being deleted: it fails where it would enter another state. */
  readonly machineDeleted?: true | undefined;
  /** It ran somewhere else, and is here to be looked at: nothing moves it on, and nothing redrives it. */
  readonly imported?: true;
  /** By how much this execution's time is ahead of the clock's: its waiting was skipped, or it was moved on by a clock ahead of this one. */
  readonly skippedMillis: number;
}

/** A redrive that was asked for by a client token. */
export interface RedriveToken {
  readonly clientToken: string;
  readonly time: number;
}

/** An attempt of a task that starts executions. */
export interface StartedBy {
  readonly executionArn: string;
  /** A UUID: the same when the call is made again, another one for every other attempt. */
  readonly attempt: string;
}

/** How executions start each other. */
export interface Nesting {
  /** How many executions came one after the other before it, back to what a client started. */
  readonly generation: number;
  /** How many of those wait for each other, the last of them for it. */
  readonly depth: number;
}

/** A task that waits for the end of an execution that it has started. */
export interface AwaitedBy {
  readonly executionArn: string;
  readonly state: string;
  /** Which call of this state it is in that execution, from 0. */
  readonly invocation: number;
  /** `job`: the task looks after it (`.sync`). `answer`: the task's call is out until it has ended (StartSyncExecution). */
  readonly waitsFor: 'job' | 'answer';
}

/** A message of a queue that is to wake an execution: any other with its ARN is of no use any more. */
export interface MessageUnderWay {
  /** When it comes at the latest, in epoch milliseconds; it may be sent on to a later time then. */
  readonly at: number;
  readonly id: string;
}

/** Where a child execution reports to. */
export interface Parent {
  readonly executionArn: string;
  readonly mapRunArn: string;
  /** The frame that is in the Map state. */
  readonly frame: number;
  /** Which of the Map Run's children it is. */
  readonly index: number;
  /** Which redrive of the Map Run it was started or redriven in last, 0 for none: what happened in an earlier one is told apart by it. */
  readonly round: number;
  /** How many items it works on. */
  readonly itemCount: number;
}

/** One line of control: the root, a Parallel branch or a Map iteration. */
export interface Frame {
  readonly id: number;
  /** The frame whose Parallel or Map state runs this one; none for the root. */
  readonly parent?: number;
  /** The branch's or the iteration's number. */
  readonly index: number;
  /** The state that it is in, or about to enter. Names are unique in a definition. */
  readonly state: string;
  /** The state's raw input. */
  readonly input: JsonText;
  /** The newest event of this line: what the next one names as its previous. */
  readonly lastEventId: number;
  /** Variables assigned in this line; those of the parents are seen through it. */
  readonly variables: Readonly<Record<string, JsonText>>;
  /** There while it is inside a state. */
  readonly visit?: Visit | undefined;
}

/** A frame's stay in a state, from StateEntered to StateExited. */
export interface Visit {
  readonly enteredEventId: number;
  /** What the Entered event follows on. */
  readonly previousEventId: number;
  readonly enteredTime: number;
  /** Retries so far, for each retrier of the state. */
  readonly retries: readonly number[];
  readonly doing: Doing;
}

/** What a state is doing: exactly one of these keeps a frame from being ready. */
export type Doing = Starting | Waiting | BackingOff | TaskAttempt | RunningBranches | RunningIterations | RunningMapRun;

/** What a state is doing, by kind. */
export type DoingByKind = { readonly [D in Doing as D['kind']]: D };

/** Nothing yet: the next move begins the state's work. */
export interface Starting {
  readonly kind: 'starting';
}

/** In a Wait state. */
export interface Waiting {
  readonly kind: 'waiting';
  readonly until: number;
}

/** Between a failure and its retry. */
export interface BackingOff {
  readonly kind: 'backing-off';
  readonly until: number;
}

/** A Task's attempt that has been committed to: its call is out, or has to be made again when `leaseUntil` has passed without a word. */
export interface TaskAttempt {
  readonly kind: 'task';
  /** The id of its Scheduled event: unique in the execution. */
  readonly attempt: number;
  readonly resource: string;
  /** What the call is given, credentials aside. */
  readonly parameters: JsonText;
  readonly roleArn?: string;
  /** Which call of this state it is in this execution, from 0. */
  readonly invocation: number;
  readonly token: string;
  /** `calling`: the call is out. `submitted`: it was accepted, and somebody will report. `scheduled`: an activity that no worker has taken. */
  readonly phase: 'scheduled' | 'calling' | 'submitted';
  /** The driver that makes the call is taken for dead after this. */
  readonly leaseUntil?: number;
  readonly timeoutSeconds?: number;
  readonly timeoutAt?: number;
  readonly heartbeatSeconds?: number;
  readonly heartbeatAt?: number;
  /** What will happen to it at that moment, where that is known: no call is out. */
  readonly later?: { readonly at: number; readonly events: readonly TaskEvent[] };
  /** Whose the activity's task is. */
  readonly claim?: string;
  /** The `.sync` job that runs: what its integration remembers of it, and when it is looked after next. */
  readonly job?: { readonly state: JsonText; readonly checkAt: number };
  /** The execution that it has started has ended: the job is to be looked after as soon as it is known. */
  readonly jobEnded?: true;
}

/** In a Parallel state. Branch i runs in frame `children[i]`. */
export interface RunningBranches {
  readonly kind: 'branches';
  readonly children: readonly number[];
  /** Outputs by branch, null while it runs. */
  readonly results: readonly (JsonText | null)[];
}

/** In an inline Map state. */
export interface RunningIterations {
  readonly kind: 'iterations';
  /** A JSON array: what is iterated over. */
  readonly items: JsonText;
  readonly total: number;
  readonly maxConcurrency: number;
  readonly started: number;
  readonly children: readonly number[];
  /** Outputs in chunks of RESULTS_CHUNK, so that one more result copies a chunk and not all of them; null while it runs. */
  readonly results: readonly (readonly (JsonText | null)[])[];
  readonly succeeded: number;
  /** It has been given a turn to start the rest of what may run side by side. */
  readonly isResting?: true;
}

/** In a Distributed Map state, whose counts are in the execution's `mapRuns`. */
export interface RunningMapRun {
  readonly kind: 'map-run';
  readonly mapRunArn: string;
  /** Which Map Run of its state it is in this execution, from 0. */
  readonly invocation: number;
  readonly source: ItemSource;
  /** By child, in chunks: its output, '' where that is not kept, or how it ended without success; null while it runs. */
  readonly results: readonly (readonly (ChildResult | null)[])[];
  /** How many bytes the outputs of the children have had. */
  readonly resultBytes: number;
  /** What is to become of the results, where that is not simply the state's result. */
  readonly writer?: ResultWriterRequest;
  /** The results are being written; `failure`: the state fails with it when they are. */
  readonly writing?: { readonly number: number; readonly failure?: { readonly error: string; readonly cause: string } };
  /** In a redrive: children from this index on that did not succeed before wait for theirs. */
  readonly redriveFrom?: number;
  /** Children that have not been heard of by then are started again, or asked how they ended. */
  readonly leaseUntil: number;
}

/** What is kept of a child execution that has ended. */
export type ChildResult = JsonText | { readonly status: UnsuccessfulStatus };
