import { readArn } from '#arn';

/** How a Task gets its result: from the answer, from the end of a job, or from whoever holds the token. */
export type IntegrationPattern = 'request-response' | 'sync' | 'wait-for-task-token';

/** A Task's Resource. The kind decides which history events it makes. */
export type Resource =
  | { readonly kind: 'lambda'; readonly arn: string }
  | { readonly kind: 'activity'; readonly arn: string }
  | {
      readonly kind: 'service';
      readonly arn: string;
      /** `lambda`, `aws-sdk:s3`: what history calls resourceType. */
      readonly resourceType: string;
      /** `invoke.waitForTaskToken`: what history calls resource. */
      readonly resource: string;
      readonly pattern: IntegrationPattern;
    };

const SERVICE = /^(?<resourceType>aws-sdk:[^:]+|[^:]+):(?<resource>.+)$/;

/** Reads a Resource ARN. What is neither an activity nor a service integration is taken for a Lambda function, as AWS does. */
export function parseResource(arn: string): Resource {
  const parts = readArn(arn);
  if (parts?.service !== 'states') return { kind: 'lambda', arn };
  if (parts.resource.startsWith('activity:')) return { kind: 'activity', arn };
  const { resourceType, resource } = SERVICE.exec(parts.resource)?.groups ?? {};
  if (resourceType === undefined || resource === undefined) return { kind: 'lambda', arn };
  return { kind: 'service', arn, resourceType, resource, pattern: patternOf(resource) };
}

function patternOf(resource: string): IntegrationPattern {
  if (resource.endsWith('.waitForTaskToken')) return 'wait-for-task-token';
  return /\.sync(:2)?$/.test(resource) ? 'sync' : 'request-response';
}
