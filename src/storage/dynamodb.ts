import { type ConnectionOptions, createClient, createConnection } from './dynamodb/connection.ts';
import { createExecutions } from './dynamodb/executions.ts';
import { createResources } from './dynamodb/resources.ts';
import { createRetention } from './dynamodb/retention.ts';
import { ensureTable } from './dynamodb/table.ts';
import type { Storage } from './storage.ts';

/** Which table, and how it is used. */
export interface DynamoDbOptions extends ConnectionOptions {
  /** After how many days what belongs to a closed execution is deleted; none: never. */
  readonly retentionDays?: number;
  /** Epoch milliseconds, for retention; the system's by default. */
  readonly now?: () => number;
}

/** Makes sure that the table is there, and creates it with `create`; throws one Error that says where, what is wrong, and what to do. */
export async function prepareTable(options: ConnectionOptions & { readonly create: boolean }): Promise<void> {
  const client = createClient(options);
  try {
    await ensureTable(client, options.table, options.create);
  } finally {
    client.destroy();
  }
}

/** Storage in a DynamoDB table that `prepareTable` has looked at; keys.ts says how. Asks nothing before it is used. */
export function createDynamoDbStorage(options: DynamoDbOptions): Storage {
  const { retentionDays, now = Date.now } = options;
  const connection = createConnection(options);
  const retention = createRetention(retentionDays, now);
  const executions = createExecutions(connection, retention);
  const resources = createResources(connection, retention);
  return {
    commit: executions.commit,
    loadExecution: executions.loadExecution,
    readHistory: executions.readHistory,
    listExecutions: executions.listExecutions,
    listWaiting: executions.listWaiting,
    deleteExecution: executions.deleteExecution,
    dueExecutions: executions.dueExecutions,
    postpone: executions.postpone,
    nextDue: executions.nextDue,

    saveResource: resources.saveResource,
    loadResource: resources.loadResource,
    deleteResource: resources.deleteResource,
    listResources: resources.listResources,
    countResources: resources.countResources,

    async clear() {
      for await (const keys of connection.scanKeys()) await connection.deleteAll(keys);
      executions.forget();
      resources.forget();
    },

    async close() {
      connection.close();
    },
  };
}
