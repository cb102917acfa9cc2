import { ItemReaderFailed, itemTooLarge, MAX_ITEM_BYTES } from './item.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const BETWEEN = new Set([0x20, 0x09, 0x0a, 0x0d]);
const ENDS_LITERAL = new Set([...BETWEEN, ...CLOSING, 0x2c, 0x3a]);

/** Walks through a JSON text as its bytes come in, and keeps none of them but for a value that is asked for. */
export interface JsonSource {
  /** The next character that is no blank, without passing it; '' at the end. */
  readonly peek: () => Promise<string>;
  /** Passes that character; anything else there is a malformed text. */
  readonly pass: (character: string) => Promise<void>;
  /** Passes a value; its text if it is wanted. */
  readonly value: (wanted: boolean) => Promise<string>;
  /** The offset in bytes of what comes next. */
  readonly offset: () => number;
}

/** Opens a text whose first byte stands at `offset`; a byte order mark in front of all is passed. */
export function createJsonSource(chunks: AsyncIterable<Uint8Array>, offset: number): JsonSource {
  const incoming = chunks[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array();
  let at = 0;
  let before = offset;
  let isFirst = offset === 0;

  async function more(): Promise<boolean> {
    before += chunk.length;
    at = 0;
    const { value, done } = await incoming.next();
    chunk = done ? new Uint8Array() : value;
    if (isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) at = 3;
    isFirst = false;
    return !done;
  }

  async function peek(): Promise<string> {
    for (;;) {
      while (at < chunk.length && BETWEEN.has(chunk[at] ?? 0)) at++;
      if (at < chunk.length) return String.fromCharCode(chunk[at] ?? 0);
      if (!(await more())) return '';
    }
  }

  async function value(wanted: boolean): Promise<string> {
    if ((await peek()) === '') throw malformed('the file ends too early');
    const parts: Uint8Array[] = [];
    let bytes = 0;
    let start = at;
    let depth = 0;
    let isText = false;
    let isEscaped = false;
    for (;;) {
      let isWhole = false;
      for (; at < chunk.length && !isWhole; at++) {
        const byte = chunk[at] ?? 0;
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) {
            isText = false;
            isWhole = depth === 0;
          }
        } else if (byte === QUOTE) isText = true;
        else if (OPENING.has(byte)) depth++;
        else if (CLOSING.has(byte) && depth > 0) isWhole = --depth === 0;
        else if (depth === 0 && ENDS_LITERAL.has(byte)) {
          isWhole = true;
          at--;
        }
      }
      bytes += at - start;
      if (wanted && bytes > MAX_ITEM_BYTES) throw itemTooLarge();
      if (wanted) parts.push(chunk.slice(start, at));
      if (isWhole) break;
      if (!(await more())) {
        if (isText || depth > 0) throw malformed('the file ends too early');
        break;
      }
      start = at;
    }
    return Buffer.concat(parts).toString();
  }

  return {
    peek,
    value,
    async pass(character) {
      const found = await peek();
      if (found !== character) throw malformed(`expected '${character}' but found '${found}'`);
      at++;
    },
    offset: () => before + at,
  };
}

/** The failure of a file that is no JSON. (inferred) */
export const malformed = (reason: string): ItemReaderFailed =>
  new ItemReaderFailed(`The JSON file could not be parsed: ${reason}.`);
