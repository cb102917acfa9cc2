import { type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html */
export const athena: OptimisedService = {
  service: 'athena',
  package: 'athena',
  names: { client: 'first', prefix: 'Athena', service: 'AmazonAthena', unmodelled: 'AmazonAthenaException' },
  actions: {
    startQueryExecution: {
      suffixes: ['.sync'],
      job: {
        check: 'getQueryExecution',
        checkParameters: ({ QueryExecutionId: id }) => ({ QueryExecutionId: id }),
        phase: phaseByState('QueryExecution.Status.State', ['SUCCEEDED'], ['FAILED', 'CANCELLED']),
        stop: 'stopQueryExecution',
      },
    },
    stopQueryExecution: {},
    getQueryExecution: {},
    getQueryResults: {},
  },
};
