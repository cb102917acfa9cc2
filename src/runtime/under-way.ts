/** Work that is under way, in groups. */
export interface UnderWay {
  /** Adds work that does not fail, and gives it back. */
  readonly add: (group: string, work: Promise<void>) => Promise<void>;
  /** Resolves when what is under way in a group now is done. */
  readonly settled: (group: string) => Promise<void>;
  readonly isEmpty: () => boolean;
  /** Resolves when nothing is under way. */
  readonly empty: () => Promise<void>;
}

/** Nothing is under way yet. */
export function createUnderWay(): UnderWay {
  const groups = new Map<string, Set<Promise<void>>>();
  const waiting: (() => void)[] = [];

  function done(group: string, work: Promise<void>): void {
    const works = groups.get(group);
    works?.delete(work);
    if (works?.size === 0) groups.delete(group);
    if (groups.size === 0) for (const resolve of waiting.splice(0)) resolve();
  }

  return {
    add(group, work) {
      const works = groups.get(group) ?? new Set();
      groups.set(group, works.add(work));
      void work.then(() => done(group, work));
      return work;
    },
    async settled(group) {
      const works = groups.get(group);
      if (works) await Promise.all(works);
    },
    isEmpty: () => groups.size === 0,
    empty: () => (groups.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
