import { type OptimisedAction, type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';

/** SageMaker's jobs are alike: the job `Xy` has a name `XyName`, a state `XyStatus`, and the actions createXy, describeXy, stopXy. */
const jobNamed = (job: string): OptimisedAction => ({
  suffixes: ['.sync'],
  job: {
    check: `describe${job}`,
    checkParameters: (_, given) => ({ [`${job}Name`]: given[`${job}Name`] }),
    phase: phaseByState(`${job}Status`, ['Completed'], ['Failed', 'Stopped']),
    stop: `stop${job}`,
  },
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html */
export const sagemaker: OptimisedService = {
  service: 'sagemaker',
  package: 'sagemaker',
  names: { client: 'first', prefix: 'SageMaker', service: 'AmazonSageMaker', unmodelled: 'AmazonSageMakerException' },
  actions: {
    createHyperParameterTuningJob: jobNamed('HyperParameterTuningJob'),
    createLabelingJob: jobNamed('LabelingJob'),
    createProcessingJob: jobNamed('ProcessingJob'),
    createTrainingJob: jobNamed('TrainingJob'),
    createTransformJob: jobNamed('TransformJob'),
    createEndpoint: {},
    createEndpointConfig: {},
    createModel: {},
    updateEndpoint: {},
  },
};
