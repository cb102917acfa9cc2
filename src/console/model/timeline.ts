/** A piece of time as it is drawn: where it is folded, it takes a fixed width however long it was. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isFolded: boolean;
  /** Where it begins and ends on the scale, from 0 to 1. */
  readonly start: number;
  readonly end: number;
}

/** The time of an execution as it is drawn. */
export interface Scale {
  readonly stretches: readonly Stretch[];
  /** Where a moment is, from 0 to 1. */
  readonly at: (moment: number) => number;
}

/** How many times as long as all that is shorter a stretch must be to be folded. */
const DOMINATES = 4;

/** What is shorter is never folded, in milliseconds. */
const SHORTEST_FOLDED = 1_000;

/** How much of the width a folded stretch gets. */
const FOLDED_SHARE = 0.06;

/** The most of the width that folded stretches may get together. */
const MAX_FOLDED_SHARE = 0.5;

/** The scale of the moments at which something happens: where nothing happens for much longer than all else takes, time is folded. */
export function scaleOf(moments: readonly number[]): Scale {
  const points = [...new Set(moments)].sort((a, b) => a - b);
  const gaps = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const least = leastFolded(gaps.map(({ from, to }) => to - from));
  const merged: { from: number; to: number; isFolded: boolean }[] = [];
  for (const { from, to } of gaps) {
    const isFolded = to - from >= least;
    const last = merged.at(-1);
    if (last && !last.isFolded && !isFolded) last.to = to;
    else merged.push({ from, to, isFolded });
  }
  const folded = merged.filter(({ isFolded }) => isFolded).length;
  const foldedShare = folded === 0 ? 0 : Math.min(FOLDED_SHARE, MAX_FOLDED_SHARE / folded);
  const busy = merged.reduce((sum, { from, to, isFolded }) => (isFolded ? sum : sum + to - from), 0);
  const free = 1 - folded * foldedShare;
  let end = 0;
  const stretches = merged.map((stretch): Stretch => {
    const start = end;
    end += stretch.isFolded ? foldedShare : busy === 0 ? 0 : (free * (stretch.to - stretch.from)) / busy;
    return { ...stretch, start, end };
  });
  return { stretches, at: (moment) => placeOf(moment, stretches) };
}

/** The least length that is folded: that of the longest stretch which dominates all shorter ones together; Infinity where none does. */
function leastFolded(lengths: readonly number[]): number {
  let shorter = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const length of [...lengths].sort((a, b) => a - b)) {
    if (length >= SHORTEST_FOLDED && length > DOMINATES * shorter && shorter > 0) least = length;
    shorter += length;
  }
  return least;
}

function placeOf(moment: number, stretches: readonly Stretch[]): number {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low];
  if (stretch === undefined) return 0;
  const { from, to, start, end } = stretch;
  const share = to === from ? 0 : Math.min(1, Math.max(0, (moment - from) / (to - from)));
  return start + (end - start) * share;
}
