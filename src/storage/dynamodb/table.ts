import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** The table, but for its name; infra/template.yaml declares the same. */
export const TABLE = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
} as const satisfies Omit<CreateTableCommandInput, 'TableName'>;

/** The attribute by which TTL deletes, in epoch seconds. */
export const TTL_ATTRIBUTE = 'expiresAt';

const MAX_WAIT_SECONDS = 120;

/**
 * Makes sure that the table is there and ours; with `create`, makes it when it is missing. Whatever is wrong is one Error that says
 * where, what, and what to do.
 */
export async function ensureTable(client: DynamoDBClient, table: string, create: boolean): Promise<void> {
  try {
    const keys = await describe(client, table);
    if (keys === undefined && !create)
      throw new TableProblem(`does not exist: create it, as infra/template.yaml does, or name another one in FAKE_SFN_TABLE`);
    if (keys === undefined) await createTable(client, table);
    else if (keys !== keysOf(TABLE.KeySchema))
      throw new TableProblem('belongs to something else: name another one in FAKE_SFN_TABLE');
    if (create) await enableTtl(client, table);
  } catch (error) {
    const place = `DynamoDB table "${table}" ${await placeOf(client)}`;
    const sentence =
      error instanceof TableProblem ? `The ${place} ${error.message}.` : `Cannot use the ${place} ${advice(error)}.`;
    throw new Error(sentence, { cause: error });
  }
}

/** What is wrong with a table, said of the table. */
class TableProblem extends Error {}

/** The names of the table's keys; `undefined`: there is no such table. */
async function describe(client: DynamoDBClient, TableName: string): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    // Somebody else may be creating it right now.
    if (Table?.TableStatus === 'CREATING') await untilActive(client, TableName);
    return keysOf(Table?.KeySchema ?? []);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  try {
    const { AttributeDefinitions, KeySchema, BillingMode } = TABLE;
    await client.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [...AttributeDefinitions],
        KeySchema: [...KeySchema],
        BillingMode,
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await untilActive(client, TableName);
}

async function untilActive(client: DynamoDBClient, TableName: string): Promise<void> {
  await waitUntilTableExists({ client, maxWaitTime: MAX_WAIT_SECONDS, minDelay: 1, maxDelay: 4 }, { TableName });
}

async function enableTtl(client: DynamoDBClient, TableName: string): Promise<void> {
  if (await hasTtl(client, TableName)) return;
  const TimeToLiveSpecification = { AttributeName: TTL_ATTRIBUTE, Enabled: true };
  try {
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  } catch (error) {
    // Somebody else may have been quicker.
    if (!(await hasTtl(client, TableName))) throw error;
  }
}

async function hasTtl(client: DynamoDBClient, TableName: string): Promise<boolean> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  return /^ENABL(ED|ING)$/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '');
}

const keysOf = (schema: readonly { readonly AttributeName?: string | undefined }[]): string =>
  schema.map(({ AttributeName }) => AttributeName).join(', ');

async function placeOf({ config }: DynamoDBClient): Promise<string> {
  const region = await config.region().catch(() => 'an unknown region');
  const endpoint = await config.endpoint?.();
  if (!endpoint) return `in ${region}`;
  return `at ${endpoint.protocol}//${endpoint.hostname}${endpoint.port === undefined ? '' : `:${endpoint.port}`}`;
}

function advice(error: unknown): string {
  const { name, message, code } = factsOf(error);
  const said = message.replace(/\s+/g, ' ').replace(/[.\s]+$/, '');
  if (UNREACHABLE.has(code) || UNREACHABLE.has(name))
    return `because nothing answers there (${code || name}): start DynamoDB Local there, or say in AWS_ENDPOINT_URL_DYNAMODB where it is`;
  if (name === 'CredentialsProviderError')
    return `because there are no AWS credentials (${said}): set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, any values do for DynamoDB Local`;
  if (/Region is missing/.test(message)) return 'because no region is set: set AWS_REGION';
  return `(${name}: ${said}): check the credentials, the permissions and the name in FAKE_SFN_TABLE`;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'TimeoutError',
]);

/** Where several addresses were tried, the SDK passes on an AggregateError, whose code is that of the first. */
function factsOf(error: unknown): { name: string; message: string; code: string } {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error), code: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { name: error.name, message: error.message || code, code };
}
