import type { Storage } from '#storage/storage.ts';

/** A storage whose process dies right after its commit number `last`: from then on nothing comes back. */
export function dyingAfter(storage: Storage, last: number): Storage {
  let commits = 0;
  const dead = new Promise<never>(() => {});
  return {
    ...storage,
    async commit(commit) {
      if (commits > last) return dead;
      await storage.commit(commit);
      if (++commits > last) return dead;
    },
  };
}
