/** Events that are kept in one item, as the JSON text of an array. */
interface Batch {
  readonly text: string;
  /** How many events are in it and all before it. */
  readonly end: number;
}

/** A batch is what a page of the history can hardly be smaller than. */
const BATCH_EVENTS = 100;
const BATCH_CHARS = 64_000;

/** A transaction has room for about twice that. */
const MAX_BATCHES = 40;

/** Packs JSON texts of events into batches: of moderate size, but never more than a transaction holds, so thousands at once make bigger ones. */
export function batches(texts: readonly string[]): Batch[] {
  const all = texts.reduce((chars, text) => chars + text.length, 0);
  const mostEvents = Math.max(BATCH_EVENTS, Math.ceil(texts.length / MAX_BATCHES));
  const mostChars = Math.max(BATCH_CHARS, Math.ceil(all / MAX_BATCHES));
  const found: Batch[] = [];
  let start = 0;
  let chars = 0;
  const close = (end: number) => {
    if (end > start) found.push({ text: `[${texts.slice(start, end).join(',')}]`, end });
    start = end;
    chars = 0;
  };
  for (const [index, text] of texts.entries()) {
    if (index - start >= mostEvents || chars + text.length > mostChars) close(index);
    chars += text.length;
  }
  close(texts.length);
  return found;
}
