import { itemTooLarge, MAX_ITEM_BYTES } from './item.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = new Uint8Array();

/** A line without its end, and the offset in bytes of what follows it. */
export interface Line {
  readonly text: string;
  readonly end: number;
}

/** Splits bytes into lines of UTF-8: at LF, CR LF and CR alone. `offset` is where the first byte stands; a byte order mark in front of all is left out. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, offset: number): AsyncGenerator<Line, void, undefined> {
  let at = offset;
  let isFirst = offset === 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  /** A carriage return has ended the last chunk: a line feed may follow it, which belongs to the same line end. */
  let returned = false;
  const take = (rest: Uint8Array): string => {
    const text = Buffer.concat([...pending, rest]).toString();
    const isMarked = isFirst && text.startsWith('\uFEFF');
    pending = [];
    pendingBytes = 0;
    isFirst = false;
    return isMarked ? text.slice(1) : text;
  };

  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    let start = returned && chunk[0] === LINE_FEED ? 1 : 0;
    if (returned) yield { text: take(NOTHING), end: at + start };
    returned = false;
    for (let index = start; index < chunk.length; index++) {
      const byte = chunk[index];
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) continue;
      const line = chunk.subarray(start, index);
      if (byte === CARRIAGE_RETURN && index + 1 === chunk.length) {
        pending.push(line);
        returned = true;
      } else {
        if (byte === CARRIAGE_RETURN && chunk[index + 1] === LINE_FEED) index++;
        yield { text: take(line), end: at + index + 1 };
      }
      start = index + 1;
    }
    if (start < chunk.length) {
      pending.push(chunk.subarray(start));
      pendingBytes += chunk.length - start;
      if (pendingBytes > MAX_ITEM_BYTES) throw itemTooLarge();
    }
    at += chunk.length;
  }
  if (returned || pendingBytes > 0) yield { text: take(NOTHING), end: at };
}
