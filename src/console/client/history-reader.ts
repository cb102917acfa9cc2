import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Client } from './client.ts';

/** Reads the history of one execution, and later what has come to it. */
export interface HistoryReader {
  /** All events that there are; `told` hears of those that are read so far. */
  readonly read: (told: (events: readonly HistoryEvent[]) => void) => Promise<readonly HistoryEvent[]>;
}

/** How many events are asked for at a time: as many as AWS gives. */
const PAGE = 1_000;

interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly nextToken?: string;
}

/** Events never change, so that only the last page is asked for again. Their times come in epoch seconds. */
export function createHistoryReader(client: Client, executionArn: string): HistoryReader {
  const known: HistoryEvent[] = [];
  let token: string | undefined;

  return {
    async read(told) {
      const events = [...known];
      for (;;) {
        const page: HistoryPage = await client.action('GetExecutionHistory', {
          executionArn,
          maxResults: PAGE,
          nextToken: token,
        });
        for (const event of page.events) events.push({ ...event, timestamp: event.timestamp * 1_000 });
        if (page.nextToken === undefined) return events;
        token = page.nextToken;
        known.splice(0, known.length, ...events);
        told(known.slice());
      }
    },
  };
}
