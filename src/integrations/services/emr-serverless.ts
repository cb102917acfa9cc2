import type { JsonObject } from '../json.ts';
import { type Job, type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';

const ofApplication = ({ ApplicationId: application }: JsonObject): JsonObject => ({ ApplicationId: application });

const application = (succeeded: readonly string[], failed: readonly string[] = []): Job => ({
  check: 'getApplication',
  checkParameters: (started, given) => ({ ...ofApplication(started), ...('ApplicationId' in given ? ofApplication(given) : {}) }),
  phase: phaseByState('Application.State', succeeded, failed),
});

const jobRun = (succeeded: readonly string[], failed: readonly string[]): Job => ({
  check: 'getJobRun',
  checkParameters: (started, given) => ({ ...ofApplication(given), JobRunId: started['JobRunId'] ?? given['JobRunId'] }),
  phase: phaseByState('JobRun.State', succeeded, failed),
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-serverless.html */
export const emrServerless: OptimisedService = {
  service: 'emr-serverless',
  package: 'emr-serverless',
  names: { client: 'first', prefix: 'EmrServerless', service: 'AWSEMRServerless', unmodelled: 'AWSEMRServerlessException' },
  actions: {
    createApplication: { suffixes: ['.sync'], job: application(['CREATED', 'STARTING', 'STARTED', 'STOPPED'], ['TERMINATED']) },
    // AWS: the API's answer is empty, the integration's has the id — EMR Serverless service integration APIs.
    startApplication: {
      result: (answer, given) => ({ ...answer, ...ofApplication(given) }),
      suffixes: ['.sync'],
      job: application(['STARTED'], ['STOPPED', 'TERMINATED']),
    },
    stopApplication: {
      result: (answer, given) => ({ ...answer, ...ofApplication(given) }),
      suffixes: ['.sync'],
      job: application(['STOPPED'], ['TERMINATED']),
    },
    deleteApplication: {
      result: (answer, given) => ({ ...answer, ...ofApplication(given) }),
      suffixes: ['.sync'],
      job: { ...application(['TERMINATED']), goneError: 'EmrServerless.ResourceNotFoundException' },
    },
    startJobRun: { suffixes: ['.sync'], job: { ...jobRun(['SUCCESS'], ['FAILED', 'CANCELLED']), stop: 'cancelJobRun' } },
    cancelJobRun: { suffixes: ['.sync'], job: jobRun(['CANCELLED'], ['SUCCESS', 'FAILED']) },
  },
};
