import { randomUUID } from 'node:crypto';
import { createDynamoDbStorage } from '#storage/dynamodb.ts';
import type { Storage } from '#storage/storage.ts';
import { LOCAL_CLIENT } from './dynamodb-local.ts';
import { type Fault, startFaultyProxy } from './faulty-proxy.ts';

/** A table, and for each server a way to it on which requests go wrong. */
export interface ChaosTable {
  /** Of each server. */
  readonly environments: readonly Readonly<Record<string, string>>[];
  /** The table behind the proxies: what is stored in truth. */
  readonly storage: Storage;
  /** How many commits of each server came too late. */
  readonly conflicts: readonly number[];
  /** How many requests of the servers went wrong on purpose. */
  readonly faults: () => number;
  readonly close: () => Promise<void>;
}

/** Makes a table in the DynamoDB Local at `endpoint`; `fault`: what goes wrong with a request. */
export async function startChaosTable(
  endpoint: string,
  servers: number,
  fault: (command: string) => Fault = () => undefined,
): Promise<ChaosTable> {
  const table = `chaos-${randomUUID()}`;
  const conflicts = Array.from({ length: servers }, () => 0);
  let faults = 0;
  const proxies = await Promise.all(
    conflicts.map((_, index) =>
      startFaultyProxy(
        endpoint,
        (command) => {
          const wrong = fault(command);
          if (wrong) faults++;
          return wrong;
        },
        (command, status, body) => {
          if (command === 'TransactWriteItems' && status === 400 && body.includes('ConditionalCheckFailed'))
            conflicts[index] = (conflicts[index] ?? 0) + 1;
        },
      ),
    ),
  );
  const storage = createDynamoDbStorage({ table, client: { ...LOCAL_CLIENT, endpoint } });
  return {
    environments: proxies.map((proxy) => ({
      FAKE_SFN_STORAGE: 'dynamodb',
      FAKE_SFN_TABLE: table,
      AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint,
    })),
    storage,
    conflicts,
    faults: () => faults,
    async close() {
      await storage.close();
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  };
}
