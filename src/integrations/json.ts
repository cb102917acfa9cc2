import { isObject as isJsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';

/** A JSON object as parsed: what parameters, payloads and mock files are looked into as. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => isJsonObject(value);

/** Parses a JSON text; undefined where it is none (no JSON text means undefined). */
export function parseJson(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

/** An object with its members in the order of their names. */
export const sortedByName = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
