import type { OptimisedService } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
export const sqs: OptimisedService = {
  service: 'sqs',
  package: 'sqs',
  names: { client: 'first', prefix: 'SQS', service: 'AmazonSQS', unmodelled: 'AmazonSQSException' },
  actions: { sendMessage: { suffixes: ['.waitForTaskToken'] } },
};
