import { writeFile } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import { executionArnOf } from '../server/execution-of.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `export`: an execution with its definition and history, in one file. */
export const exportBundle = command({
  summary: 'Write an execution with its definition and history as one bundle',
  args: ['EXECUTION'],
  flags: { output: { short: 'o', value: '<file>', text: 'write it there (standard output)' }, ...SERVER_FLAGS },
  more: ['EXECUTION is an ARN, machine/name, or a name.'],
  async run(given, terminal) {
    const server = serverOf(given, terminal);
    const [named = ''] = given.args;
    const arn = await executionArnOf(server, named);
    const bundle = await server.fake(`GET executions/${encodeURIComponent(arn)}/bundle`);
    const path = given.text('output');
    if (path === undefined) printJson(terminal, bundle);
    else
      await writeFile(path, `${JSON.stringify(bundle, undefined, 2)}\n`).catch((error: unknown) => {
        throw new CliError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      });
    return 0;
  },
});
