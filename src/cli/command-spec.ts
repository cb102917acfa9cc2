import type { ExitCode } from './cli-error.ts';
import type { Terminal } from './terminal.ts';

/** A flag of a command. */
export interface Flag {
  /** How its value is shown, `<file>`; none: it is there or not. */
  readonly value?: string;
  readonly short?: string;
  /** It may be given several times. */
  readonly repeats?: true;
  readonly text: string;
  /** The environment variable that it wins over. */
  readonly env?: string;
}

/** The arguments that a command was given. */
export interface Given<Name extends string> {
  readonly args: readonly string[];
  readonly text: (flag: Name) => string | undefined;
  readonly texts: (flag: Name) => readonly string[];
  readonly has: (flag: Name) => boolean;
}

/** A command as it is described: what its help says, what it takes, what it does. */
export interface CommandSpec<Name extends string> {
  /** What it does, in one line. */
  readonly summary: string;
  /** What stands behind its name: `FILE`, `[ARN]` for what may be left out, `FILE…` for one or more. */
  readonly args: readonly string[];
  readonly flags: Readonly<Record<Name, Flag>>;
  /** What else there is to know, in lines. */
  readonly more?: readonly string[];
  readonly run: (given: Given<Name>, terminal: Terminal) => Promise<ExitCode>;
}

/** A command as the table has it: it reads its arguments by itself. Throws CliError. */
export interface Command extends Omit<CommandSpec<string>, 'run'> {
  readonly run: (name: string, args: readonly string[], terminal: Terminal) => Promise<ExitCode>;
}
