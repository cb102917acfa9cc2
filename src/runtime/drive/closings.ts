import type { Execution } from '#interpreter/continuation/execution.ts';

/** Those who wait for executions to be closed. */
export interface Closings {
  /** The execution when it is closed; rejects with what it is given up for. */
  readonly closed: (executionArn: string) => Promise<Execution>;
  /** It is closed. */
  readonly close: (execution: Execution) => void;
  /** It cannot be moved on. */
  readonly giveUp: (executionArn: string, failure: unknown) => void;
}

interface Waiting {
  readonly resolve: (execution: Execution) => void;
  readonly reject: (reason: unknown) => void;
}

/** Nobody waits yet. */
export function createClosings(): Closings {
  const waiting = new Map<string, Waiting[]>();

  function take(executionArn: string): readonly Waiting[] {
    const all = waiting.get(executionArn) ?? [];
    waiting.delete(executionArn);
    return all;
  }

  return {
    closed(executionArn) {
      return new Promise((resolve, reject) => {
        const all = waiting.get(executionArn) ?? [];
        all.push({ resolve, reject });
        waiting.set(executionArn, all);
      });
    },
    close(execution) {
      for (const { resolve } of take(execution.arn)) resolve(execution);
    },
    giveUp(executionArn, failure) {
      for (const { reject } of take(executionArn)) reject(failure);
    },
  };
}
