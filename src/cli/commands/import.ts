import { command } from '../command.ts';
import { textIn } from '../server/execution-of.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `import`: executions of elsewhere, to be looked at here. */
export const importBundles = command({
  summary: 'Bring in executions from bundles, of a fake or of AWS; they can only be read',
  args: ['BUNDLE…'],
  flags: SERVER_FLAGS,
  more: [
    'A bundle is {"definition", "execution", "history"}: what describe-execution and get-execution-history of the AWS CLI write.',
  ],
  async run(given, terminal) {
    const { readValue } = await import('../files/read-value.ts');
    const server = serverOf(given, terminal);
    for (const path of given.args) {
      const answer = await server.fake('POST bundles', { body: await readValue(path, terminal) });
      if (given.has('json')) printJson(terminal, answer);
      else terminal.out(`${textIn(answer, 'executionArn')}\n`);
    }
    return 0;
  },
});
