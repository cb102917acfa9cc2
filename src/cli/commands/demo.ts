import { machineNameOf } from '#arn';
import type { Stage } from '#demo/stage.ts';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import { executionLine } from '../server/execution-line.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `demo`: something to look at. */
export const demo = command({
  summary: 'Fill a server with three state machines, their rules, and executions in every status',
  args: [],
  flags: SERVER_FLAGS,
  more: ['Called again, it adds executions. Nothing is called: rules answer all tasks of the state machines demo-*.'],
  async run(given, terminal) {
    const [{ STORIES }, { playStory, DemoStuck }, { register }] = await Promise.all([
      import('#demo/stories.ts'),
      import('#demo/play.ts'),
      import('../seed/register.ts'),
    ]);
    const server = serverOf(given, terminal);
    const suffix = Date.now().toString(36);
    const arns: string[] = [];
    const stage: Stage = {
      ...server,
      async register(name, definition) {
        const machine = { name, definition, type: 'STANDARD' as const, at: { file: 'demo', line: 1, column: 1 } };
        const { arn, problem } = await register((_, action, input) => server.action(action, input), machine);
        if (arn === undefined) throw new Error(`the demo's machine ${name} is refused: ${problem}`);
        return arn;
      },
    };
    try {
      for (const story of STORIES) arns.push(...(await playStory(stage, story, suffix)));
    } catch (error) {
      throw error instanceof DemoStuck ? new CliError(error.message, { hint: `${error.hint} (fake-sfn reset)` }) : error;
    }
    const executions = await Promise.all(arns.map((executionArn) => server.action('DescribeExecution', { executionArn })));
    if (given.has('json')) {
      printJson(terminal, { executions });
      return 0;
    }
    for (const execution of executions) terminal.out(`${executionLine(execution, terminal.paint)}\n`);
    const [first = ''] = arns;
    const named = `${machineNameOf(first)}/${first.split(':').at(-1)}`;
    terminal.err(terminal.paint.dim(`Look at them: fake-sfn show ${named}, fake-sfn waiting, fake-sfn skip, fake-sfn tail.\n`));
    return 0;
  },
});
