import type { TaskFailure } from './integration.ts';

/** The failure of a task whose parameters cannot be used, in AWS's words. */
export const wrongParameters = (parameters: string, problems: readonly string[]): TaskFailure => ({
  kind: 'failed',
  error: 'States.Runtime',
  cause: `The Parameters '${parameters}' could not be used to start the Task: [${problems.join(', ')}]`,
  isUnstarted: true,
});
