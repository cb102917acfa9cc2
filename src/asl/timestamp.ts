/** A moment: epoch seconds, and the digits of the fraction of a second without zeros at the end. */
export interface Timestamp {
  readonly epochSeconds: number;
  readonly fraction: string;
}

/** As Java's OffsetDateTime reads it: seconds may be left out, and an offset may have them. */
const OFFSET_DATE_TIME =
  /^(?<date>\d{4}-\d\d-\d\d)T(?<minute>(?:[01]\d|2[0-3]):[0-5]\d)(?::(?<second>[0-5]\d)(?:\.(?<fraction>\d{1,9}))?)?(?:Z|(?<sign>[+-])(?<hours>0\d|1[0-8]):(?<minutes>[0-5]\d)(?::(?<seconds>[0-5]\d))?)$/;

/** What of that is RFC 3339. */
const RFC_3339 = /T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const MAX_OFFSET_SECONDS = 18 * 3600;

/**
 * Reads an RFC 3339 timestamp with an upper-case `T` and an offset or an upper-case `Z`; `undefined` if the text is none.
 * AWS: a timestamp without `T` or offset is none — base_scenarios.test_wait_timestamp_path[NO_T], [NO_Z], [INVALID_TIME]; nor is one with
 * a month 13 or an hour 25 — test_wait_timestamp_invalid. Nine digits of a fraction and offsets of 18 hours are Java's limits. (inferred)
 */
export const parseTimestamp = (text: string): Timestamp | undefined =>
  RFC_3339.test(text) ? parseOffsetDateTime(text) : undefined;

/**
 * Reads what a path of a Wait may give: RFC 3339, or the same without seconds or with seconds in its offset; `undefined` if the text is none.
 * AWS: "ISO-8601 extended offset date-time format", the words of its error, is what Java calls OffsetDateTime. (inferred)
 */
export function parseOffsetDateTime(text: string): Timestamp | undefined {
  const { date = '', minute, second = '00', fraction = '', sign, ...offset } = OFFSET_DATE_TIME.exec(text)?.groups ?? {};
  // Date rolls a day that the month does not have over into the next month.
  const day = new Date(`${date}T00:00:00Z`);
  if (minute === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return undefined;
  const offsetSeconds =
    Number(offset['hours'] ?? 0) * 3600 + Number(offset['minutes'] ?? 0) * 60 + Number(offset['seconds'] ?? 0);
  if (offsetSeconds > MAX_OFFSET_SECONDS) return undefined;
  const epochSeconds = Date.parse(`${date}T${minute}:${second}Z`) / 1000 - (sign === '-' ? -offsetSeconds : offsetSeconds);
  return { epochSeconds, fraction: fraction.replace(/0+$/, '') };
}

/** Epoch milliseconds; what is finer is cut off. */
export const epochMillisOf = ({ epochSeconds, fraction }: Timestamp): number =>
  epochSeconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));

/** Below zero, zero or above zero, as `a` is before, at or after `b`. Every digit of a fraction counts. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  if (a.epochSeconds !== b.epochSeconds) return a.epochSeconds - b.epochSeconds;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}
