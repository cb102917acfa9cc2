import { CliError, type ExitCode } from '../cli-error.ts';
import { command } from '../command.ts';
import type { Registered } from '../seed/register.ts';
import { seedReport } from '../seed/seed-report.ts';
import type { SeedContext, SeededMachine, Unresolved } from '../seed/seeded-machine.ts';
import { settings } from '../seed/settings.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';
import type { Terminal } from '../terminal.ts';

/** `seed`: the state machines of a project, registered in a fake. */
export const seed = command({
  summary: 'Register the state machines of templates, cdk.out, Serverless files, Terraform plans and definitions',
  args: ['[PATH…]'],
  flags: {
    set: {
      value: '<Name=value>',
      repeats: true,
      text: 'what a parameter, a resource (Name, Name.Arn) or a substitution stands for',
    },
    'from-aws': { text: "the state machines of one's own account at AWS, too: under their own ARNs" },
    stack: { value: '<name>', text: 'of those, the ones of this CloudFormation stack' },
    ...SERVER_FLAGS,
  },
  more: [
    'Their ARNs are those of the real stack: give its --account and --region. What only AWS knows is named with its line;',
    'a state machine that depends on it is left out, and the exit code is 2.',
  ],
  async run(given, terminal) {
    const [{ readSeed }, { register }] = await Promise.all([import('../seed/read-seed.ts'), import('../seed/register.ts')]);
    const { args, text, texts, has } = given;
    const { env } = terminal;
    const [fromAws, stack] = [has('from-aws'), text('stack')];
    if (args.length === 0 && !fromAws) throw new CliError('seed wants PATH, or --from-aws.', { hint: 'fake-sfn help seed' });
    if (stack !== undefined && !fromAws) throw new CliError('--stack is of --from-aws.', { hint: 'fake-sfn help seed' });
    const context: SeedContext = {
      set: settings(texts('set')),
      region: text('region') ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1'),
      account: text('account') ?? accountIn(env['AWS_ACCESS_KEY_ID']) ?? '000000000000',
    };
    const { machines, unresolved } = await readSeed(args, env, context);
    const real = fromAws ? await (await import('../seed/read-aws.ts')).readAws(context.region, stack, env) : [];
    const registered: Registered[] = [];
    const take = async (machine: SeededMachine, isPretended: boolean) => {
      const { account, region } = machine;
      const server = serverOf(given, terminal, { account, region, isPretended });
      registered.push(await register((_, action, input) => server.action(action, input), machine));
    };
    for (const machine of machines) await take(machine, false);
    // The credentials are AWS's: here, whoever asks is taken for the account that the state machine is of.
    for (const machine of real) await take(machine, true);
    return tell(registered, unresolved, terminal, given.has('json'));
  },
});

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
