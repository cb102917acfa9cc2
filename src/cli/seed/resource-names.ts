import { partitionOf } from '#http/caller.ts';

/** Where resources live. */
export interface StackPlace {
  readonly region: string;
  readonly account: string;
}

/** What a type of resource is called, and what Ref gives of it. CloudFormation: "Resource and property types", Return values. */
interface ResourceKind {
  /** The property that names it; without a value, its logical id stands for the name that AWS would make up. */
  readonly named: string;
  readonly ref: 'name' | 'arn' | 'url';
  readonly arn: (place: StackPlace & { readonly partition: string }, name: string) => string;
  /** The attribute that is the name. */
  readonly nameAttribute?: string;
}

const regional =
  (service: string, prefix = '') =>
  ({ partition, region, account }: StackPlace & { readonly partition: string }, name: string) =>
    `arn:${partition}:${service}:${region}:${account}:${prefix}${name}`;

const FUNCTION: ResourceKind = { named: 'FunctionName', ref: 'name', arn: regional('lambda', 'function:') };
const TABLE: ResourceKind = { named: 'TableName', ref: 'name', arn: regional('dynamodb', 'table/') };
const MACHINE = regional('states', 'stateMachine:');

const KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::Lambda::Function': FUNCTION,
  'AWS::Serverless::Function': FUNCTION,
  'AWS::DynamoDB::Table': TABLE,
  'AWS::DynamoDB::GlobalTable': TABLE,
  'AWS::Serverless::SimpleTable': TABLE,
  'AWS::SQS::Queue': { named: 'QueueName', ref: 'url', arn: regional('sqs'), nameAttribute: 'QueueName' },
  'AWS::SNS::Topic': { named: 'TopicName', ref: 'arn', arn: regional('sns'), nameAttribute: 'TopicName' },
  'AWS::S3::Bucket': { named: 'BucketName', ref: 'name', arn: ({ partition }, name) => `arn:${partition}:s3:::${name}` },
  'AWS::StepFunctions::StateMachine': { named: 'StateMachineName', ref: 'arn', arn: MACHINE, nameAttribute: 'Name' },
  'AWS::Serverless::StateMachine': { named: 'Name', ref: 'arn', arn: MACHINE, nameAttribute: 'Name' },
  'AWS::StepFunctions::Activity': { named: 'Name', ref: 'arn', arn: regional('states', 'activity:'), nameAttribute: 'Name' },
  'AWS::Events::EventBus': { named: 'Name', ref: 'name', arn: regional('events', 'event-bus/'), nameAttribute: 'Name' },
  'AWS::ECS::Cluster': { named: 'ClusterName', ref: 'name', arn: regional('ecs', 'cluster/') },
  'AWS::Logs::LogGroup': {
    named: 'LogGroupName',
    ref: 'name',
    arn: (place, name) => `${regional('logs', 'log-group:')(place, name)}:*`,
  },
  'AWS::IAM::Role': {
    named: 'RoleName',
    ref: 'name',
    arn: ({ partition, account }, name) => `arn:${partition}:iam::${account}:role/${name}`,
  },
};

/** The property by which a resource of this type is named; `undefined` for a type that is not known here. */
export const nameProperty = (type: string): string | undefined => KINDS[type]?.named;

/** What Ref gives; `undefined` where only AWS knows. */
export function refOf(type: string, name: string, place: StackPlace): string | undefined {
  const kind = KINDS[type];
  if (kind?.ref === 'arn') return kind.arn({ ...place, partition: partitionOf(place.region) }, name);
  if (kind?.ref === 'url') return `https://sqs.${place.region}.amazonaws.com/${place.account}/${name}`;
  return kind && name;
}

/** What GetAtt gives; `undefined` where only AWS knows. */
export function attributeOf(type: string, attribute: string, name: string, place: StackPlace): string | undefined {
  const kind = KINDS[type];
  if (attribute === 'Arn' || attribute === 'TopicArn') return kind?.arn({ ...place, partition: partitionOf(place.region) }, name);
  if (attribute === 'QueueUrl') return refOf(type, name, place);
  return attribute === kind?.nameAttribute ? name : undefined;
}
