import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { CallAws } from './aws.ts';

/** The whole history of an execution, as it is kept. */
export async function readHistory(call: CallAws, executionArn: string): Promise<HistoryEvent[]> {
  const found: HistoryEvent[] = [];
  for (let nextToken: unknown, isLast = false; !isLast; isLast = nextToken === undefined) {
    const page = await call('GetExecutionHistory', { executionArn, ...(nextToken !== undefined && { nextToken }) });
    found.push(
      ...(isEvents(page['events']) ? page['events'] : []).map((event) => ({ ...event, timestamp: event.timestamp.getTime() })),
    );
    nextToken = page['nextToken'];
  }
  return found;
}

type ShownEvent = Omit<HistoryEvent, 'timestamp'> & { readonly timestamp: Date };

const isEvents = (value: unknown): value is readonly ShownEvent[] =>
  Array.isArray(value) && value.every(({ timestamp }) => timestamp instanceof Date);
