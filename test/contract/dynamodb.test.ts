import { afterAll, beforeAll, describe } from 'vitest';
import { createDynamoDbStorage } from '#storage/dynamodb.ts';
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { actionRequestSuite } from './dynamodb/action-requests.suite.ts';
import { bigSuite } from './dynamodb/big.suite.ts';
import { faultSuite } from './dynamodb/faults.suite.ts';
import { freshTable, localTest } from './dynamodb/local-test.ts';
import { mapRunRequestSuite } from './dynamodb/map-run-requests.suite.ts';
import { modelSuite } from './dynamodb/model.suite.ts';
import { requestSuite } from './dynamodb/requests.suite.ts';
import { retentionSuite } from './dynamodb/retention.suite.ts';
import { tableSuite } from './dynamodb/table.suite.ts';
import { timeSuite } from './dynamodb/time.suite.ts';
import { storageSuite } from './storage.suite.ts';

const reason = whyNoDynamoDbLocal();
if (reason !== undefined) console.warn(`The DynamoDB storage is not tested: ${reason}.`);

describe.skipIf(reason !== undefined)('on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  beforeAll(async () => {
    local = await startDynamoDbLocal();
  });
  afterAll(() => local?.stop());

  const endpoint = () => local.endpoint;
  const test = localTest(endpoint);
  describe('the cost of DynamoDB storage', () => requestSuite(test));
  describe('the cost of an action', () => actionRequestSuite(endpoint));
  describe('the cost of a Map Run', () => mapRunRequestSuite(test));
  describe('what is big in DynamoDB storage', () => bigSuite(test));
  describe('DynamoDB storage', () => modelSuite(test));
  describe('faults of DynamoDB', () => faultSuite(test));
  describe('retention in DynamoDB storage', () => retentionSuite(test));
  describe('time on DynamoDB', () => timeSuite(test));
  describe('the table', () => tableSuite(endpoint));
  storageSuite('DynamoDB', async () => createDynamoDbStorage(await freshTable(endpoint())));
});
