import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { prepareTable } from '#storage/dynamodb.ts';
import { type DynamoDbLocal, LOCAL_CLIENT, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { lambdaSuite } from './lambda.suite.ts';

const missing = whyNoDynamoDbLocal();

describe.skipIf(missing)(`on DynamoDB Local${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let local: DynamoDbLocal;
  let table: string;

  beforeAll(async () => {
    local = await startDynamoDbLocal();
  });
  beforeEach(async () => {
    table = `t-${randomUUID()}`;
    await prepareTable({ table, create: true, client: { ...LOCAL_CLIENT, endpoint: local.endpoint } });
  });
  afterAll(() => local?.stop());

  const settings = () => ({
    concurrency: 2,
    env: { FAKE_SFN_STORAGE: 'dynamodb', FAKE_SFN_TABLE: table, AWS_ENDPOINT_URL_DYNAMODB: local.endpoint },
  });
  lambdaSuite('everything in DynamoDB', settings, 'the process');
});
