/** The cause with which a task fails whose parameters cannot be used, in AWS's words. */
export const wrongParameters = (parameters: string, problems: readonly string[]): string =>
  `The Parameters '${parameters}' could not be used to start the Task: [${problems.join(', ')}]`;
