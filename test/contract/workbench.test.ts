import { randomUUID } from 'node:crypto';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { aFake, speakTo } from '#test/support/a-fake.ts';
import { aFile } from '#test/support/a-file.ts';
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { createLambdaFunction } from '#test/support/lambda-function.ts';
import { whyNoSqlite } from '#test/support/sqlite-here.ts';
import { workbenchSuite } from './workbench.suite.ts';

let opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened) await each.close();
  opened = [];
});

function opening<Opened extends { readonly close: () => Promise<void> }>(fake: Opened): Opened {
  opened.push(fake);
  return fake;
}

workbenchSuite('in memory', async () => opening(await aFake({ FAKE_SFN_ACCOUNT_ID: '123456789012' })));

const withoutSqlite = whyNoSqlite();
describe.skipIf(withoutSqlite)(`in a file${withoutSqlite ? ` (skipped: ${withoutSqlite})` : ''}`, () => {
  workbenchSuite('in a file', async () => opening(await aFake({ FAKE_SFN_ACCOUNT_ID: '123456789012', FAKE_SFN_DATA: aFile() })));
});

workbenchSuite('on the Lambda event path, behind signatures', async () => {
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
  const lambda = opening(
    createLambdaFunction({ env: { FAKE_SFN_CREDENTIALS: 'AKIATEST:secret:123456789012', FAKE_SFN_AUTH: 'sigv4' } }),
  );
  const { sha256 } = new SFNClient({ region: 'us-east-1', credentials }).config;
  const signer = new SignatureV4({ service: 'states', region: 'us-east-1', credentials, sha256 });
  return speakTo(lambda.invoke, async ({ headers, query, ...request }) => {
    const signed = await signer.sign({
      ...request,
      headers: { ...headers },
      query: { ...query },
      protocol: 'https:',
      hostname: 'localhost',
    });
    return { ...request, query, headers: signed.headers };
  });
});

const missing = whyNoDynamoDbLocal();
describe.skipIf(missing)(`on DynamoDB Local${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let local: DynamoDbLocal;
  beforeAll(async () => {
    local = await startDynamoDbLocal();
  });
  afterAll(() => local?.stop());

  workbenchSuite('on a table', async () => {
    process.env['AWS_ACCESS_KEY_ID'] ??= 'local';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
    return opening(
      await aFake({
        FAKE_SFN_ACCOUNT_ID: '123456789012',
        FAKE_SFN_STORAGE: 'dynamodb',
        FAKE_SFN_TABLE: `t-${randomUUID()}`,
        FAKE_SFN_TABLE_ENDPOINT: local.endpoint,
      }),
    );
  });
});
