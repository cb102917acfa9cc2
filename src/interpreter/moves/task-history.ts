import { regionOf } from '#arn';
import type { Resource } from '#asl/resource.ts';
import { errorAndCause, type Failure } from '../continuation/failure.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { NOT_TRUNCATED, record } from '../draft/record.ts';
import type { FrameDraft, Run } from '../draft/run.ts';

type ServiceResource = Extract<Resource, { readonly kind: 'service' }>;

interface Scheduling {
  readonly parameters: JsonText;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly roleArn: string | undefined;
}

/**
 * The history events of an attempt. AWS: a Lambda function's ARN makes LambdaFunction*, an activity's Activity*, everything else
 * Task* events, which name resource and resourceType.
 */
export const taskHistory = {
  /** Returns the event's id: the attempt's. */
  scheduled(
    run: Run,
    frame: FrameDraft,
    resource: Resource,
    { parameters, timeoutSeconds, heartbeatSeconds, roleArn }: Scheduling,
  ): number {
    const limits = {
      ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
      ...(heartbeatSeconds === undefined || resource.kind === 'lambda' ? {} : { heartbeatInSeconds: heartbeatSeconds }),
    };
    const taskCredentials = roleArn === undefined || resource.kind === 'activity' ? {} : { taskCredentials: { roleArn } };
    if (resource.kind === 'service') {
      const { resourceType, resource: action } = resource;
      const region = regionOf(run.execution.arn);
      return record(run, frame, 'TaskScheduled', {
        taskScheduledEventDetails: { resourceType, resource: action, region, parameters, ...limits, ...taskCredentials },
      });
    }
    const details = { resource: resource.arn, input: parameters, inputDetails: NOT_TRUNCATED, ...limits, ...taskCredentials };
    return resource.kind === 'lambda'
      ? record(run, frame, 'LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: details })
      : record(run, frame, 'ActivityScheduled', { activityScheduledEventDetails: details });
  },

  started(run: Run, frame: FrameDraft, resource: Resource, workerName?: string): void {
    if (resource.kind === 'service') record(run, frame, 'TaskStarted', { taskStartedEventDetails: identity(resource) });
    else if (resource.kind === 'lambda') record(run, frame, 'LambdaFunctionStarted');
    else record(run, frame, 'ActivityStarted', { activityStartedEventDetails: workerName === undefined ? {} : { workerName } });
  },

  submitted(run: Run, frame: FrameDraft, { resourceType, resource }: ServiceResource, output: JsonText): void {
    record(run, frame, 'TaskSubmitted', {
      taskSubmittedEventDetails: { resourceType, resource, output, outputDetails: NOT_TRUNCATED },
    });
  },

  /** AWS: seen in histories with batch:submitJob.sync (ASFHyP3/hyp3, pull request 805); that tokens are like jobs in this is inferred. */
  submitFailed(run: Run, frame: FrameDraft, { resourceType, resource }: ServiceResource, failure: Failure): void {
    record(run, frame, 'TaskSubmitFailed', {
      taskSubmitFailedEventDetails: { resourceType, resource, ...errorAndCause(failure) },
    });
  },

  succeeded(run: Run, frame: FrameDraft, resource: Resource, output: JsonText): void {
    const details = { output, outputDetails: NOT_TRUNCATED };
    if (resource.kind === 'service') {
      const { resourceType, resource: action } = resource;
      record(run, frame, 'TaskSucceeded', { taskSucceededEventDetails: { resourceType, resource: action, ...details } });
    } else if (resource.kind === 'lambda') {
      record(run, frame, 'LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: details });
    } else {
      record(run, frame, 'ActivitySucceeded', { activitySucceededEventDetails: details });
    }
  },

  failed(run: Run, frame: FrameDraft, resource: Resource, failure: Failure): void {
    const why = errorAndCause(failure);
    if (resource.kind === 'service')
      record(run, frame, 'TaskFailed', { taskFailedEventDetails: { ...identity(resource), ...why } });
    else if (resource.kind === 'lambda') record(run, frame, 'LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: why });
    else record(run, frame, 'ActivityFailed', { activityFailedEventDetails: why });
  },

  timedOut(run: Run, frame: FrameDraft, resource: Resource, failure: Failure): void {
    const why = errorAndCause(failure);
    if (resource.kind === 'service')
      record(run, frame, 'TaskTimedOut', { taskTimedOutEventDetails: { ...identity(resource), ...why } });
    else if (resource.kind === 'lambda')
      record(run, frame, 'LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: why });
    else record(run, frame, 'ActivityTimedOut', { activityTimedOutEventDetails: why });
  },
};

/** What Task* events say of their task; the others' Scheduled event says it. */
const identity = ({ resourceType, resource }: ServiceResource) => ({ resourceType, resource });
