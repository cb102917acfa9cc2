/** The highest code unit that a text escapes, and the mark it escapes with: in UTF-8 no other escaped unit comes behind it. */
const TO_ESCAPE = /[\ud7ff-\uffff]/g;
const ESCAPE = '\ud7ff';
const ESCAPED = /\ud7ff([0-9a-f]{4})/g;

/**
 * A text that compares by its UTF-8 bytes, as databases compare, as the given one compares by its UTF-16 code units; half a surrogate pair
 * survives too.
 */
export function toByteOrder(text: string): string {
  return text.replace(TO_ESCAPE, (unit) => `${ESCAPE}${unit.charCodeAt(0).toString(16)}`);
}

/** The text that `toByteOrder` was given. */
export function fromByteOrder(ordered: string): string {
  return ordered.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
