import { type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html */
export const glue: OptimisedService = {
  service: 'glue',
  package: 'glue',
  names: { client: 'first', prefix: 'Glue', service: 'AWSGlue', unmodelled: 'AWSGlueException' },
  actions: {
    startJobRun: {
      suffixes: ['.sync'],
      job: {
        check: 'getJobRun',
        checkParameters: ({ JobRunId: run }, { JobName: job }) => ({ JobName: job, RunId: run }),
        phase: phaseByState('JobRun.JobRunState', ['SUCCEEDED'], ['FAILED', 'STOPPED', 'TIMEOUT', 'ERROR', 'EXPIRED']),
        result: ({ JobRun: run }) => run,
        stop: 'batchStopJobRun',
        stopParameters: ({ JobRunId: run }, { JobName: job }) => ({ JobName: job, JobRunIds: [run] }),
      },
    },
  },
};
