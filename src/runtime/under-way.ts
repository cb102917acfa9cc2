import { createQuiet, type Quiet } from './quiet.ts';

/** Work that is under way, in groups. */
export interface UnderWay extends Quiet {
  /** Adds work that does not fail. */
  readonly add: (group: string, work: Promise<void>) => void;
  /** Resolves when what is under way in a group now is done. */
  readonly settled: (group: string) => Promise<void>;
}

/** Nothing is under way yet. */
export function createUnderWay(): UnderWay {
  const groups = new Map<string, Set<Promise<void>>>();
  const { isQuiet, quiet, ended } = createQuiet(() => groups.size === 0);

  function done(group: string, work: Promise<void>): void {
    const works = groups.get(group);
    works?.delete(work);
    if (works?.size === 0) groups.delete(group);
    ended();
  }

  return {
    add(group, work) {
      const works = groups.get(group) ?? new Set();
      groups.set(group, works.add(work));
      void work.then(() => done(group, work));
    },
    async settled(group) {
      const works = groups.get(group);
      if (works) await Promise.all(works);
    },
    isQuiet,
    quiet,
  };
}
