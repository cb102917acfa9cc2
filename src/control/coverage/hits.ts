import type { Mark } from '#interpreter/continuation/mark.ts';

/** How often places have been come to: by state, by place. */
export type HitCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Counts what is come to. */
export interface Hits {
  readonly note: (marks: readonly Mark[]) => void;
  readonly add: (counts: HitCounts) => void;
  readonly counts: () => HitCounts;
}

/** Nothing has been come to yet. */
export function createHits(): Hits {
  const states = new Map<string, Map<string, number>>();

  function count(state: string, place: string, hits: number): void {
    const places = states.get(state) ?? new Map<string, number>();
    states.set(state, places.set(place, (places.get(place) ?? 0) + hits));
  }

  return {
    note(marks) {
      for (const { state, place } of marks) count(state, place, 1);
    },
    add(counts) {
      for (const [state, places] of Object.entries(counts))
        for (const [place, hits] of Object.entries(places)) count(state, place, hits);
    },
    counts: () => Object.fromEntries([...states].map(([state, places]) => [state, Object.fromEntries(places)])),
  };
}
