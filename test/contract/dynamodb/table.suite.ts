import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { TABLE, TTL_ATTRIBUTE } from '#storage/dynamodb/table.ts';
import { createDynamoDbStorage, prepareTable } from '#storage/dynamodb.ts';
import { LOCAL_CLIENT } from '#test/support/dynamodb-local.ts';

/** `endpoint` is asked when a test begins. */
export function tableSuite(endpoint: () => string): void {
  const options = () => ({ table: `t-${randomUUID()}`, client: { ...LOCAL_CLIENT, endpoint: endpoint() } });

  test('is created where it is missing, with TTL, by one of several that start at once', async () => {
    const ours = options();
    await Promise.all([1, 2, 3].map(() => prepareTable({ ...ours, create: true })));
    await prepareTable({ ...ours, create: false });
    const client = new DynamoDBClient(ours.client);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: ours.table }));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: ours.table }));
    client.destroy();
    expect(Table).toMatchObject({ KeySchema: TABLE.KeySchema, BillingModeSummary: { BillingMode: TABLE.BillingMode } });
    expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: TTL_ATTRIBUTE });
    const storage = createDynamoDbStorage(ours);
    expect(await storage.nextDue()).toBeUndefined();
    await storage.close();
  });

  describe('is refused in one sentence', () => {
    test('when it is missing and must not be created', async () => {
      const ours = options();
      await expect(prepareTable({ ...ours, create: false })).rejects.toThrow(
        `The DynamoDB table "${ours.table}" at ${endpoint()} does not exist: create it, as infra/template.yaml does, or name another one in FAKE_SFN_TABLE.`,
      );
    });

    test('when it belongs to something else', async () => {
      const ours = options();
      const client = new DynamoDBClient(ours.client);
      await client.send(
        new CreateTableCommand({
          TableName: ours.table,
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      );
      client.destroy();
      await expect(prepareTable({ ...ours, create: true })).rejects.toThrow(
        `The DynamoDB table "${ours.table}" at ${endpoint()} belongs to something else: name another one in FAKE_SFN_TABLE.`,
      );
    });

    test('when its name is impossible', async () => {
      await expect(prepareTable({ ...options(), table: 'no spaces please', create: true })).rejects.toThrow(
        /^Cannot use the DynamoDB table "no spaces please" at http:\S+ \(ValidationException: .*\): check /,
      );
    });
  });
}
