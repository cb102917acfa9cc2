import type { Clock } from '#clock';
import type { ObjectStore, StoreContext } from '#integrations/object-store.ts';
import type { ReadItems } from '#interpreter/continuation/effects.ts';
import type { ItemPosition, ReadItem } from '#interpreter/continuation/item-reader.ts';
import type { ItemStream } from './item.ts';
import { readDataset } from './read-dataset.ts';

/** How long an open dataset is kept for the next portion of it, in milliseconds. */
const IDLE_MILLIS = 5_000;

/** Reads portions of datasets. */
export interface PortionReader {
  /** Throws ItemReaderFailed and ObjectStoreFailure. */
  readonly read: (
    at: StoreContext,
    effect: ReadItems,
  ) => Promise<{ readonly items: readonly ReadItem[]; readonly isLast: boolean }>;
  readonly close: () => void;
}

/** A dataset that has been read up to a position. */
interface Cursor {
  readonly position: string;
  readonly stream: ItemStream;
  readonly callOff: () => void;
}

/**
 * A portion begins where the one before has ended, as a rule: the dataset is kept open for it, so that it is not opened and skipped
 * through anew. Where it is not open (another process, a pause) it is opened at the position.
 */
export function createPortionReader(store: ObjectStore, clock: Clock): PortionReader {
  const cursors = new Map<string, Cursor>();

  function take(mapRunArn: string, from: ItemPosition): ItemStream | undefined {
    const cursor = cursors.get(mapRunArn);
    if (!cursor) return undefined;
    cursors.delete(mapRunArn);
    cursor.callOff();
    if (cursor.position === JSON.stringify(from)) return cursor.stream;
    end(cursor.stream);
    return undefined;
  }

  function keep(mapRunArn: string, at: ItemPosition, stream: ItemStream): void {
    const callOff = clock.callAt(clock.now() + IDLE_MILLIS, () => {
      cursors.delete(mapRunArn);
      end(stream);
    });
    cursors.set(mapRunArn, { position: JSON.stringify(at), stream, callOff });
  }

  async function readFrom(stream: ItemStream, effect: ReadItems) {
    const { mapRunArn, portion } = effect;
    const items: ReadItem[] = [];
    for (let units = 0; items.length < portion.maxItems && (items.length === 0 || units < portion.maxBytes); ) {
      const { value, done } = await stream.next();
      if (done) return { items, isLast: true };
      items.push(value);
      units += value.value.length;
    }
    keep(mapRunArn, items.at(-1)?.next ?? portion.from.position, stream);
    return { items, isLast: false };
  }

  return {
    async read(at, effect) {
      const { position } = effect.portion.from;
      const fresh = () => readFrom(readDataset({ store, at, request: effect.reader }, position), effect);
      const open = take(effect.mapRunArn, position);
      if (!open) return await fresh();
      try {
        return await readFrom(open, effect);
      } catch {
        // A connection that was kept may be gone; what is wrong with the dataset shows again.
        return await fresh();
      }
    },
    close() {
      for (const { stream, callOff } of cursors.values()) {
        callOff();
        end(stream);
      }
      cursors.clear();
    },
  };
}

/** Gives a dataset up. */
function end(stream: ItemStream): void {
  stream.return().catch(() => {});
}
