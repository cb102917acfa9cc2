import type { Resource } from '#asl/resource.ts';
import { type ApiShape, readApiModel } from './api-shape.ts';

/**
 * The only list of services whose mocked results are checked, by their key behind `aws-sdk:`. Results of others are taken as they
 * are, as with fieldValidationMode NONE. Each model is loaded when it is first needed.
 */
const MODELS = {
  dynamodb: () => import('./api-models/dynamodb.ts'),
  eventbridge: () => import('./api-models/eventbridge.ts'),
  kms: () => import('./api-models/kms.ts'),
  lambda: () => import('./api-models/lambda.ts'),
  s3: () => import('./api-models/s3.ts'),
  scheduler: () => import('./api-models/scheduler.ts'),
  secretsmanager: () => import('./api-models/secretsmanager.ts'),
  sfn: () => import('./api-models/sfn.ts'),
  sns: () => import('./api-models/sns.ts'),
  sqs: () => import('./api-models/sqs.ts'),
} satisfies Record<string, () => Promise<{ readonly model: string }>>;

/** Optimized integrations with another name than their service has behind `aws-sdk:`. */
const SDK_NAMES: Readonly<Record<string, string>> = { events: 'eventbridge', states: 'sfn' };

/** The service, and its actions: optimized integrations whose `.sync` result is the answer of another action than the one they start with. */
const POLLED: Readonly<Record<string, string>> = { 'sfn:startExecution': 'DescribeExecution' };

/** Results that an optimized integration makes out of a text in the API's answer: any JSON. */
const PARSED: Readonly<Record<string, readonly string[]>> = {
  'lambda:invoke': ['Payload'],
  'states:startExecution.sync:2': ['Input', 'Output'],
};

/** The shape that AWS's API model gives to a task's result; `undefined` where nothing is known of it. */
export async function resultShape(resource: Resource): Promise<ApiShape | undefined> {
  // AWS: with a task token the result is whatever SendTaskSuccess brings — state_context_object.test_state_wait_task_context_object.
  if (resource.kind !== 'service' || resource.pattern === 'wait-for-task-token') return undefined;
  const key = resource.resourceType.replace(/^aws-sdk:/, '');
  const service = SDK_NAMES[key] ?? key;
  const action = resource.resource.replace(/\.sync(:2)?$/, '');
  const answering =
    resource.pattern === 'sync' ? POLLED[`${service}:${action}`] : `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  if (!isModelled(service) || answering === undefined) return undefined;
  const { model } = await MODELS[service]();
  const shape = readApiModel(model)(answering);
  const parsed = PARSED[`${resource.resourceType}:${resource.resource}`];
  if (shape?.kind !== 'structure' || parsed === undefined) return shape;
  const members = () =>
    shape.members().map((member) => (parsed.includes(member.name) ? { ...member, shape: { kind: 'any' } as const } : member));
  return { kind: 'structure', members };
}

const isModelled = (service: string): service is keyof typeof MODELS => Object.hasOwn(MODELS, service);
