/** A call that a Task makes, with all that an integration may know of it. */
export interface TaskCall {
  /** The resource ARN as the definition has it: `arn:aws:states:::lambda:invoke.waitForTaskToken`, `arn:aws:lambda:…:function:f`. */
  readonly resource: string;
  /** The parameters as a JSON text. */
  readonly parameters: string;
  /** `Credentials.RoleArn`: call in this role. */
  readonly roleArn?: string;
  /** What the callback patterns hand out; for other patterns nobody knows it. */
  readonly token: string;
  readonly state: string;
  readonly stateMachineArn: string;
  readonly executionArn: string;
  /** The mock configuration's test case, where the execution was started with one. */
  readonly testCase?: string;
  /** Which call of this state it is in this execution, from 0. */
  readonly invocation: number;
  /** By how many milliseconds the execution's time is ahead of its account's, 0 where nobody says. */
  readonly skippedMillis?: number;
  /** The execution at the top of its family, where that is another one. */
  readonly root?: string;
  /** Tells the attempts of an execution's tasks apart; the same when a call is made again. None: it is made once. */
  readonly attempt?: string;
  /** How far the execution is from what a client started; none: a client did. */
  readonly nesting?: Nesting;
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Who wants to see the HTTP requests that the call makes: TestState, no execution. */
  readonly trace?: HttpTrace;
}

/** How many executions started each other before one, and how many of those wait for each other, the last of them for it. */
export interface Nesting {
  readonly generation: number;
  readonly depth: number;
}

/** Is shown the request that an HTTP task makes as it is sent, and the answer when there is one. */
export interface HttpTrace {
  /** Whether to show what an EventBridge connection adds to the request; what is not revealed does not get here. */
  readonly revealSecrets: boolean;
  readonly sending: (request: ShownRequest) => void;
  readonly received: (response: ShownResponse) => void;
}

/** An HTTP request as it is shown: `protocol` is `https` or `http`. */
export interface ShownRequest {
  readonly protocol: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HttpHeader[];
  readonly body: string | undefined;
}

/** An HTTP response as it is shown. */
export interface ShownResponse {
  readonly protocol: string;
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: readonly HttpHeader[];
  readonly body: string;
}

/** Name and value; a header that occurs twice is there twice. */
export type HttpHeader = readonly [name: string, value: string];

/** How a call went. Texts are JSON texts; `error` and `cause` are AWS's names and words. */
export type TaskOutcome =
  | { readonly kind: 'succeeded'; readonly output: string }
  | {
      readonly kind: 'failed';
      readonly error?: string;
      readonly cause?: string;
      /** AWS would not have made the call. */
      readonly isUnstarted?: true;
    }
  /**
   * Accepted: a `.sync` job runs, a token is out. `outcome` where it is known already (a mock); `job` where this integration has to be
   * asked how it goes. AWS: a `.sync` task may be answered by its token as well — recorded in callback.test_sync_with_task_token.
   */
  | { readonly kind: 'submitted'; readonly output: string; readonly outcome?: TaskOutcome; readonly job?: RunningJob }
  /** The service answered more than a task takes. */
  | TooLarge
  /** An activity's task: it waits for a worker, and nothing has happened yet. */
  | { readonly kind: 'pending' }
  /** A mock that takes its time: this is how it went, and it is known so many milliseconds of the execution's time later. */
  | { readonly kind: 'delayed'; readonly afterMillis: number; readonly outcome: TaskOutcome };

/** An answer that nobody has read to its end, since no result can be that large. */
interface TooLarge {
  readonly kind: 'too-large';
}

/** A call that failed. */
export type TaskFailure = Extract<TaskOutcome, { readonly kind: 'failed' }>;

/** A job that a call has started and that still runs. */
export interface RunningJob {
  /** All that has to be remembered of it, a JSON text for `check` and `stop` only. */
  readonly state: string;
  /** How long to wait before the next `check`, in milliseconds. */
  readonly checkAfterMillis: number;
}

/** How a job is doing: over, or still running. */
export type JobOutcome =
  | Extract<TaskOutcome, { readonly kind: 'succeeded' }>
  | TaskFailure
  | TooLarge
  | { readonly kind: 'running'; readonly job: RunningJob };

/** Answers calls. Expected failures are outcomes; what it throws is our bug. */
export interface Integration {
  (call: TaskCall): Promise<TaskOutcome>;
  /** Why a call cannot even be scheduled; asked before it is committed to. */
  readonly refuse?: (call: TaskCall) => Promise<TaskFailure | undefined> | undefined;
  /** Whether a mock answers the call, in the place of whom the resource names. */
  readonly isMocked?: (call: TaskCall) => Promise<boolean>;
  /** Looks after a job, given the call that started it. It changes nothing: asking twice, or from two processes, is fine. */
  readonly check?: (call: TaskCall, jobState: string) => Promise<JobOutcome>;
  /** Ends a job in which nobody is interested any more. Failing to is no error of the task; the answer says why it failed. */
  readonly stop?: (call: TaskCall, jobState: string) => Promise<string | undefined>;
}
