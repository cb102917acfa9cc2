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
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** How a call went. Texts are JSON texts; `error` and `cause` are AWS's names and words. */
export type TaskOutcome =
  | { readonly kind: 'succeeded'; readonly output: string }
  | { readonly kind: 'failed'; readonly error?: string; readonly cause?: string }
  /** Accepted: `.sync` jobs run, tokens are out. `outcome` where it is known already (a mock). */
  | { readonly kind: 'submitted'; readonly output: string; readonly outcome?: TaskOutcome }
  /** An activity's task: it waits for a worker, and nothing has happened yet. */
  | { readonly kind: 'pending' };

/** Answers a call. Expected failures are outcomes; what it throws is our bug. */
export type Integration = (call: TaskCall) => Promise<TaskOutcome>;
