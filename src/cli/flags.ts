import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { FlagValue } from '#config';

/** A flag of `fake-sfn serve`, and the environment variable that it wins over. */
interface Flag {
  readonly name: string;
  readonly env: string;
  /** What is to stand behind it; '' for one that stands alone. */
  readonly value: string;
  readonly text: string;
}

const FLAGS: readonly Flag[] = [
  { name: 'port', env: 'PORT', value: '<number>', text: 'listen on this port, 0 for a free one (8083)' },
  { name: 'host', env: 'HOST', value: '<address>', text: 'listen on this address (127.0.0.1)' },
  { name: 'storage', env: 'FAKE_SFN_STORAGE', value: 'memory|dynamodb', text: 'where everything is kept (memory)' },
  { name: 'table', env: 'FAKE_SFN_TABLE', value: '<name>', text: 'the DynamoDB table (fake-sfn)' },
  { name: 'time', env: 'FAKE_SFN_TIME', value: 'real|skip', text: 'wait in real time, or skip waiting (real)' },
  { name: 'logs', env: 'FAKE_SFN_LOGS', value: 'cloudwatch|stdout|off', text: 'where executions are logged (off)' },
  { name: 'event-bus', env: 'FAKE_SFN_EVENT_BUS', value: '<name|ARN>', text: 'the event bus for status changes (none)' },
  { name: 'mock-config', env: 'SFN_MOCK_CONFIG', value: '<file>', text: 'a Step Functions Local mock file' },
  { name: 'import', env: 'FAKE_SFN_IMPORT', value: 'none|aws', text: "definitions from the team's real Step Functions (none)" },
  { name: 'tasks', env: 'FAKE_SFN_TASKS', value: 'endpoints|aws|none', text: 'where tasks without a mock may go (endpoints)' },
  { name: 'allowed-hosts', env: 'FAKE_SFN_HOST_NAMES', value: '<names>', text: 'names that browsers may call this by (none)' },
  { name: 'verbose', env: 'FAKE_SFN_VERBOSE', value: '', text: 'a line for each state that is entered, too (off)' },
  { name: 'account-id', env: 'FAKE_SFN_ACCOUNT_ID', value: '<12 digits>', text: 'the account in ARNs (000000000000)' },
  { name: 'region', env: 'AWS_REGION', value: '<region>', text: 'the region of unsigned requests (us-east-1)' },
];

/** The names of all flags that take a value. */
export const FLAG_NAMES: readonly string[] = FLAGS.flatMap(({ name, value }) => (value === '' ? [] : [name]));

/** What a command line asks for. */
export type Command =
  | { readonly name: 'serve'; readonly flags: Readonly<Record<string, FlagValue>> }
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'wrong'; readonly problem: string };

/** Reads the arguments behind `fake-sfn`; what it does not know makes a `wrong` command with a sentence. */
export const readCommand = (args: readonly string[]): Command => {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { name: 'wrong', problem: firstSentence(error) };
  }
  const { values, positionals } = parsed;
  if (values.help === true || positionals[0] === 'help') return { name: 'help' };
  if (values.version === true) return { name: 'version' };
  const [command, ...more] = positionals;
  if (command === undefined) return { name: 'wrong', problem: 'A command is missing.' };
  if (command !== 'serve') return { name: 'wrong', problem: `There is no command ${JSON.stringify(command)}.` };
  if (more.length > 0) return { name: 'wrong', problem: `serve takes no arguments, but got ${JSON.stringify(more.join(' '))}.` };
  const flags: Record<string, FlagValue> = {};
  for (const { name, env } of FLAGS) {
    const value = values[name];
    if (value !== undefined) flags[env] = { flag: `--${name}`, value: String(value) };
  }
  return { name: 'serve', flags };
};

/** The text of `--help`. */
export const usage = (): string => {
  const rows = FLAGS.map(({ name, value, text, env }) => [`--${name} ${value}`.trim(), `${text}; ${env}`] as const);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    'Usage: fake-sfn serve [flags]',
    '       fake-sfn help',
    '',
    'A fake of AWS Step Functions. Point an AWS SDK, CLI or Terraform client at it.',
    '',
    'Flags, their defaults, and the environment variables that they win over:',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    `  ${'-h, --help'.padEnd(width)}  print this`,
    `  ${'-v, --version'.padEnd(width)}  print the version`,
    '',
  ].join('\n');
};

const OPTIONS: NonNullable<ParseArgsConfig['options']> = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...Object.fromEntries(FLAGS.map(({ name, value }) => [name, { type: value === '' ? 'boolean' : 'string' }])),
};

const parse = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });

/** Node's own messages go on to explain how to pass arguments that start with a dash. */
const firstSentence = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.split(/\.\s|\n/)[0]?.replace(/\.$/, '')}.`;
};
