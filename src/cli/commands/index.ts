import type { Command } from '../command-spec.ts';
import { helpOf } from './help.ts';
import { run } from './run.ts';
import { serve } from './serve.ts';
import { validate } from './validate.ts';

/** Every command, in the order of the help. */
export const COMMANDS = {
  serve,
  run,
  validate,
  help: helpOf((): Readonly<Record<string, Command>> => COMMANDS),
} satisfies Record<string, Command>;

/** Is there a command of this name? */
export const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);
