import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  TransactionCanceledException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { TryAgain, withBackoff } from './backoff.ts';
import { actionOf, type Item, queryInput, type Range, type WriteAction } from './expressions.ts';
import { createGate } from './gate.ts';
import { type Key, keyOf } from './keys.ts';
import { patiently } from './patience.ts';
import { bytesOf } from './sizes.ts';
import { troubleWith } from './trouble.ts';

/** The table, reached: every read is consistent, and what fails for the moment is tried again for some seconds. Throws StorageTrouble. */
export interface Connection {
  get(key: Key): Promise<Item | undefined>;
  /** The items of those keys that there are, in any order. */
  getAll(keys: readonly Key[]): Promise<Item[]>;
  query(range: Range): Promise<Item[]>;
  /** How many items a range has. */
  count(range: Range): Promise<number>;
  /** Does all or nothing. False: a condition is not met. The write id is written into a conditional item, so that a repetition knows itself. */
  transact(actions: readonly WriteAction[], writeId: string): Promise<boolean>;
  putAll(items: readonly Item[]): Promise<void>;
  deleteAll(keys: readonly Key[]): Promise<void>;
  /** Sets or removes when TTL deletes the item, in epoch seconds; an item that is gone stays so. */
  setExpiry(key: Key, expiresAt: number | undefined): Promise<void>;
  /** The keys of everything that is stored: slow. */
  scanKeys(): AsyncGenerator<Key[]>;
  close(): void;
}

export interface ConnectionOptions {
  readonly table: string;
  /** Endpoint, region, credentials and so on; without them the SDK finds its own. */
  readonly client?: DynamoDBClientConfig;
  /** Is told the command of every request that is sent, repetitions included. */
  readonly onRequest?: (command: string) => void;
}

/** DynamoDB has left everything undone that a batch asked for: its way of throttling those. */
class Throttled extends Error {
  override readonly name = 'ThrottlingException';
}

/** Limits of DynamoDB's batches, in items. */
const MAX_GETS = 100;
const MAX_WRITES = 25;

/** How many requests at once go out for one call. */
const AT_A_TIME = 8;

/** How many go out at once in all: as many as the SDK has sockets for. One that waited for a socket would be given up, and made again, while nothing is wrong. */
const REQUESTS_AT_ONCE = 50;

/** A client of DynamoDB that gives up soon on what does not answer, and tries again what is throttled. */
export function createClient({ client = {}, onRequest }: ConnectionOptions): DynamoDBClient {
  const created = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    ...client,
  });
  if (onRequest) {
    // Behind the SDK's retries, which are a step of `finalizeRequest` too: each attempt counts.
    created.middlewareStack.add(
      (next, context) => (args) => {
        onRequest(context.commandName?.replace(/Command$/, '') ?? 'unknown');
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'countRequests' },
    );
  }
  return created;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { table } = options;
  const client = createClient(options);
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const gate = createGate(REQUESTS_AT_ONCE);

  /** Sends something, and says what is wrong with the table when that fails. */
  async function send<Result>(
    work: (options: { readonly abortSignal: AbortSignal }) => Promise<Result>,
    bytes?: number,
  ): Promise<Result> {
    try {
      return await gate(() => patiently((abortSignal) => work({ abortSignal }), bytes));
    } catch (error) {
      throw troubleWith(table, error);
    }
  }

  async function getSome(keys: readonly Key[]): Promise<Item[]> {
    const items: Item[] = [];
    let wanted: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    const getOnce = async (options: { readonly abortSignal: AbortSignal }) => {
      const request = { [table]: { Keys: wanted, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await documents.send(new BatchGetCommand({ RequestItems: request }), options);
      const found = Responses?.[table] ?? [];
      items.push(...found);
      wanted = UnprocessedKeys?.[table]?.Keys ?? [];
      // An answer holds 16 MB: one that has brought something is only short.
      if (wanted.length && !found.length) throw new TryAgain(new Throttled());
    };
    while (wanted.length) await send((options) => withBackoff(() => getOnce(options), options.abortSignal));
    return items;
  }

  async function* pagesOf(range: Range, more: Pick<QueryCommandInput, 'Select'> = {}): AsyncGenerator<QueryCommandOutput> {
    let left = range.limit;
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const input = { ...queryInput(range), ...more, TableName: table, Limit: left, ConsistentRead: true };
      const command = new QueryCommand({ ...input, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
      const page = await send((options) => documents.send(command, options));
      yield page;
      left -= page.Count ?? 0;
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey && left > 0);
  }

  async function writeSome(requests: readonly Record<string, unknown>[], bytes: number): Promise<void> {
    let left = [...requests];
    const writeOnce = async (options: { readonly abortSignal: AbortSignal }) => {
      const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: { [table]: left } }), options);
      left = UnprocessedItems?.[table] ?? [];
      if (left.length) throw new TryAgain(new Throttled());
    };
    await send((options) => withBackoff(() => writeOnce(options), options.abortSignal), bytes);
  }

  return {
    async get(key) {
      const command = new GetCommand({ TableName: table, Key: { ...key }, ConsistentRead: true });
      return (await send((options) => documents.send(command, options))).Item;
    },

    async getAll(keys) {
      // DynamoDB refuses a request that names an item twice.
      const distinct = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
      return (await inSlices(distinct, MAX_GETS, getSome)).flat();
    },

    async query(range) {
      const items: Item[] = [];
      for await (const page of pagesOf(range)) items.push(...(page.Items ?? []));
      return items;
    },

    async count(range) {
      let counted = 0;
      for await (const page of pagesOf(range, { Select: 'COUNT' })) counted += page.Count ?? 0;
      return counted;
    },

    async transact(actions, writeId) {
      const TransactItems = actions.map((action) => actionOf(table, action));
      const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: writeId });
      const writeOnce = async (options: { readonly abortSignal: AbortSignal }) => {
        try {
          await documents.send(command, options);
          return true;
        } catch (error) {
          if (error instanceof TransactionInProgressException) throw new TryAgain(error);
          if (!(error instanceof TransactionCanceledException)) throw error;
          const reasons = error.CancellationReasons ?? [];
          const failed = reasons.filter(({ Code }) => Code === 'ConditionalCheckFailed');
          // The condition fails on what this very transaction has written, if the answer to it was lost.
          if (failed.length) return failed.some(({ Item }) => Item?.['writeId']?.S === writeId);
          if (reasons.every(({ Code }) => Code === undefined || PASSING_REASONS.has(Code))) throw new TryAgain(error);
          throw error;
        }
      };
      return await send((options) => withBackoff(() => writeOnce(options), options.abortSignal), bytesOf(actions));
    },

    async putAll(items) {
      await inSlices(items, MAX_WRITES, (slice) =>
        writeSome(
          slice.map((Item) => ({ PutRequest: { Item } })),
          bytesOf(slice.map((put) => ({ put }))),
        ),
      );
    },

    async deleteAll(keys) {
      await inSlices(keys, MAX_WRITES, (slice) =>
        writeSome(
          slice.map((Key) => ({ DeleteRequest: { Key } })),
          0,
        ),
      );
    },

    async setExpiry(key, expiresAt) {
      const change =
        expiresAt === undefined
          ? { UpdateExpression: 'REMOVE expiresAt' }
          : { UpdateExpression: 'SET expiresAt = :expiresAt', ExpressionAttributeValues: { ':expiresAt': expiresAt } };
      const input = { TableName: table, Key: { ...key }, ConditionExpression: 'attribute_exists(pk)', ...change };
      try {
        await send((options) => documents.send(new UpdateCommand(input), options));
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
      }
    },

    async *scanKeys() {
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const input = { TableName: table, ProjectionExpression: 'pk, sk', ConsistentRead: true };
        const command = new ScanCommand({ ...input, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
        const page = await send((options) => documents.send(command, options));
        yield (page.Items ?? []).map(keyOf);
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
    },

    close() {
      client.destroy();
    },
  };
}

/** Why a transaction is cancelled that may well work a little later. */
const PASSING_REASONS = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Does the work for slices of the items, some at a time. */
async function inSlices<In, Out>(
  items: readonly In[],
  size: number,
  work: (slice: readonly In[]) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  for (let start = 0; start < items.length; start += size * AT_A_TIME) {
    const slices = Array.from({ length: AT_A_TIME }, (_, index) => items.slice(start + index * size, start + (index + 1) * size));
    results.push(...(await Promise.all(slices.filter(({ length }) => length > 0).map(work))));
  }
  return results;
}
