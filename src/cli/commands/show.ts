import { reasonsOf } from '#control/explain/reasons.ts';
import { runPicture } from '#control/picture/run-picture.ts';
import { isObject } from '#json/json.ts';
import { command } from '../command.ts';
import { picturePaint } from '../run/picture-paint.ts';
import { executionArnOf, textIn } from '../server/execution-of.ts';
import { historyOf } from '../server/history-of.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `show`: what happened in an execution. */
export const show = command({
  summary: 'Show what happened in an execution, as `run` does',
  args: ['EXECUTION'],
  flags: SERVER_FLAGS,
  more: ['EXECUTION is an ARN, machine/name, or a name.'],
  async run(given, terminal) {
    const server = serverOf(given, terminal);
    const [named = ''] = given.args;
    const arn = await executionArnOf(server, named);
    const bundle = await server.fake(`GET executions/${encodeURIComponent(arn)}/bundle`);
    if (given.has('json')) printJson(terminal, bundle);
    else {
      const execution = isObject(bundle.execution) ? bundle.execution : {};
      const { error, cause, output } = execution;
      const history = historyOf(bundle);
      const run = {
        status: textIn(execution, 'status'),
        history,
        reasons: await reasonsOf({ definition: textIn(bundle, 'definition'), history, executionArn: arn }),
        ...(typeof error === 'string' && { error }),
        ...(typeof cause === 'string' && { cause }),
      };
      terminal.out(
        `${[runPicture(run, picturePaint(terminal.paint)), ...(typeof output === 'string' ? [output] : [])].join('\n')}\n`,
      );
    }
    return 0;
  },
});
