import { type ObjectStore, ObjectStoreFailure } from '#integrations/object-store.ts';

const fail = (): never => {
  throw new ObjectStoreFailure('This fake of Step Functions was set up without an object store.');
};

/** Stands where a runtime is given no object store. */
export const noObjects: ObjectStore = {
  list: async () => fail(),
  read: async () => fail(),
  slice: async () => fail(),
  size: async () => fail(),
  write: fail,
};
