import type { Command, CommandSpec, Flag } from './command-spec.ts';

/** The text of `fake-sfn help`. */
export function generalHelp(commands: Readonly<Record<string, Command>>): string {
  return [
    'Usage: fake-sfn COMMAND [arguments] [flags]',
    '',
    'A fake of AWS Step Functions. Point an AWS SDK, CLI or Terraform client at it.',
    '',
    ...columns(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
    '',
    'fake-sfn help COMMAND says more; -v, --version prints the version.',
    'Exit codes: 0 fine, 1 the answer is no, 2 usage, settings or definition, 3 no server answers.',
    '',
  ].join('\n');
}

/** The text of `fake-sfn help COMMAND`. */
export function commandHelp(name: string, { summary, args, flags, more = [] }: Omit<CommandSpec<string>, 'run'>): string {
  const rows = Object.entries(flags).map(([flag, described]) => flagRow(flag, described));
  return [
    `Usage: ${['fake-sfn', name, ...args, ...(rows.length > 0 ? ['[flags]'] : [])].join(' ')}`,
    '',
    `${summary}.`,
    ...(more.length > 0 ? ['', ...more] : []),
    '',
    ...columns([...rows, ['-h, --help', 'print this']]),
    '',
  ].join('\n');
}

function flagRow(name: string, { value, short, text, env }: Flag): readonly [string, string] {
  const flag = [short && `-${short}`, `--${name}`].filter(Boolean).join(', ');
  return [value === undefined ? flag : `${flag} ${value}`, env === undefined ? text : `${text}; ${env}`];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
