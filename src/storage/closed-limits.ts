/** How much is kept of what has ended, where nobody else deletes it. */
export interface ClosedLimits {
  /** How many closed executions are kept, children of Map Runs among them. */
  readonly maxExecutions: number;
  /** How long after its end an execution is kept, in milliseconds. */
  readonly retentionMillis: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told once, when the first execution goes that is not too old. */
  readonly onFull: () => void;
}

/** What has ended a moment ago may still be asked for: by who waits for it, by a parent whose `.sync` looks after it; and of a revision, somebody may be about to start an execution. */
export const MIN_KEPT_MILLIS = 10_000;
