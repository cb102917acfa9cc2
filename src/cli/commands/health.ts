import { command } from '../command.ts';
import { printJson, printRows } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `health`: how a server does. */
export const health = command({
  summary: 'Say how a server does',
  args: [],
  flags: SERVER_FLAGS,
  async run(given, terminal) {
    const answer = await serverOf(given, terminal).fake('GET health');
    if (given.has('json')) printJson(terminal, answer);
    else
      printRows(
        terminal,
        Object.entries(answer).map(([name, value]) => [name, String(value)]),
      );
    return 0;
  },
});
