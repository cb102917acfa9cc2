/** Longer names are not looked at: comparing takes the product of their lengths. */
const MAX_LENGTH = 60;

/** How many letters of a name may differ. */
const MAX_DISTANCE = 2;

/** The name that is nearly this one, if there is one. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const [best] = [...names]
    .filter((known) => Math.abs(known.length - name.length) <= MAX_DISTANCE)
    .map((known) => ({ known, distance: distance(known.toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  return best && best.distance <= Math.min(MAX_DISTANCE, name.length / 3) ? best.known : undefined;
}

/** How many letters have to be changed, added or taken away, or change places with the next. */
function distance(one: string, other: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1];
    for (let index = 0; index < other.length; index++) {
      const changed = (row[index] ?? 0) + Number(one[at] !== other[index]);
      const isSwapped = at > 0 && index > 0 && one[at] === other[index - 1] && one[at - 1] === other[index];
      const swapped = isSwapped ? (before[index - 1] ?? 0) + 1 : changed;
      next.push(Math.min(changed, swapped, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
