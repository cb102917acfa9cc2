import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { prepareTable } from '#storage/dynamodb.ts';

const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };

test('a table where nobody answers is refused in one sentence that says what to do', async () => {
  const endpoint = `http://127.0.0.1:${await unusedPort()}`;
  const client = { region: 'us-east-1', credentials, endpoint, maxAttempts: 1 };
  await expect(prepareTable({ table: 'fake-sfn', client, create: true })).rejects.toThrow(
    `Cannot use the DynamoDB table "fake-sfn" at ${endpoint} because nothing answers there (ECONNREFUSED): start DynamoDB Local there, or say in AWS_ENDPOINT_URL_DYNAMODB where it is.`,
  );
});

test('a table without credentials is refused in one sentence that says what to do', async () => {
  const endpoint = `http://127.0.0.1:${await unusedPort()}`;
  const none = async () => {
    throw Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' });
  };
  const client = { region: 'us-east-1', endpoint, credentials: none };
  await expect(prepareTable({ table: 'fake-sfn', client, create: true })).rejects.toThrow(
    /because there are no AWS credentials \(Could not load .*\): set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/,
  );
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('there is no free port');
  return address.port;
}
