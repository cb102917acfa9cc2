import type { OptimisedService } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
export const dynamodb: OptimisedService = {
  service: 'dynamodb',
  package: 'dynamodb',
  names: { client: 'first', prefix: 'DynamoDB', service: 'AmazonDynamoDBv2', unmodelled: 'AmazonDynamoDBException' },
  // AWS: recorded in test_base_integrations.
  headers: ['Server', 'Connection', 'x-amzn-RequestId', 'x-amz-crc32', 'Content-Length', 'Date', 'Content-Type'],
  actions: { getItem: {}, putItem: {}, updateItem: {}, deleteItem: {} },
};
