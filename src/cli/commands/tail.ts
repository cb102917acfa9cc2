import { command } from '../command.ts';
import { executionLine } from '../server/execution-line.ts';
import { textIn } from '../server/execution-of.ts';
import { SERVER_FLAGS, type Server, serverOf } from '../server/server.ts';

/** `tail`: executions as they begin and end. */
export const tail = command({
  summary: 'Tell of executions as they begin and end, until Ctrl-C',
  args: [],
  flags: SERVER_FLAGS,
  async run(given, terminal) {
    const server = serverOf(given, terminal);
    const statuses = new Map<string, string>();
    let { cursor } = await server.fake('GET changes');
    for (;;) {
      const changed = await server.fake('GET changes', {
        query: { since: typeof cursor === 'string' ? cursor : undefined, wait: '20' },
      });
      cursor = changed.cursor;
      for (const arn of await changedArns(server, changed.executions, changed.everything === true)) {
        const execution = await server.action('DescribeExecution', { executionArn: arn });
        const status = textIn(execution, 'status');
        if (statuses.get(arn) === status) continue;
        if (status === 'RUNNING') statuses.set(arn, status);
        else statuses.delete(arn);
        terminal.out(given.has('json') ? `${JSON.stringify(execution)}\n` : `${executionLine(execution, terminal.paint)}\n`);
      }
    }
  },
});

/** Where the server does not know any more what has changed, it is what has done so last. */
async function changedArns(server: Server, changed: unknown, isUnknown: boolean): Promise<string[]> {
  const list = isUnknown ? (await server.fake('GET executions')).executions : changed;
  return (Array.isArray(list) ? list : []).flatMap((one) =>
    typeof one === 'string' ? [one] : isUnknown ? [String(one.executionArn)] : [],
  );
}
