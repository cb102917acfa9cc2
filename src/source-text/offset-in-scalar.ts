import type { Scalar } from 'yaml';

/** Where the character of that offset in a scalar's value stands in the file; where that cannot be told, where the scalar begins. */
export function offsetInScalar(text: string, { range, type }: Scalar, offset: number): number | undefined {
  const [start, end] = range ?? [];
  if (start === undefined || end === undefined) return undefined;
  const written = text.slice(start, end);
  switch (type) {
    case 'QUOTE_DOUBLE':
      return written.includes('\n') ? start : start + 1 + rawLength(written.slice(1), DOUBLE_QUOTED, offset);
    case 'QUOTE_SINGLE':
      return written.includes('\n') ? start : start + 1 + rawLength(written.slice(1), SINGLE_QUOTED, offset);
    case 'BLOCK_LITERAL':
      return start + inBlock(written, offset);
    default:
      return written.trimEnd().includes('\n') ? start : start + offset;
  }
}

/** A character of a value as it may be written. JSON's `\u` makes one UTF-16 code unit, as do all but YAML's `\U`. */
const DOUBLE_QUOTED = /\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|.)|[\s\S]/g;
const SINGLE_QUOTED = /''|[\s\S]/g;

/** How much of what is written makes so many characters. */
function rawLength(written: string, pattern: RegExp, count: number): number {
  let length = 0;
  let seen = 0;
  for (const [piece] of written.matchAll(pattern)) {
    if (seen >= count) break;
    seen += 1;
    length += piece.length;
  }
  return length;
}

/** In a block behind a `|`, each line is indented as the first is. */
function inBlock(written: string, offset: number): number {
  const header = written.indexOf('\n') + 1;
  const indent = /^\n* */.exec(written.slice(header))?.[0].replace(/\n/g, '').length ?? 0;
  let left = offset;
  let at = header;
  for (const line of written.slice(header).split('\n')) {
    const length = Math.max(0, line.length - indent) + 1;
    if (left < length) return at + Math.min(indent, line.length) + left;
    left -= length;
    at += line.length + 1;
  }
  return header;
}
