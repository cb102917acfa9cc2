import { type OptimisedService, phaseByState, valueAt } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html */
export const batch: OptimisedService = {
  service: 'batch',
  package: 'batch',
  names: { client: 'first', prefix: 'Batch', service: 'AWSBatch', unmodelled: 'AWSBatchException' },
  actions: {
    submitJob: {
      suffixes: ['.sync'],
      job: {
        check: 'describeJobs',
        checkParameters: ({ JobId: id }) => ({ Jobs: [id] }),
        phase: phaseByState('Jobs.0.Status', ['SUCCEEDED'], ['FAILED']),
        result: (answer) => valueAt(answer, 'Jobs.0'),
        stop: 'terminateJob',
        stopParameters: ({ JobId: id }) => ({ JobId: id, Reason: 'The execution that waited for it has ended' }),
      },
    },
  },
};
