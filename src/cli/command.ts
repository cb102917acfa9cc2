import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import type { Command, CommandSpec, Flag, Given } from './command-spec.ts';
import { commandHelp } from './help.ts';

/** Makes a command of its description. */
export function command<Name extends string>(spec: CommandSpec<Name>): Command {
  const { run, ...described } = spec;
  return {
    ...described,
    async run(name, args, terminal) {
      const { values, positionals } = parse(args, spec.flags, name);
      if (values['help'] === true) {
        terminal.out(commandHelp(name, spec));
        return 0;
      }
      checkArgs(name, spec.args, positionals);
      return run(given(values, positionals), terminal);
    },
  };
}

type Values = Readonly<Record<string, unknown>>;

interface Parsed {
  readonly values: Values;
  readonly positionals: readonly string[];
}

function parse(args: readonly string[], flags: Readonly<Record<string, Flag>>, name: string): Parsed {
  const options = Object.entries(flags).map(([flag, { value, short, repeats = false }]) => [
    flag,
    { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: repeats, ...(short && { short }) },
  ]);
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...Object.fromEntries(options), help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw usageError(name, firstSentence(error));
  }
}

/** Node's own messages go on to explain how to pass arguments that start with a dash. */
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.split(/\.\s|\n/)[0]?.replace(/\.$/, '')}.`;
}

function checkArgs(name: string, wanted: readonly string[], got: readonly string[]): void {
  const needed = wanted.filter((arg) => !arg.startsWith('['));
  const missing = needed[got.length];
  if (missing !== undefined) throw usageError(name, `${name} wants ${missing.replace('…', '')}.`);
  const most = wanted.some((arg) => arg.includes('…')) ? Number.POSITIVE_INFINITY : wanted.length;
  if (got.length <= most) return;
  const limit = most === 0 ? 'no arguments' : `only ${wanted.join(' ')}`;
  throw usageError(name, `${name} takes ${limit}, but got ${JSON.stringify(got.slice(most).join(' '))}.`);
}

const usageError = (name: string, message: string): CliError => new CliError(message, { hint: `fake-sfn help ${name}` });

const given = <Name extends string>(values: Values, args: readonly string[]): Given<Name> => {
  const texts = (flag: Name) => [values[flag]].flat().filter((value) => typeof value === 'string');
  return { args, texts, text: (flag) => texts(flag).at(-1), has: (flag) => values[flag] === true };
};
