import type { JsonText } from './json-text.ts';

/** Whether the data beside it has been cut. */
interface DataDetails {
  readonly truncated: boolean;
}

type Failed = { readonly error?: string; readonly cause?: string };
type Input = { readonly input?: JsonText; readonly inputDetails?: DataDetails };
type Output = { readonly output?: JsonText; readonly outputDetails?: DataDetails };
type TimeLimits = { readonly timeoutInSeconds?: number; readonly heartbeatInSeconds?: number };
type Credentials = { readonly taskCredentials?: { readonly roleArn?: string } };

/** Which integration a Task* event is about. */
type Task = { readonly resourceType: string; readonly resource: string };

type MapIteration = { readonly name?: string; readonly index?: number };

/** What history events tell, by the member they tell it in. AWS: API reference, HistoryEvent. */
export interface EventDetailsByMember {
  readonly activityFailedEventDetails: Failed;
  readonly activityScheduledEventDetails: Input & TimeLimits & { readonly resource: string };
  readonly activityScheduleFailedEventDetails: Failed;
  readonly activityStartedEventDetails: { readonly workerName?: string };
  readonly activitySucceededEventDetails: Output;
  readonly activityTimedOutEventDetails: Failed;
  readonly evaluationFailedEventDetails: Failed & { readonly location?: string; readonly state: string };
  readonly executionAbortedEventDetails: Failed;
  readonly executionFailedEventDetails: Failed;
  readonly executionRedrivenEventDetails: { readonly redriveCount?: number };
  readonly executionStartedEventDetails: Input & {
    readonly roleArn?: string;
    readonly stateMachineAliasArn?: string;
    readonly stateMachineVersionArn?: string;
  };
  readonly executionSucceededEventDetails: Output;
  readonly executionTimedOutEventDetails: Failed;
  readonly lambdaFunctionFailedEventDetails: Failed;
  readonly lambdaFunctionScheduledEventDetails: Input &
    Pick<TimeLimits, 'timeoutInSeconds'> &
    Credentials & { readonly resource: string };
  readonly lambdaFunctionScheduleFailedEventDetails: Failed;
  readonly lambdaFunctionStartFailedEventDetails: Failed;
  readonly lambdaFunctionSucceededEventDetails: Output;
  readonly lambdaFunctionTimedOutEventDetails: Failed;
  readonly mapIterationAbortedEventDetails: MapIteration;
  readonly mapIterationFailedEventDetails: MapIteration;
  readonly mapIterationStartedEventDetails: MapIteration;
  readonly mapIterationSucceededEventDetails: MapIteration;
  readonly mapRunFailedEventDetails: Failed;
  readonly mapRunRedrivenEventDetails: { readonly mapRunArn?: string; readonly redriveCount?: number };
  readonly mapRunStartedEventDetails: { readonly mapRunArn?: string };
  readonly mapStateStartedEventDetails: { readonly length?: number };
  readonly stateEnteredEventDetails: Input & { readonly name: string };
  readonly stateExitedEventDetails: Output & {
    readonly name: string;
    readonly assignedVariables?: Readonly<Record<string, JsonText>>;
    readonly assignedVariablesDetails?: DataDetails;
  };
  readonly taskFailedEventDetails: Task & Failed;
  readonly taskScheduledEventDetails: Task &
    TimeLimits &
    Credentials & { readonly region: string; readonly parameters: JsonText };
  readonly taskStartedEventDetails: Task;
  readonly taskStartFailedEventDetails: Task & Failed;
  readonly taskSubmitFailedEventDetails: Task & Failed;
  readonly taskSubmittedEventDetails: Task & Output;
  readonly taskSucceededEventDetails: Task & Output;
  readonly taskTimedOutEventDetails: Task & Failed;
}
