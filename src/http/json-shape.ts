/** Deeper bodies are refused: 1000 is the limit of Jackson, AWS's JSON parser (inferred). No input shape comes near it. */
const MAX_DEPTH = 1000;

/** Bodies of more values are refused (ours): parsing 150,000 members takes a tenth of a second, and the largest input has some hundred. */
const MAX_VALUES = 10_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * What makes a JSON text not worth parsing, in words, found out at a fraction of what parsing costs; undefined for one that is not too deep
 * and not too long a list of things. What is in its strings does not count, and whether it is JSON is not asked.
 */
export function shapeProblem(text: string): string | undefined {
  let depth = 0;
  let values = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text, index);
    } else if (code === COMMA) {
      if (++values > MAX_VALUES) return `has more than ${MAX_VALUES} values`;
    } else if ((code | 0x20) === 0x7b) {
      if (++depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
      if (++values > MAX_VALUES) return `has more than ${MAX_VALUES} values`;
    } else if ((code | 0x20) === 0x7d) {
      depth--;
    }
  }
  return undefined;
}

/** Where the string ends that begins here: at its closing quotation mark, or with the text. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
