import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import { executionArnOf } from '../server/execution-of.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `skip`: waiting, cut short. */
export const skip = command({
  summary: 'Skip what an execution waits for, or all of them',
  args: ['[EXECUTION]'],
  flags: {
    seconds: { value: '<number>', text: 'skip so many seconds' },
    until: {
      value: '<next|state>',
      text: 'skip to the next moment at which something happens, or until it is in this state (next)',
    },
    ...SERVER_FLAGS,
  },
  more: ['EXECUTION is an ARN, machine/name, or a name. A token or a worker that is waited for times out when its time is over.'],
  async run(given, terminal) {
    const { args, text, has } = given;
    const [seconds, until] = [text('seconds'), text('until')];
    if (seconds !== undefined && until !== undefined) throw new CliError('--seconds and --until exclude each other.');
    if (seconds !== undefined && !(Number(seconds) > 0))
      throw new CliError(`--seconds is ${JSON.stringify(seconds)}, but must be a number.`);
    const server = serverOf(given, terminal);
    const [named] = args;
    const whose = named === undefined ? {} : { executionArn: await executionArnOf(server, named) };
    const far = seconds === undefined ? { until: until ?? 'next' } : { seconds: Number(seconds) };
    const answer = await server.fake('POST skip', { body: { ...whose, ...far } });
    if (has('json')) printJson(terminal, answer);
    return 0;
  },
});
