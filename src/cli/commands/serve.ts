import type { FlagValue } from '#config';
import { command } from '../command.ts';
import type { Flag } from '../command-spec.ts';
import { settings } from '../seed/settings.ts';

/** What `serve` takes; each stands for a setting. */
const FLAGS = {
  port: { env: 'PORT', value: '<number>', text: 'listen on this port, 0 for a free one (8083)' },
  host: { env: 'HOST', value: '<address>', text: 'listen on this address (127.0.0.1)' },
  storage: { env: 'FAKE_SFN_STORAGE', value: 'memory|sqlite|dynamodb', text: 'where everything is kept (memory)' },
  data: { env: 'FAKE_SFN_DATA', value: '<file>', text: 'keep everything in this file (fake-sfn.sqlite)' },
  table: { env: 'FAKE_SFN_TABLE', value: '<name>', text: 'the DynamoDB table (fake-sfn)' },
  time: { env: 'FAKE_SFN_TIME', value: 'real|skip', text: 'wait in real time, or skip waiting (real)' },
  logs: { env: 'FAKE_SFN_LOGS', value: 'cloudwatch|stdout|off', text: 'where executions are logged (off)' },
  'event-bus': { env: 'FAKE_SFN_EVENT_BUS', value: '<name|ARN>', text: 'the event bus for status changes (none)' },
  'mock-config': { env: 'SFN_MOCK_CONFIG', value: '<file>', text: 'a Step Functions Local mock file' },
  import: { env: 'FAKE_SFN_IMPORT', value: 'none|aws', text: "definitions from the team's real Step Functions (none)" },
  tasks: { env: 'FAKE_SFN_TASKS', value: 'endpoints|aws|none', text: 'where tasks without a mock may go (endpoints)' },
  'allowed-hosts': { env: 'FAKE_SFN_HOST_NAMES', value: '<names>', text: 'names that browsers may call this by (none)' },
  verbose: { env: 'FAKE_SFN_VERBOSE', text: 'a line for each state that is entered, too (off)' },
  coverage: { env: 'FAKE_SFN_COVERAGE', value: '<folder>|true', text: 'count what executions come to, and write it there (off)' },
  'account-id': { env: 'FAKE_SFN_ACCOUNT_ID', value: '<12 digits>', text: 'the account in ARNs (000000000000)' },
  region: { env: 'AWS_REGION', value: '<region>', text: 'the region of unsigned requests (us-east-1)' },
} as const satisfies Readonly<Record<string, Flag & { readonly env: string }>>;

/** The names of its flags that take a value. */
export const SERVE_FLAG_NAMES: readonly string[] = Object.entries(FLAGS).flatMap(([name, flag]) =>
  'value' in flag ? [name] : [],
);

/** `serve`: the fake, until SIGINT or SIGTERM. */
export const serve = command({
  summary: 'Serve AWS SDKs, the AWS CLI and Terraform until Ctrl-C',
  args: [],
  flags: {
    ...FLAGS,
    seed: { value: '<path>', repeats: true, text: 'register what fake-sfn seed would, and again when it changes' },
    set: { value: '<Name=value>', repeats: true, text: 'what something in these stands for, as with fake-sfn seed' },
  },
  more: ['Flags, their defaults, and the environment variables that they win over:'],
  async run({ text, texts, has }, { env }) {
    const flags: Record<string, FlagValue> = {};
    for (const name of keysOf(FLAGS)) {
      const value = has(name) ? 'true' : text(name);
      if (value !== undefined) flags[FLAGS[name].env] = { flag: `--${name}`, value };
    }
    const server = await import('../serve.ts');
    return server.serve(env, flags, { paths: texts('seed'), set: settings(texts('set')) });
  },
});

const keysOf = <Name extends string>(flags: Readonly<Record<Name, unknown>>): Name[] => {
  const names: Name[] = [];
  for (const name in flags) names.push(name);
  return names;
};
