import type { Json } from '#json/json.ts';

/** A moment as AWS's API (epoch seconds) or the workbench (ISO 8601) says it, in epoch milliseconds. */
export function momentOf(value: Json | undefined): number | undefined {
  const millis = typeof value === 'number' ? value * 1_000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(millis) ? undefined : millis;
}
