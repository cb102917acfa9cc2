import { parseResource } from '#asl/resource.ts';
import { AnswerTooLarge } from './answer-limit.ts';
import type { CallSelf } from './call-self.ts';
import { type HowToMock, howToMock as howToMockHere } from './how-to-mock.ts';
import type { Integration, JobOutcome, TaskCall, TaskFailure, TaskOutcome } from './integration.ts';
import { createAskKubernetes } from './kubernetes/ask-kubernetes.ts';
import { createLambda } from './lambda/lambda.ts';
import { mockedOutcome } from './mock.ts';
import type { MockConfig } from './mock-config.ts';
import { createAskSdk } from './optimised/ask-sdk.ts';
import { createOptimised } from './optimised/optimised.ts';
import type { OptimisedService } from './optimised/optimised-service.ts';
import { OPEN_REACH, type Reach } from './reach.ts';
import { callAwsSdk, isSdkTask } from './sdk/aws-sdk.ts';
import { createSdk, type FindOperation } from './sdk/sdk-client.ts';
import type { ServiceIntegration } from './service-integration.ts';
import { athena } from './services/athena.ts';
import { batch } from './services/batch.ts';
import { bedrock } from './services/bedrock.ts';
import { bedrockAgentCore } from './services/bedrockagentcore.ts';
import { codebuild } from './services/codebuild.ts';
import { databrew } from './services/databrew.ts';
import { dynamodb } from './services/dynamodb.ts';
import { ecs } from './services/ecs.ts';
import { eks } from './services/eks.ts';
import { elasticmapreduce } from './services/elasticmapreduce.ts';
import { emrContainers } from './services/emr-containers.ts';
import { emrServerless } from './services/emr-serverless.ts';
import { events } from './services/events.ts';
import { glue } from './services/glue.ts';
import { mediaconvert } from './services/mediaconvert.ts';
import { sagemaker } from './services/sagemaker.ts';
import { sns } from './services/sns.ts';
import { sqs } from './services/sqs.ts';
import { callSdkStates, createStates } from './states/states.ts';
import { parseTaskResource, type TaskResource } from './task-resource.ts';
import { createApiGateway } from './web/apigateway.ts';
import { createHttp } from './web/http.ts';
import { createSigning, type Signing } from './web/signing.ts';

/** Services for which a description is enough. */
const DESCRIBED: readonly OptimisedService[] = [
  athena,
  batch,
  bedrock,
  bedrockAgentCore,
  codebuild,
  databrew,
  dynamodb,
  ecs,
  eks,
  elasticmapreduce,
  emrContainers,
  emrServerless,
  events,
  glue,
  mediaconvert,
  sagemaker,
  sns,
  sqs,
];

/** Services with code of their own, by the service in the resource ARN: `arn:aws:states:::<service>:<action>`. */
const CODED = {
  apigateway: ({ signing, reach }) => createApiGateway(signing, reach),
  http: ({ find, reach }) => createHttp(find, reach),
  lambda: ({ find }) => createLambda(find),
  states: ({ callSelf }) => createStates(callSelf),
} satisfies Record<string, (parts: Parts) => ServiceIntegration>;

const SDK_KNOWN = ['aws-sdk:<service>:<action>', 'aws-sdk:<service>:<action>.waitForTaskToken'];

interface Parts {
  readonly find: FindOperation;
  readonly callSelf: CallSelf;
  readonly signing: Signing;
  readonly reach: Reach;
}

/** What integrations are made from. */
export interface IntegrationOptions {
  /** Answers the tasks of executions that were started with a test case: the mocks that an execution has now. */
  readonly mocks?: ((executionArn: string) => Promise<MockConfig | undefined>) | undefined;
  /** How tasks reach this fake's own API: `states:startExecution` and `aws-sdk:sfn:…`. */
  readonly callSelf?: CallSelf | undefined;
  /** Where tasks may call. */
  readonly reach?: Reach;
  /** What failures of tasks that nobody answers advise. */
  readonly howToMock?: HowToMock | undefined;
}

/** All integrations as one, and what they are. */
export interface Integrations extends Integration {
  /** The service itself, whatever mocks there are. */
  readonly real: (call: TaskCall) => Promise<TaskOutcome>;
  readonly check: NonNullable<Integration['check']>;
  readonly stop: NonNullable<Integration['stop']>;
  /** `sqs:sendMessage`, `sqs:sendMessage.waitForTaskToken` …: the resources that are answered without a mock. */
  readonly known: readonly string[];
}

/**
 * What answers task calls: the mock of the execution's test case where it has one for the state, else the service that the resource
 * ARN names. What nobody here can answer fails with States.Runtime, which neither Retry nor `States.ALL` touches, so that it ends the
 * execution and shows: States.TaskFailed would be caught by the handlers that people write for their services' failures.
 */
export function createIntegrations(options: IntegrationOptions = {}): Integrations {
  const { mocks, callSelf, reach = OPEN_REACH, howToMock = howToMockHere } = options;
  const { find, credentialsOf } = createSdk(reach);
  const parts: Parts = { find, callSelf: callSelf ?? nobody, signing: createSigning(credentialsOf), reach };
  const kubernetes = createAskKubernetes(parts.signing, reach);
  const described = DESCRIBED.map(
    (description) =>
      [description.service, createOptimised(description, { sdk: createAskSdk(find, description), kubernetes })] as const,
  );
  const coded = Object.entries(CODED).map(([service, create]) => [service, create(parts)] as const);
  const services = new Map<string, ServiceIntegration>([...coded, ...described]);
  const known = [...[...services.values()].flatMap((service) => service.known), ...SDK_KNOWN];

  const integrate = async (call: TaskCall): Promise<TaskOutcome> => {
    return (await mockOf(call)) ?? real(call);
  };
  const real = async (call: TaskCall): Promise<TaskOutcome> => {
    // A task of an activity waits for a worker: the runtime's queue takes it.
    if (parseResource(call.resource).kind === 'activity') return { kind: 'pending' };
    const task = parseTaskResource(call.resource);
    if (task !== undefined && isSdkTask(task)) {
      if (task.kind === 'service' && task.suffix.startsWith('.sync')) return unsupported(call);
      if (task.service === 'aws-sdk:sfn' && callSelf !== undefined) return callSdkStates(callSelf, call, task);
      return reach.tasks === 'none' ? goesNowhere(call) : callAwsSdk(find, call, task);
    }
    const service = services.get(task?.service ?? '');
    if (task === undefined || !service?.knows(task)) return unsupported(call);
    return reach.tasks === 'none' && task.service !== 'states' ? goesNowhere(call) : service.call(call, task);
  };
  const goesNowhere = ({ resource, state }: TaskCall) =>
    runtimeFailure(
      `Nothing answers ${resource} of the state '${state}', and tasks go nowhere (FAKE_SFN_TASKS=none). ${howToMock(state)}`,
    );
  const unsupported = ({ resource, state }: TaskCall) =>
    runtimeFailure(
      `The resource '${resource}' of the state '${state}' is not supported by this fake of Step Functions. ${howToMock(state)} ` +
        `Supported without a mock: ${known.join(', ')}.`,
    );
  const mockOf = async (call: TaskCall) =>
    call.testCase === undefined ? undefined : mockedOutcome(await mocks?.(call.executionArn), call);
  const isMocked = async (call: TaskCall) => (await mockOf(call)) !== undefined;
  const ownerOf = (call: TaskCall): { task: TaskResource; service: ServiceIntegration } => {
    const task = parseTaskResource(call.resource);
    const service = services.get(task?.service ?? '');
    if (task === undefined || service === undefined) throw new Error(`no service has jobs of ${call.resource}`);
    return { task, service };
  };
  return Object.assign((call: TaskCall) => integrate(call).catch(tooLarge), {
    known,
    real,
    isMocked,
    refuse(call: TaskCall): Promise<TaskFailure | undefined> | undefined {
      const task = parseTaskResource(call.resource);
      const service = services.get(task?.service ?? '');
      if (task === undefined || !service?.refuse || !service.knows(task)) return undefined;
      const refusal = service.refuse(call, task);
      return refusal && isMocked(call).then((mocked) => (mocked ? undefined : refusal));
    },
    async check(call: TaskCall, jobState: string): Promise<JobOutcome> {
      const { task, service } = ownerOf(call);
      if (service.check === undefined) throw new Error(`${call.resource} has no jobs`);
      return service.check(call, task, jobState).catch(tooLarge);
    },
    async stop(call: TaskCall, jobState: string): Promise<string | undefined> {
      const { task, service } = ownerOf(call);
      return service.stop?.(call, task, jobState);
    },
  });
}

function tooLarge(error: unknown): { readonly kind: 'too-large' } {
  if (error instanceof AnswerTooLarge) return { kind: 'too-large' };
  throw error;
}

const nobody: CallSelf = () =>
  Promise.reject(new Error('createIntegrations was not told how to call this fake itself (callSelf)'));

const runtimeFailure = (cause: string): TaskOutcome => ({ kind: 'failed', error: 'States.Runtime', cause });
