/**
 * What a command ends with. 1: the answer is no (an execution failed, there is no such thing). 2: usage, settings or a definition is
 * wrong. 3: no server answers.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** A command cannot go on: what is wrong, in a sentence, and what to do. Caught where commands are run. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(message: string, options: { readonly exitCode?: ExitCode; readonly hint?: string | undefined } = {}) {
    super(message);
    this.name = 'CliError';
    this.exitCode = options.exitCode ?? 2;
    this.hint = options.hint;
  }
}
