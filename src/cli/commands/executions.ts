import { command } from '../command.ts';
import { executionLine } from '../server/execution-line.ts';
import { objectsIn } from '../server/execution-of.ts';
import { printJson } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `executions`: those of all state machines, newest first. */
export const executions = command({
  summary: 'List the executions of all state machines, newest first',
  args: [],
  flags: {
    status: { value: '<status>', text: 'those that are RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED' },
    machine: { value: '<name|ARN>', text: 'those of this state machine' },
    error: { value: '<name>', text: 'those that failed with this error' },
    since: { value: '<time>', text: 'those that began or ended since then, in ISO 8601 or epoch seconds' },
    limit: { value: '<number>', text: 'how many at most (100)' },
    ...SERVER_FLAGS,
  },
  async run(given, terminal) {
    const { text, has } = given;
    const query = {
      status: text('status'),
      machine: text('machine'),
      error: text('error'),
      since: text('since'),
      limit: text('limit'),
    };
    const answer = await serverOf(given, terminal).fake('GET executions', { query });
    if (has('json')) printJson(terminal, answer);
    else for (const execution of objectsIn(answer, 'executions')) terminal.out(`${executionLine(execution, terminal.paint)}\n`);
    return 0;
  },
});
