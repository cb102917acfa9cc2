import { parseJson } from '../json.ts';
import { type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';
import { invokeModel } from './invoke-model.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrock.html */
export const bedrock: OptimisedService = {
  service: 'bedrock',
  package: 'bedrock',
  names: { client: 'second', prefix: 'Bedrock' },
  actions: {
    invokeModel: {
      package: 'bedrock-runtime',
      suffixes: ['.waitForTaskToken'],
      extension: invokeModel,
      // AWS: later states read into `$.Body` — Invoke and customize Amazon Bedrock models.
      result: ({ Body: body, ...answer }) => ({
        ...answer,
        Body: (typeof body === 'string' ? parseJson(body) : undefined) ?? body,
      }),
      withoutMetadata: true,
    },
    createModelCustomizationJob: {
      suffixes: ['.sync', '.waitForTaskToken'],
      withoutMetadata: true,
      job: {
        check: 'getModelCustomizationJob',
        checkParameters: ({ JobArn: arn }) => ({ JobIdentifier: arn }),
        phase: phaseByState('Status', ['Completed'], ['Failed', 'Stopped']),
        stop: 'stopModelCustomizationJob',
      },
    },
  },
};
