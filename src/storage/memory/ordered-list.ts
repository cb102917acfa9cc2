/** Items kept in order, no two of which compare as equal. Adding and removing cost the logarithm of the length, a page costs its own items. */
export interface OrderedList<Key extends object, Item extends Key> {
  add(item: Item): void;
  /** Removes the item that compares as equal to the key, if there is one. */
  remove(key: Key): void;
  /** Up to `limit` items strictly behind `after`, or the first ones without it. */
  page(after: Key | undefined, limit: number): Item[];
  /** How many items there are. */
  size(): number;
}

/** So few that moving them costs next to nothing, so many that even the list of chunks is short. */
const CHUNK_ITEMS = 256;

/** An empty list in the order of `compare`. A removed item leaves no trace: there is nothing to compact later. */
export function createOrderedList<Key extends object, Item extends Key>(
  compare: (a: Key, b: Key) => number,
): OrderedList<Key, Item> {
  // The items in order, cut into chunks of at most CHUNK_ITEMS, none of them empty.
  const chunks: Item[][] = [];

  const firstChunk = (endsBefore: (last: Item) => boolean) =>
    countWhile(chunks, (chunk) => {
      const last = chunk.at(-1);
      return last !== undefined && endsBefore(last);
    });

  function add(item: Item): void {
    const isBefore = (other: Item) => compare(other, item) < 0;
    const at = Math.max(0, Math.min(firstChunk(isBefore), chunks.length - 1));
    const chunk = chunks[at];
    if (chunk === undefined) {
      chunks.push([item]);
      return;
    }
    const place = countWhile(chunk, isBefore);
    const previous = chunks[at - 1];
    if (chunk.length < CHUNK_ITEMS) {
      chunk.splice(place, 0, item);
    } else if (place === 0 && previous !== undefined && previous.length < CHUNK_ITEMS) {
      previous.push(item);
    } else if (place === 0 || place === chunk.length) {
      // What arrives in order, rising or falling, leaves full chunks behind; halving them would waste half of each.
      chunks.splice(place === 0 ? at : at + 1, 0, [item]);
    } else {
      chunks.splice(at + 1, 0, chunk.splice(CHUNK_ITEMS / 2));
      add(item);
    }
  }

  function remove(key: Key): void {
    const isBefore = (other: Item) => compare(other, key) < 0;
    const at = firstChunk(isBefore);
    const chunk = chunks[at];
    if (chunk === undefined) return;
    const place = countWhile(chunk, isBefore);
    const found = chunk[place];
    if (found === undefined || compare(found, key) !== 0) return;
    if (chunk.length === 1) chunks.splice(at, 1);
    else chunk.splice(place, 1);
  }

  function page(after: Key | undefined, limit: number): Item[] {
    const isPassed = (item: Item) => after !== undefined && compare(item, after) <= 0;
    const items: Item[] = [];
    for (let at = firstChunk(isPassed); items.length < limit; at++) {
      const chunk = chunks[at];
      if (chunk === undefined) break;
      const place = items.length === 0 ? countWhile(chunk, isPassed) : 0;
      items.push(...chunk.slice(place, place + limit - items.length));
    }
    return items;
  }

  const size = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

  return { add, remove, page, size };
}

/** How many items at the beginning pass the test, given that none passes behind the first that does not: a binary search. */
function countWhile<Item extends object>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && passes(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Compares by UTF-16 code units: the same everywhere, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
