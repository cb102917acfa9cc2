import { type Storage, StorageTrouble } from '#storage/storage.ts';

/** The verbs of a storage that can be made to fail. */
export type FailingVerb = 'commit' | 'loadExecution' | 'saveResource' | 'loadResource' | 'listExecutions';

/** A storage that refuses one call of that verb, number `nth` from 0, as if what it is kept in were away; `failed` says whether it has. */
export function failingOnce(storage: Storage, verb: FailingVerb, nth: number): { storage: Storage; failed: () => boolean } {
  let calls = 0;
  const refused = async () => {
    if (calls++ === nth) throw new StorageTrouble('The table is away.', false, { cause: undefined });
  };
  const after =
    <Given extends readonly unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      await refused();
      return work(...given);
    };
  const failing: Pick<Storage, FailingVerb> = {
    commit: after(storage.commit),
    loadExecution: after(storage.loadExecution),
    saveResource: after(storage.saveResource),
    loadResource: after(storage.loadResource),
    listExecutions: after(storage.listExecutions),
  };
  return { storage: { ...storage, [verb]: failing[verb] }, failed: () => calls > nth };
}
