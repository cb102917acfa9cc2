import { isNested } from '#interpreter/continuation/due.ts';
import type { Execution, TaskAttempt } from '#interpreter/continuation/execution.ts';
import { runningOf } from '#interpreter/continuation/map-run-counts.ts';

/** What an execution waits for of its relatives, as far as it knows itself. */
export interface Expected {
  /** How many children run, by Map Run. */
  readonly children: readonly { readonly mapRunArn: string; readonly running: number }[];
  /** The ARNs of executions that its tasks look after. */
  readonly jobs: readonly string[];
}

/** The ARN of the execution that waits for this one, if one does. */
export const waiterOf = ({ parent, awaitedBy }: Execution): string | undefined => parent?.executionArn ?? awaitedBy?.executionArn;

/** What of its relatives an execution waits for. */
export function expectedBy(execution: Execution): Expected {
  const children: { mapRunArn: string; running: number }[] = [];
  const jobs: string[] = [];
  for (const { visit } of Object.values(execution.frames)) {
    const doing = visit?.doing;
    if (doing?.kind === 'map-run') {
      const counts = execution.mapRuns?.[doing.mapRunArn]?.executions;
      if (counts) children.push({ mapRunArn: doing.mapRunArn, running: runningOf(counts) });
    } else if (doing?.kind === 'task' && isNested(doing)) {
      const arn = nestedArn(doing);
      if (arn !== undefined) jobs.push(arn);
    }
  }
  return { children, jobs };
}

/** Whether others wait for it, or it for others. */
export function hasRelatives(execution: Execution): boolean {
  if (waiterOf(execution) !== undefined) return true;
  const { children, jobs } = expectedBy(execution);
  return children.length + jobs.length > 0;
}

function nestedArn({ job }: TaskAttempt): string | undefined {
  const memory: unknown = job && JSON.parse(job.state);
  const arn = typeof memory === 'object' && memory !== null && 'executionArn' in memory ? memory.executionArn : undefined;
  return typeof arn === 'string' ? arn : undefined;
}
