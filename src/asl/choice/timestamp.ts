const RFC_3339 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<time>(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(?<fraction>\d+))?(?<offset>Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A moment: epoch seconds, and the digits of the fraction of a second without zeros at the end. */
export interface Timestamp {
  readonly epochSeconds: number;
  readonly fraction: string;
}

/**
 * Reads an RFC 3339 timestamp with an upper-case `T` and an offset or an upper-case `Z`; `undefined` if the text is none.
 * AWS: a timestamp without `T` or offset is none — base_scenarios.test_wait_timestamp_path[NO_T], [NO_Z], [INVALID_TIME].
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const { year, month, day, time, fraction = '', offset } = RFC_3339.exec(text)?.groups ?? {};
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return undefined;
  const lastDay = new Date(0);
  lastDay.setUTCFullYear(Number(year), Number(month), 0);
  if (Number(day) < 1 || Number(day) > lastDay.getUTCDate()) return undefined;
  return { epochSeconds: Date.parse(`${year}-${month}-${day}T${time}${offset}`) / 1000, fraction: fraction.replace(/0+$/, '') };
}

/** Below zero, zero or above zero, as `a` is before, at or after `b`. Every digit of a fraction counts. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  if (a.epochSeconds !== b.epochSeconds) return a.epochSeconds - b.epochSeconds;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}
