import { type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-databrew.html */
export const databrew: OptimisedService = {
  service: 'databrew',
  package: 'databrew',
  names: { client: 'first', prefix: 'GlueDataBrew', service: 'AWSGlueDataBrew', unmodelled: 'AWSGlueDataBrewException' },
  actions: {
    startJobRun: {
      suffixes: ['.sync'],
      job: {
        check: 'describeJobRun',
        checkParameters: ({ RunId: run }, { Name: name }) => ({ Name: name, RunId: run }),
        phase: phaseByState('State', ['SUCCEEDED'], ['FAILED', 'STOPPED', 'TIMEOUT']),
        stop: 'stopJobRun',
      },
    },
  },
};
