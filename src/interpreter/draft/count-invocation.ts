import type { Run } from './run.ts';

/** Counts that a state calls out; returns which call of its in this execution that is, from 0. */
export function countInvocation(run: Run, state: string): number {
  const before = run.execution.invocations[state] ?? 0;
  run.execution.invocations = { ...run.execution.invocations, [state]: before + 1 };
  return before;
}
