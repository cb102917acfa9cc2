import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';

/** A task token in a text: base64 of `["arn:…`. */
const TASK_TOKEN = /WyJhcm46[A-Za-z0-9+/]+=*/g;

/**
 * A history as a text, a line an event: `id previousEventId type member=value …`, and a line `+ 5s` where time has passed. Members that
 * only say `{truncated: false}` are left out, and a task token shows as `<token>`.
 */
export function story(history: readonly HistoryEvent[]): string {
  let time = history[0]?.timestamp ?? 0;
  const told: string[] = [];
  for (const event of history) {
    if (event.timestamp !== time) told.push(`+ ${(event.timestamp - time) / 1000}s`);
    time = event.timestamp;
    told.push(
      [event.id, event.previousEventId, event.type, ...membersOf(event).map(([name, value]) => `${name}=${textOf(value)}`)].join(
        ' ',
      ),
    );
  }
  return told.join('\n').replace(TASK_TOKEN, '<token>');
}

/** The details of an event, whatever their member is called. */
function membersOf(event: HistoryEvent): [string, unknown][] {
  return Object.entries(detailsOf(event)).filter(
    ([name, value]) => !(name.endsWith('Details') && JSON.stringify(value) === '{"truncated":false}'),
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
