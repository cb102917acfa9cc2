import type { Integration, TaskCall, TaskOutcome } from './integration.ts';
import { createLambda } from './lambda.ts';
import { mockedOutcome } from './mock.ts';
import type { MockConfig } from './mock-config.ts';
import type { ServiceIntegration } from './service-integration.ts';
import { parseTaskResource } from './task-resource.ts';

/** The only list of integrations, by the service in the resource ARN: `arn:aws:states:::<service>:<action>`. */
const SERVICES = {
  lambda: createLambda,
} satisfies Record<string, () => ServiceIntegration>;

/** A task of an activity waits for a worker: the runtime's queue takes it. */
const ACTIVITY = /^arn:[^:]*:states:[^:]*:[^:]*:activity:/;

/** What integrations are made from. */
export interface IntegrationOptions {
  /** Answers the tasks of executions that were started with a test case. */
  readonly mocks?: MockConfig | undefined;
}

/**
 * What answers task calls: the mock of the execution's test case where it has one for the state, else the service that the resource
 * ARN names. What nobody here can answer fails with States.Runtime, which neither Retry nor `States.ALL` touches, so that it ends the
 * execution and shows: States.TaskFailed would be caught by the handlers that people write for their services' failures.
 */
export function createIntegrations({ mocks }: IntegrationOptions = {}): Integration {
  const services = new Map(Object.entries(SERVICES).map(([service, create]) => [service, create()]));
  return async (call) => {
    const mocked = mockedOutcome(mocks, call);
    if (mocked !== undefined) return mocked;
    if (ACTIVITY.test(call.resource)) return { kind: 'pending' };
    const task = parseTaskResource(call.resource);
    const service = services.get(task?.service ?? '');
    if (task === undefined || !service?.knows(task)) return unsupported(call, [...services.values()]);
    if (call.roleArn !== undefined) return unsupportedRole(call, call.roleArn);
    return service.call(call, task);
  };
}

function unsupported({ resource, state }: TaskCall, services: readonly ServiceIntegration[]): TaskOutcome {
  return runtimeFailure(
    `The resource '${resource}' of the state '${state}' is not supported by this fake of Step Functions. ${howToMock(state)} ` +
      `Supported without a mock: ${services.flatMap(({ known }) => known).join(', ')}.`,
  );
}

const unsupportedRole = ({ resource, state }: TaskCall, roleArn: string): TaskOutcome =>
  runtimeFailure(
    `The state '${state}' wants to call '${resource}' in the role '${roleArn}' (Credentials), which this fake of Step Functions does not ` +
      `support: remove Credentials, or mock the state. ${howToMock(state)}`,
  );

const howToMock = (state: string): string =>
  `To mock it, name '${state}' in a test case of a mock file (SFN_MOCK_CONFIG) and start the execution with #<test case> behind the state machine's ARN.`;

const runtimeFailure = (cause: string): TaskOutcome => ({ kind: 'failed', error: 'States.Runtime', cause });
