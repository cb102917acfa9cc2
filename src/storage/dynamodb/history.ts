import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Storage } from '../storage.ts';
import type { Connection } from './connection.ts';
import type { Item } from './expressions.ts';
import type { OpenHead } from './heads.ts';
import { fromBatch } from './items.ts';
import { eventsKey, executionKey } from './keys.ts';
import { partsIn } from './part-store.ts';
import { blobText, referredParts, restore } from './parts.ts';

type HistoryPage = Parameters<Storage['readHistory']>[1];

/** How many events a batch is taken for when it is worked out how many to ask for: a few too many cost less than another request. */
const EVENTS_IN_BATCH = 50;

/**
 * Reads a page of history. The head comes first: it holds the newest events, and says which ones are in batches, where nothing
 * changes any more.
 */
export async function readHistory(
  connection: Connection,
  arn: string,
  open: OpenHead,
  page: HistoryPage,
): Promise<HistoryEvent[]> {
  const { head, events: newest } = open.known;
  const { limit, reverse } = page;
  const lastInBatches = (newest[0]?.id ?? head.lastEventId + 1) - 1;
  const first = reverse ? Math.min((page.after ?? Infinity) - 1, head.lastEventId) : (page.after ?? 0) + 1;
  if (first < 1 || first > head.lastEventId) return [];
  const isInPage = ({ id }: HistoryEvent) => (reverse ? id <= first : id >= first);
  const { pk } = executionKey(arn);
  const read = partsIn(connection, pk);

  const place = (id: number) => eventsKey(arn, head.incarnation, id).sk;

  /** Batches from the one with the first event of the page on. */
  async function* batchesOfPage(): AsyncGenerator<Item[]> {
    const size = Math.ceil(limit / EVENTS_IN_BATCH) + 1;
    let [low, high] = reverse ? [0, Math.min(first, lastInBatches)] : [first, lastInBatches];
    if (reverse && high < lastInBatches) {
      // The batch with this event is the first one that does not end before it.
      yield await connection.query({ pk, between: [place(high), place(lastInBatches)], limit: 1 });
      high--;
    }
    while (low <= high) {
      const found = await connection.query({ pk, between: [place(low), place(high)], reverse, limit: size });
      yield found;
      const last = found.at(-1);
      if (last === undefined || found.length < size) return;
      const end = Number(String(last['sk']).slice(-16));
      if (reverse) high = end - 1;
      else low = end + 1;
    }
  }

  async function eventsIn(item: Item): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = JSON.parse(await blobText(fromBatch(item), read));
    return (reverse ? events.reverse() : events).filter(isInPage);
  }

  const events: HistoryEvent[] = [];
  const inHead = (reverse ? newest.toReversed() : newest).filter(isInPage);
  if (reverse) events.push(...inHead);
  if (events.length < limit && (reverse || first <= lastInBatches)) {
    for await (const items of batchesOfPage()) {
      for (const item of items) events.push(...(await eventsIn(item)));
      if (events.length >= limit) break;
    }
  }
  if (!reverse) events.push(...inHead);

  const wanted = events.slice(0, limit);
  const text = JSON.stringify(wanted);
  return referredParts(text).size === 0 ? wanted : restore(text, read);
}
