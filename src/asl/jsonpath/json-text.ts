import type { Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';

/** The compact JSON text of a value, for a message; `…` where it is nested too deeply to be printed. */
export function jsonText(value: Json): string {
  try {
    return writeJson(value);
  } catch {
    return '…';
  }
}
