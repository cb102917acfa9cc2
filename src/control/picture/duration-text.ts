const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** Milliseconds in the two units that say most: `7 d 3 min`, `1 ms`. */
export function durationText(millis: number): string {
  let left = Math.max(0, Math.round(millis));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    // Beside minutes and more nobody counts milliseconds.
    if (count > 0 && parts.length < 2 && !(unit === 'ms' && parts.length > 0)) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ') || '0 ms';
}
