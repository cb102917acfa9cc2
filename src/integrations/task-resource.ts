import { readArn } from '#arn';
import { parseResource } from '#asl/resource.ts';

/** What a Task's Resource ARN asks for. */
export type TaskResource =
  /** `arn:aws:lambda:eu-west-1:123456789012:function:f:alias`: call that function. */
  | { readonly kind: 'function'; readonly service: 'lambda'; readonly region: string }
  /**
   * `arn:aws:states:::sqs:sendMessage.waitForTaskToken`: service `sqs`, action `sendMessage`, suffix `.waitForTaskToken`;
   * `arn:aws:states:::aws-sdk:s3:getObject`: service `aws-sdk:s3`.
   */
  | { readonly kind: 'service'; readonly service: string; readonly action: string; readonly suffix: TaskSuffix };

/** The end of a resource ARN that says when the task is over; '' is at once. */
export type TaskSuffix = '' | '.sync' | '.sync:2' | '.waitForTaskToken';

const SUFFIXES = ['.sync', '.sync:2', '.waitForTaskToken'] as const;

/** Takes a Resource ARN apart; undefined for what is no task of a service: activities and anything that is no ARN. */
export function parseTaskResource(arn: string): TaskResource | undefined {
  const resource = parseResource(arn);
  if (resource.kind === 'service') {
    const suffix = taskSuffix(resource.resource);
    const action = resource.resource.slice(0, resource.resource.length - suffix.length);
    return { kind: 'service', service: resource.resourceType, action, suffix };
  }
  const { service, region, resource: name } = readArn(arn) ?? {};
  return service === 'lambda' && region && name?.startsWith('function:') ? { kind: 'function', service, region } : undefined;
}

/** The suffix of a resource ARN, or of the last part of one. */
export const taskSuffix = (resource: string): TaskSuffix => SUFFIXES.find((suffix) => resource.endsWith(suffix)) ?? '';
