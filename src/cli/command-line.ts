import { version } from '../version.ts';
import { CliError, type ExitCode } from './cli-error.ts';
import { COMMANDS, isCommand } from './commands/index.ts';
import { SERVE_FLAG_NAMES } from './commands/serve.ts';
import { generalHelp } from './help.ts';
import { npmKeptFlags } from './npm-flags.ts';
import type { Terminal } from './terminal.ts';

/** Does what the arguments behind `fake-sfn` say; gives the exit code. What is wrong is told in sentences on standard error. */
export async function commandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (name === undefined) throw new CliError(`A command is missing.\n\n${generalHelp(COMMANDS).trimEnd()}`);
    if (name === '--help' || name === '-h') return await COMMANDS.help.run('help', rest, terminal);
    if (name === '--version' || name === '-v') {
      terminal.out(`${version}\n`);
      return 0;
    }
    if (!isCommand(name))
      throw new CliError(`There is no command ${JSON.stringify(name)}.`, { hint: 'fake-sfn help lists the commands' });
    const kept = name === 'serve' ? npmKeptFlags(terminal.env, SERVE_FLAG_NAMES, args) : undefined;
    if (kept !== undefined) throw new CliError(kept);
    return await COMMANDS[name].run(name, rest, terminal);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    terminal.err(`${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
    return error.exitCode;
  }
}
