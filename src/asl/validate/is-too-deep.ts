import { isArray, isObject, type Json } from '#json/json.ts';

/** AWS has a limit (TOO_DEEPLY_NESTED) but does not tell it; this one keeps every recursive walk of a definition far from the end of the stack. */
export const MAX_DEPTH = 500;

/** Is anything in this value nested deeper than MAX_DEPTH? Walks without recursion, since the value may be hostile. */
export function isTooDeep(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    const next: Json[] = [];
    for (const item of level) {
      const members = isArray(item) ? item : isObject(item) ? Object.values(item) : [];
      for (const member of members) if (isArray(member) || isObject(member)) next.push(member);
    }
    level = next;
  }
  return false;
}
