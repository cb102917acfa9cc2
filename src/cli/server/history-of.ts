import { DETAILS_MEMBERS, type HistoryEvent } from '#interpreter/continuation/history.ts';
import { isArray, isObject, type JsonObject } from '#json/json.ts';
import { momentOf } from './moment-of.ts';

/** The history in a bundle, with its times in epoch milliseconds; what is no event is left out. */
export function historyOf({ history }: JsonObject): HistoryEvent[] {
  const events = isObject(history) ? history.events : history;
  return (isArray(events) ? events : []).flatMap((event) => {
    const dated: unknown = isObject(event) ? { previousEventId: 0, ...event, timestamp: momentOf(event.timestamp) } : undefined;
    return isHistoryEvent(dated) ? [dated] : [];
  });
}

const isHistoryEvent = (value: unknown): value is HistoryEvent =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'number' &&
  'timestamp' in value &&
  typeof value.timestamp === 'number' &&
  'type' in value &&
  typeof value.type === 'string' &&
  Object.hasOwn(DETAILS_MEMBERS, value.type);
