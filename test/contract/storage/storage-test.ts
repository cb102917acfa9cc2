import { test } from 'vitest';
import type { Commit, Storage } from '#storage/storage.ts';
import { A_STATE_MACHINE_ARN } from '#test/support/an-execution.ts';

/** Makes an empty store that shares nothing with any other; the suite closes it. */
export type FreshStorage = () => Storage | Promise<Storage>;

/** A test that is given a fresh store. */
export type StorageTest = ReturnType<typeof storageTest>;

export function storageTest(freshStorage: FreshStorage) {
  return test.extend<{ storage: Storage }>({
    storage: async ({ task: _ }, use) => {
      const storage = await freshStorage();
      await use(storage);
      await storage.close();
    },
  });
}

/** A commit of a new execution into the list of its state machine, without history; say what is different. */
export function aCommit(different: Partial<Commit> & Pick<Commit, 'execution'>): Commit {
  return { expectedVersion: 0, history: [], lists: [A_STATE_MACHINE_ARN], ...different };
}

/** Does the work for all items, so many at a time that a store behind a network is busy and not drowned. */
export async function forAll<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const AT_A_TIME = 25;
  for (let first = 0; first < items.length; first += AT_A_TIME) {
    await Promise.all(items.slice(first, first + AT_A_TIME).map(work));
  }
}

/** What a value is once it has been through its JSON text. */
export function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** All items of a list, read page by page. */
export async function allPages<Item>(
  readPage: (after: string | undefined) => Promise<{ readonly items: Item[]; readonly next?: string }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await readPage(after);
    if (page.next !== undefined && page.next === after) throw new Error(`the page behind ${after} ends where it began`);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
