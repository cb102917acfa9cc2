import type { Catalogue, Parameters } from './catalogue/catalogue.ts';
import { isUnsupportedOperation } from './unsupported-operations.ts';

/** How the API of an optimised integration may be called, beside calling it and going on. */
type Pattern = 'sync' | 'token' | 'sync:2';

interface Api {
  readonly patterns?: readonly Pattern[];
}

const job: Api = { patterns: ['sync'] };
const plain: Api = {};
const jobs = (...names: string[]): Record<string, Api> => Object.fromEntries(names.map((name) => [name, job]));
const calls = (...names: string[]): Record<string, Api> => Object.fromEntries(names.map((name) => [name, plain]));

/**
 * The optimised integrations by service and API.
 * AWS: developer guide, "Integrating optimized services with Step Functions".
 */
const OPTIMIZED_INTEGRATIONS: Readonly<Record<string, Readonly<Record<string, Api>>>> = {
  apigateway: { invoke: { patterns: ['token'] } },
  athena: { ...jobs('startQueryExecution'), ...calls('stopQueryExecution', 'getQueryExecution', 'getQueryResults') },
  batch: jobs('submitJob'),
  bedrock: { invokeModel: { patterns: ['token'] }, createModelCustomizationJob: { patterns: ['sync', 'token'] } },
  bedrockagentcore: calls('invokeHarness'),
  codebuild: {
    ...jobs('startBuild', 'startBuildBatch', 'retryBuildBatch'),
    ...calls('stopBuild', 'stopBuildBatch', 'batchDeleteBuilds', 'batchGetReports', 'batchGetBuildBatches', 'deleteBuildBatch'),
  },
  databrew: jobs('startJobRun'),
  dynamodb: calls('getItem', 'putItem', 'updateItem', 'deleteItem'),
  ecs: { runTask: { patterns: ['sync', 'token'] } },
  eks: {
    runJob: { patterns: ['sync', 'token'] },
    call: { patterns: ['token'] },
    ...jobs(
      'createCluster',
      'deleteCluster',
      'createFargateProfile',
      'deleteFargateProfile',
      'createNodegroup',
      'deleteNodegroup',
    ),
  },
  elasticmapreduce: {
    ...jobs('createCluster', 'terminateCluster', 'addStep'),
    ...calls('cancelStep', 'setClusterTerminationProtection', 'modifyInstanceFleetByName', 'modifyInstanceGroupByName'),
  },
  'emr-containers': { ...jobs('startJobRun', 'deleteVirtualCluster'), ...calls('createVirtualCluster') },
  'emr-serverless': jobs(
    'createApplication',
    'startApplication',
    'stopApplication',
    'deleteApplication',
    'startJobRun',
    'cancelJobRun',
  ),
  events: { putEvents: { patterns: ['token'] } },
  glue: { startJobRun: { patterns: ['sync'] } },
  http: { invoke: { patterns: ['token'] } },
  lambda: { invoke: { patterns: ['token'] } },
  mediaconvert: jobs('createJob'),
  sagemaker: {
    ...jobs(
      'createHyperParameterTuningJob',
      'createLabelingJob',
      'createProcessingJob',
      'createTrainingJob',
      'createTransformJob',
    ),
    ...calls('createEndpoint', 'createEndpointConfig', 'createModel', 'updateEndpoint'),
  },
  sns: { publish: { patterns: ['token'] } },
  sqs: { sendMessage: { patterns: ['token'] } },
  states: { startExecution: { patterns: ['sync', 'sync:2', 'token'] } },
};

const SUFFIXES: readonly (readonly [string, Pattern])[] = [
  ['.sync', 'sync'],
  ['.sync:2', 'sync:2'],
  ['.waitForTaskToken', 'token'],
];

/** `sqs:sendMessage`, `sqs:sendMessage.waitForTaskToken` …: every optimised integration that a definition may name. */
export const optimizedIntegrations = (): string[] =>
  Object.entries(OPTIMIZED_INTEGRATIONS).flatMap(([service, apis]) =>
    Object.entries(apis).flatMap(([name, { patterns = [] }]) =>
      ['', ...SUFFIXES.flatMap(([suffix, pattern]) => (patterns.includes(pattern) ? [suffix] : []))].map(
        (suffix) => `${service}:${name}${suffix}`,
      ),
    ),
  );

/** The name of the API in `invoke.waitForTaskToken`, and the pattern if there is one. */
function splitPattern(resource: string): { readonly name: string; readonly pattern: Pattern | undefined } {
  for (const [suffix, pattern] of SUFFIXES)
    if (resource.endsWith(suffix)) return { name: resource.slice(0, -suffix.length), pattern };
  return { name: resource, pattern: undefined };
}

/**
 * Is this an integration that AWS has? `resourceType` is `sqs` or `aws-sdk:sqs`, `resource` is `sendMessage.waitForTaskToken`.
 * That services and actions of the SDK that do not exist are refused like those that AWS names as not supported is (inferred).
 */
export function isIntegration(resourceType: string, resource: string, { sdkActions }: Catalogue): boolean {
  const { name, pattern } = splitPattern(resource);
  if (resourceType.startsWith('aws-sdk:')) {
    const isThere = sdkActions?.get(resourceType.slice('aws-sdk:'.length))?.has(name) ?? false;
    return isThere && !isUnsupportedOperation(resourceType, name) && (pattern === undefined || pattern === 'token');
  }
  const api = findApi(resourceType, name);
  return api !== undefined && (pattern === undefined || (api.patterns ?? []).includes(pattern));
}

/** What a call of an optimised integration takes; undefined for what is none. */
export const parametersOf = (resourceType: string, resource: string, { parameters }: Catalogue): Parameters | undefined =>
  parameters?.get(`${resourceType}:${splitPattern(resource).name}`);

function findApi(service: string, name: string): Api | undefined {
  const apis = Object.hasOwn(OPTIMIZED_INTEGRATIONS, service) ? OPTIMIZED_INTEGRATIONS[service] : undefined;
  return apis !== undefined && Object.hasOwn(apis, name) ? apis[name] : undefined;
}
