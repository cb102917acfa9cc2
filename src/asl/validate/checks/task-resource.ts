import { readArn } from '#arn';
import { parseResource } from '../../resource.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { isIntegration } from '../optimized-integrations.ts';
import type { StateCheck } from '../site.ts';

/** A Task's Resource is a Lambda function, an activity or an integration that exists. AWS: recorded (test_invalid_integration); the text for what is no ARN was measured by others. */
export const taskResource: StateCheck = ({ state, type, location, catalogue }, report) => {
  const { Resource } = state;
  if (type !== 'Task' || typeof Resource !== 'string') return;
  const at = `${location}/Resource`;
  if (!Resource.startsWith('arn:')) return report('Value is not a valid resource ARN', at);
  if (!isRecognised(Resource, catalogue)) {
    report(
      `The resource provided ${Resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      at,
    );
  }
};

function isRecognised(arn: string, catalogue: Catalogue): boolean {
  const parts = readArn(arn);
  if (!parts?.partition) return false;
  const { region, account } = parts;
  const resource = parseResource(arn);
  // AWS: region and account "are unnecessary because both are inferred", and may be there all the same — Integrating services; its published
  // samples have them (aws-samples/step-functions-workflows-collection, tts-converter).
  if (resource.kind === 'service')
    return (
      /^[a-z0-9-]*$/.test(region) &&
      /^(\d{12})?$/.test(account) &&
      isIntegration(resource.resourceType, resource.resource, catalogue)
    );
  if (resource.kind === 'activity') return region !== '' && account !== '' && /^activity:[^:]+$/.test(parts.resource);
  return parts.service === 'lambda' && /^function:.+$/.test(parts.resource);
}
