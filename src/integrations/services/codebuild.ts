import { type Job, type OptimisedService, phaseByState, valueAt } from '../optimised/optimised-service.ts';

const FAILED = ['FAILED', 'FAULT', 'TIMED_OUT', 'STOPPED'];

// AWS: later states reach into `$.Build` — Build a CodeBuild project with Step Functions.
const build: Job = {
  check: 'batchGetBuilds',
  checkParameters: (started) => ({ Ids: [valueAt(started, 'Build.Id')] }),
  phase: phaseByState('Builds.0.BuildStatus', ['SUCCEEDED'], FAILED),
  result: (answer) => ({ Build: valueAt(answer, 'Builds.0') }),
  stop: 'stopBuild',
  stopParameters: (started) => ({ Id: valueAt(started, 'Build.Id') }),
};

const buildBatch: Job = {
  check: 'batchGetBuildBatches',
  checkParameters: (started) => ({ Ids: [valueAt(started, 'BuildBatch.Id')] }),
  phase: phaseByState('BuildBatches.0.BuildBatchStatus', ['SUCCEEDED'], FAILED),
  result: (answer) => ({ BuildBatch: valueAt(answer, 'BuildBatches.0') }),
  stop: 'stopBuildBatch',
  stopParameters: (started) => ({ Id: valueAt(started, 'BuildBatch.Id') }),
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html */
export const codebuild: OptimisedService = {
  service: 'codebuild',
  package: 'codebuild',
  names: { client: 'first', prefix: 'CodeBuild', service: 'AWSCodeBuild', unmodelled: 'AWSCodeBuildException' },
  actions: {
    startBuild: { suffixes: ['.sync'], job: build },
    startBuildBatch: { suffixes: ['.sync'], job: buildBatch },
    retryBuildBatch: { suffixes: ['.sync'], job: buildBatch },
    stopBuild: {},
    stopBuildBatch: {},
    batchDeleteBuilds: {},
    batchGetReports: {},
    batchGetBuildBatches: {},
    deleteBuildBatch: {},
  },
};
