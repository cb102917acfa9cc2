import { machineNameOf } from '#arn';
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
    const [{ STORIES }, { playStory }] = await Promise.all([import('../demo/stories.ts'), import('../demo/play.ts')]);
    const server = serverOf(given, terminal);
    const suffix = Date.now().toString(36);
    const arns: string[] = [];
    for (const story of STORIES) arns.push(...(await playStory(server, story, suffix)));
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
