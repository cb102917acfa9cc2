import { type OptimisedService, phaseByState, valueAt } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-mediaconvert.html */
export const mediaconvert: OptimisedService = {
  service: 'mediaconvert',
  package: 'mediaconvert',
  names: { client: 'first', prefix: 'MediaConvert', service: 'AWSMediaConvert', unmodelled: 'AWSMediaConvertException' },
  actions: {
    createJob: {
      suffixes: ['.sync'],
      job: {
        check: 'getJob',
        checkParameters: (started) => ({ Id: valueAt(started, 'Job.Id') }),
        phase: phaseByState('Job.Status', ['COMPLETE'], ['ERROR', 'CANCELED']),
        stop: 'cancelJob',
      },
    },
  },
};
