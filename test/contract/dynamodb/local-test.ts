import { randomUUID } from 'node:crypto';
import { test } from 'vitest';
import { createDynamoDbStorage, type DynamoDbOptions, prepareTable } from '#storage/dynamodb.ts';
import type { Storage } from '#storage/storage.ts';
import { LOCAL_CLIENT } from '#test/support/dynamodb-local.ts';

/** A fresh table, and any number of processes that use it. */
export interface LocalTable {
  readonly options: DynamoDbOptions;
  /** A storage on the table that knows nothing of the others, as in a process of its own; closed after the test. */
  readonly open: (different?: Partial<DynamoDbOptions>) => Storage;
  /** The commands of all requests that the storages have sent, in order. */
  readonly requests: string[];
}

/** A test that is given a fresh table. */
export type LocalTest = ReturnType<typeof localTest>;

/** `endpoint` is asked when a test begins. */
export function localTest(endpoint: () => string) {
  return test.extend<{ table: LocalTable }>({
    table: async ({ task: _ }, use) => {
      const requests: string[] = [];
      const options = await freshTable(endpoint());
      const opened: Storage[] = [];
      const open = (different: Partial<DynamoDbOptions> = {}) => {
        const storage = createDynamoDbStorage({ ...options, onRequest: (command) => requests.push(command), ...different });
        opened.push(storage);
        return storage;
      };
      await use({ options, open, requests });
      for (const storage of opened) await storage.close();
    },
  });
}

/** Creates a table that nobody else uses, and says how to reach it. */
export async function freshTable(endpoint: string): Promise<DynamoDbOptions> {
  const options = { table: `t-${randomUUID()}`, client: { ...LOCAL_CLIENT, endpoint } };
  await prepareTable({ ...options, create: true });
  return options;
}
