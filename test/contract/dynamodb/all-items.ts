import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { executionKey } from '#storage/dynamodb/keys.ts';
import type { DynamoDbOptions } from '#storage/dynamodb.ts';

/** Everything in a table, its attributes as they are stored. */
export async function allItems({ table, client = {} }: DynamoDbOptions): Promise<Record<string, unknown>[]> {
  const connected = new DynamoDBClient(client);
  const documents = DynamoDBDocumentClient.from(connected);
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(new ScanCommand({ TableName: table, ...(start && { ExclusiveStartKey: start }) }));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  connected.destroy();
  return items;
}

/** The sort keys of the parts in a table. */
export async function partKeys(options: DynamoDbOptions): Promise<string[]> {
  return (await allItems(options)).map(({ sk }) => String(sk)).filter((sk) => sk.startsWith('part/'));
}

/** Deletes the head of an execution, as TTL would. */
export async function deleteHead({ table, client = {} }: DynamoDbOptions, arn: string): Promise<void> {
  const connected = new DynamoDBClient(client);
  await DynamoDBDocumentClient.from(connected).send(new DeleteCommand({ TableName: table, Key: { ...executionKey(arn) } }));
  connected.destroy();
}
