import { durationText } from '#control/picture/duration-text.ts';
import type { JsonObject } from '#json/json.ts';
import { command } from '../command.ts';
import { objectsIn, textIn } from '../server/execution-of.ts';
import { momentOf } from '../server/moment-of.ts';
import { printJson, printRows } from '../server/print.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';

/** `waiting`: everything that waits. */
export const waiting = command({
  summary: 'List what waits for a token, a worker, a moment or a job, soonest first',
  args: [],
  flags: SERVER_FLAGS,
  async run(given, terminal) {
    const answer = await serverOf(given, terminal).fake('GET waiting');
    if (given.has('json')) printJson(terminal, answer);
    else printRows(terminal, objectsIn(answer, 'waiting').map(row));
    return 0;
  },
});

function row(waits: JsonObject): string[] {
  const [machine, name] = textIn(waits, 'executionArn').split(':').slice(6, 8);
  const [since, dueAt, timeoutAt] = [waits.since, waits.dueAt, waits.timeoutAt].map(momentOf);
  const left = (until: number | undefined) => (until === undefined || since === undefined ? '' : durationText(until - since));
  const until =
    dueAt === undefined ? (timeoutAt === undefined ? '' : `times out after ${left(timeoutAt)}`) : `for ${left(dueAt)}`;
  return [`${machine}/${name}`, textIn(waits, 'state'), textIn(waits, 'kind'), until, textIn(waits, 'token')];
}
