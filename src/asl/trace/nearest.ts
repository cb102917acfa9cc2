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
  return best && best.distance <= Math.min(MAX_DISTANCE, name.length / 2) ? best.known : undefined;
}

/** How many letters have to be changed, added or taken away. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [index, theirs] of [...other].entries()) {
      const same = (row[index] ?? 0) + Number(letter !== theirs);
      next.push(Math.min(same, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
