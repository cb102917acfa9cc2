import { CliError, type ExitCode } from '../cli-error.ts';
import { command } from '../command.ts';
import type { Registered } from '../seed/register.ts';
import { seedReport } from '../seed/seed-report.ts';
import type { SeedContext, Unresolved } from '../seed/seeded-machine.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';
import type { Terminal } from '../terminal.ts';

/** `seed`: the state machines of a project, registered in a fake. */
export const seed = command({
  summary: 'Register the state machines of templates, cdk.out, Serverless files, Terraform plans and definitions',
  args: ['PATH…'],
  flags: {
    set: {
      value: '<Name=value>',
      repeats: true,
      text: 'what a parameter, a resource (Name, Name.Arn) or a substitution stands for',
    },
    ...SERVER_FLAGS,
  },
  more: [
    'Their ARNs are those of the real stack: give its --account and --region. What only AWS knows is named with its line;',
    'a state machine that depends on it is left out, and the exit code is 2.',
  ],
  async run(given, terminal) {
    const [{ readSeed }, { register }] = await Promise.all([import('../seed/read-seed.ts'), import('../seed/register.ts')]);
    const { env } = terminal;
    const context: SeedContext = {
      set: settings(given.texts('set')),
      region: given.text('region') ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1'),
      account: given.text('account') ?? accountIn(env['AWS_ACCESS_KEY_ID']) ?? '000000000000',
    };
    const { machines, unresolved } = await readSeed(given.args, env, context);
    const registered: Registered[] = [];
    for (const machine of machines) {
      const { account, region } = machine;
      const server = serverOf(given, terminal, { account, region });
      registered.push(await register((_, action, input) => server.action(action, input), machine));
    }
    return tell(registered, unresolved, terminal, given.has('json'));
  },
});

/** `Name=value` by name. Throws CliError. */
function settings(given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((setting) => {
      const at = setting.indexOf('=');
      if (at < 1) throw new CliError(`--set is ${JSON.stringify(setting)}, but must be Name=value.`);
      return [setting.slice(0, at), setting.slice(at + 1)];
    }),
  );
}

const accountIn = (accessKeyId = ''): string | undefined => (/^\d{12}$/.test(accessKeyId) ? accessKeyId : undefined);

function tell(
  registered: readonly Registered[],
  unresolved: readonly Unresolved[],
  terminal: Terminal,
  asJson: boolean,
): ExitCode {
  const { done, problems } = seedReport(registered, unresolved);
  if (asJson) {
    const shown = registered.map(({ machine, ...result }) => ({ name: machine.name, ...result, ...machine.at }));
    printJson(terminal, { stateMachines: shown, unresolved });
  } else for (const arn of done) terminal.out(`${arn}\n`);
  for (const problem of problems) terminal.err(`${problem}\n`);
  return problems.length > 0 ? 2 : 0;
}
