import type { OptimisedService } from '../optimised/optimised-service.ts';
import { invokeHarness } from './invoke-harness.ts';

/**
 * AWS: resources are written without the dash that the service's own have; requests and responses only.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrockagentcore.html
 */
export const bedrockAgentCore: OptimisedService = {
  service: 'bedrockagentcore',
  package: 'bedrock-agentcore',
  names: { client: 'second', prefix: 'BedrockAgentCore' },
  actions: { invokeHarness: { extension: invokeHarness, withoutMetadata: true } },
};
