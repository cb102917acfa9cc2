import type { OptimisedService } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html */
export const sns: OptimisedService = {
  service: 'sns',
  package: 'sns',
  names: { client: 'first', prefix: 'SNS', service: 'AmazonSNS', unmodelled: 'AmazonSNSException' },
  actions: { publish: { suffixes: ['.waitForTaskToken'] } },
};
