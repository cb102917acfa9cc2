import type { FlagValue } from '#config';
import { command } from '../command.ts';
import type { Flag } from '../command-spec.ts';

/** What `serve` takes; each stands for a setting. */
const FLAGS = {
  port: { env: 'PORT', value: '<number>', text: 'listen on this port, 0 for a free one (8083)' },
  host: { env: 'HOST', value: '<address>', text: 'listen on this address (127.0.0.1)' },
  storage: { env: 'FAKE_SFN_STORAGE', value: 'memory|dynamodb', text: 'where everything is kept (memory)' },
  table: { env: 'FAKE_SFN_TABLE', value: '<name>', text: 'the DynamoDB table (fake-sfn)' },
  time: { env: 'FAKE_SFN_TIME', value: 'real|skip', text: 'wait in real time, or skip waiting (real)' },
  logs: { env: 'FAKE_SFN_LOGS', value: 'cloudwatch|stdout|off', text: 'where executions are logged (cloudwatch)' },
  'event-bus': { env: 'FAKE_SFN_EVENT_BUS', value: '<name|ARN>', text: 'the event bus for status changes (none)' },
  'mock-config': { env: 'SFN_MOCK_CONFIG', value: '<file>', text: 'a Step Functions Local mock file' },
  'account-id': { env: 'FAKE_SFN_ACCOUNT_ID', value: '<12 digits>', text: 'the account in ARNs (000000000000)' },
  region: { env: 'AWS_REGION', value: '<region>', text: 'the region of unsigned requests (us-east-1)' },
} as const satisfies Readonly<Record<string, Flag & { readonly env: string }>>;

/** `serve`: the fake, until SIGINT or SIGTERM. */
export const serve = command({
  summary: 'Serve AWS SDKs, the AWS CLI and Terraform until Ctrl-C',
  args: [],
  flags: {
    ...FLAGS,
    seed: { value: '<path>', repeats: true, text: 'register what fake-sfn seed would, and again when it changes' },
  },
  more: ['Flags, their defaults, and the environment variables that they win over:'],
  async run({ text, texts }, { env }) {
    const flags: Record<string, FlagValue> = {};
    for (const name of keysOf(FLAGS)) {
      const value = text(name);
      if (value !== undefined) flags[FLAGS[name].env] = { flag: `--${name}`, value };
    }
    const server = await import('../serve.ts');
    return server.serve(env, flags, texts('seed'));
  },
});

const keysOf = <Name extends string>(flags: Readonly<Record<Name, unknown>>): Name[] => {
  const names: Name[] = [];
  for (const name in flags) names.push(name);
  return names;
};
