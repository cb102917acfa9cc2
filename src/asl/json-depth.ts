/** AWS: 1,000 levels are what its JSON parser, Jackson, reads — StreamReadConstraints, its default (inferred that AWS leaves it at that). */
const MAX_JSON_DEPTH = 1_000;

/** Jackson's complaint about a text that is nested deeper. */
export const TOO_DEEP_MESSAGE = `Document nesting depth (${MAX_JSON_DEPTH + 1}) exceeds the maximum allowed (${MAX_JSON_DEPTH}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`;

/** Whether a value that lies so many levels down is deeper than a text may be nested. */
export const isBelowAll = (depth: number): boolean => depth > MAX_JSON_DEPTH;

/** Whether a JSON text is nested deeper than AWS reads. Looks at every character of a long one, and at none of a short one. */
export function isNestedTooDeep(text: string): boolean {
  if (text.length <= 2 * MAX_JSON_DEPTH) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth++;
        if (isBelowAll(depth)) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
    }
  }
  return false;
}

/** Where the string ends that begins there. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at++; // \
  }
  return text.length;
}
