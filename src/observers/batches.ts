import type { Clock } from '#clock';
import { errorFacts, type Log } from '#log';

export interface BatchesParts<Item> {
  /** What it is about, for the log. */
  readonly name: string;
  /** What can be done when they cannot be sent, for the log. */
  readonly advice: string;
  /** Sends items in their order; rejects when they did not all arrive. */
  readonly send: (items: readonly Item[]) => Promise<void>;
  readonly sizeOf: (item: Item) => number;
  /** What one batch holds at most. */
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Items on their way in batches, in their order, one batch at a time. What cannot be sent is lost, and the log says how much. */
export interface Batches<Item> {
  readonly add: (item: Item) => void;
  /** Sends what is there without waiting for more; resolves when it has arrived or is given up. */
  readonly flush: () => Promise<void>;
}

/** How long an item waits for others, in milliseconds. */
const GATHER_MILLIS = 200;

/** A failure that took longer than that, in milliseconds, is followed by a pause: nobody is to wait for it over and over. */
const SLOW_MILLIS = 1_000;
const PAUSE_MILLIS = 60_000;

/** How often a failure is logged at most, in milliseconds. */
const REPORT_MILLIS = 60_000;

/** How many bytes wait at most; more are lost. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

export function createBatches<Item>(parts: BatchesParts<Item>): Batches<Item> {
  const { clock, log } = parts;
  let waiting: Item[] = [];
  let bytes = 0;
  let callOff: (() => void) | undefined;
  let sending: Promise<void> | undefined;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let silentUntil = Number.NEGATIVE_INFINITY;
  let lost = 0;

  function lose(items: number, error: unknown): void {
    lost += items;
    if (clock.now() < silentUntil) return;
    log({ level: 'WARN', message: `${parts.name}: not sent`, lost, advice: parts.advice, ...errorFacts(error) });
    silentUntil = clock.now() + REPORT_MILLIS;
    lost = 0;
  }

  /** The items that go next, together. */
  function takeBatch(): Item[] {
    let size = 0;
    let count = 0;
    for (const item of waiting) {
      size += parts.sizeOf(item);
      if (count > 0 && (count === parts.maxItems || size > parts.maxBytes)) break;
      count++;
    }
    const batch = waiting.splice(0, count);
    for (const item of batch) bytes -= parts.sizeOf(item);
    return batch;
  }

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = takeBatch();
      const begun = clock.now();
      try {
        await parts.send(batch);
      } catch (error) {
        lose(batch.length, error);
        if (clock.now() - begun < SLOW_MILLIS) continue;
        pausedUntil = clock.now() + PAUSE_MILLIS;
        lost += waiting.length;
        waiting = [];
        bytes = 0;
      }
    }
    sending = undefined;
  }

  function flush(): Promise<void> {
    callOff?.();
    callOff = undefined;
    if (waiting.length > 0) sending ??= sendAll();
    return sending ?? Promise.resolve();
  }

  return {
    flush,
    add(item) {
      const size = parts.sizeOf(item);
      if (clock.now() < pausedUntil) return lose(1, 'paused after a failure');
      if (bytes + size > MAX_WAITING_BYTES) return lose(1, 'too much is waiting');
      waiting.push(item);
      bytes += size;
      if (waiting.length >= parts.maxItems || bytes >= parts.maxBytes) void flush();
      else if (!sending) callOff ??= clock.callAt(clock.now() + GATHER_MILLIS, () => void flush());
    },
  };
}
