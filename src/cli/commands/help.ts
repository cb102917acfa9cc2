import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import type { Command } from '../command-spec.ts';
import { commandHelp, generalHelp } from '../help.ts';

/** `help`: what there is, or how one command is used. */
export const helpOf = (commands: () => Readonly<Record<string, Command>>): Command =>
  command({
    summary: 'Say what there is, or how a command is used',
    args: ['[COMMAND]'],
    flags: {},
    async run({ args: [name] }, { out }) {
      if (name === undefined) {
        out(generalHelp(commands()));
        return 0;
      }
      const found = Object.hasOwn(commands(), name) ? commands()[name] : undefined;
      if (found === undefined)
        throw new CliError(`There is no command ${JSON.stringify(name)}.`, { hint: 'fake-sfn help lists them' });
      out(commandHelp(name, found));
      return 0;
    },
  });
