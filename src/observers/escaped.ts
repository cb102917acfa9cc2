/** The most that AWS logs or sends of an input or an output, in bytes of its escaped text. AWS: 248 KB — Using CloudWatch Logs, payloads. */
export const MAX_ESCAPED_BYTES = 248 * 1024;

/** How many bytes a character's escape takes at most for each UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 6;

/** How many bytes of UTF-8 a text takes inside a JSON string. */
export const escapedBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

/** Whether a text takes no more than `MAX_ESCAPED_BYTES`. */
export const fitsEscaped = (text: string): boolean =>
  text.length * MAX_BYTES_PER_UNIT <= MAX_ESCAPED_BYTES || escapedBytes(text) <= MAX_ESCAPED_BYTES;

/** As much of a text's beginning as takes no more than `MAX_ESCAPED_BYTES`. */
export function cutEscaped(text: string): string {
  if (fitsEscaped(text)) return text;
  let bytes = 0;
  let length = 0;
  for (const character of text) {
    bytes += escapedBytes(character);
    if (bytes > MAX_ESCAPED_BYTES) break;
    length += character.length;
  }
  return text.slice(0, length);
}
