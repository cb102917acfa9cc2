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

const FUNCTION = /^arn:[^:]+:lambda:(?<region>[^:]+):[^:]+:function:.+$/;
const SERVICE = /^arn:[^:]+:states:[^:]*:[^:]*:(?<service>aws-sdk:[^:]+|[^:]+):(?<action>.+)$/;
const SUFFIXES = ['.sync', '.sync:2', '.waitForTaskToken'] as const;

/** Takes a Resource ARN apart; undefined for what is no task of a service: activities and anything that is no ARN. */
export function parseTaskResource(arn: string): TaskResource | undefined {
  const region = FUNCTION.exec(arn)?.groups?.['region'];
  if (region !== undefined) return { kind: 'function', service: 'lambda', region };
  const { service, action } = SERVICE.exec(arn)?.groups ?? {};
  if (service === undefined || action === undefined || service === 'activity') return undefined;
  const suffix = taskSuffix(action);
  return { kind: 'service', service, action: action.slice(0, action.length - suffix.length), suffix };
}

/** The suffix of a resource ARN, or of the last part of one. */
export const taskSuffix = (resource: string): TaskSuffix => SUFFIXES.find((suffix) => resource.endsWith(suffix)) ?? '';

/** The region that a state machine's (or version's, alias's, map state's) ARN names. */
export const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

/** The ARN of the state machine itself that an ARN of it, its version, its alias or its map state names. */
export const stateMachineOf = (arn: string): string =>
  arn
    .split(':')
    .slice(0, 7)
    .join(':')
    .replace(/[/#].*/, '');

/** The name of the state machine that an ARN of it, its version, its alias or its map state (`<machine>/<label>`) names. */
export const stateMachineNameOf = (arn: string): string => arn.split(':')[6]?.split(/[/#]/)[0] ?? '';
