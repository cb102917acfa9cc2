/** Seconds, `'2h'`, `'7 d'`, `'1 h 30 min'`, or ISO 8601: `'PT2H'`, `'P7D'`. */
export type Duration = number | string;

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const ISO = /^P(?:(?<w>\d+)W)?(?:(?<d>\d+)D)?(?:T(?:(?<h>\d+)H)?(?:(?<m>\d+)M)?(?:(?<s>\d+(?:\.\d+)?)S)?)?$/;

/** A duration in milliseconds; throws a RangeError for what is none. */
export function millisOf(duration: Duration): number {
  const millis = typeof duration === 'number' ? duration * 1_000 : (isoMillis(duration) ?? unitsMillis(duration));
  if (millis === undefined || !Number.isFinite(millis) || millis < 0)
    throw new RangeError(`${JSON.stringify(duration)} is no duration: give seconds, '2h', '7 d', '1 h 30 min' or 'PT2H'`);
  return Math.round(millis);
}

function isoMillis(text: string): number | undefined {
  const groups = ISO.exec(text)?.groups;
  const parts = Object.entries(groups ?? {}).filter(([, count]) => count !== undefined);
  return parts.length === 0 ? undefined : sum(parts.map(([unit, count]) => [count ?? '', unit]));
}

function unitsMillis(text: string): number | undefined {
  if (!/^\s*(\d+(\.\d+)?\s*(ms|s|min|m|h|d|w)\s*)+$/.test(text)) return undefined;
  return sum([...text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d|w)/g)].map(([, count = '', unit = '']) => [count, unit]));
}

const sum = (parts: readonly (readonly [count: string, unit: string])[]): number =>
  parts.reduce((millis, [count, unit]) => millis + Number(count) * (UNITS[unit] ?? Number.NaN), 0);
