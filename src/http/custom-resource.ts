import { createHash } from 'node:crypto';
import type { Api, Caller } from '#api/call.ts';
import { SfnError } from '#api/errors.ts';
import type { Log } from '#log';
import { readStateMachine, type StateMachineProperties } from './state-machine-properties.ts';

/** What answers CloudFormation. */
export interface CustomResourceParts {
  readonly api: Api;
  readonly log: Log;
  /** Milliseconds that the invocation has left. Counts down. */
  readonly remainingMillis: () => number;
}

/** CloudFormation's request, as far as it is used. */
interface ResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  /** `arn:aws:cloudformation:eu-west-1:123456789012:stack/name/id` */
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** The ARN, which `Ref` gives; there is none before Create has answered. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Fields;
  readonly OldResourceProperties?: Fields;
}

/** What is told of a resource: its physical id, and what `Fn::GetAtt` gives. */
interface Resource {
  readonly id: string;
  readonly data?: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;
type Call = (action: string, input: object) => Promise<Fields>;

const RESOURCE_TYPE = 'Custom::FakeStateMachine';

/** AWS: 4096 bytes are all that an answer may have — CloudFormation user guide, Custom resource response objects. */
const MAX_REASON_LENGTH = 1_000;

/** What a failed Create names as its resource: CloudFormation deletes it again, and there is nothing. */
const NOTHING = 'nothing-was-made';

/**
 * Serves the custom resource `Custom::FakeStateMachine`, whose properties are those of AWS::StepFunctions::StateMachine: in the account
 * and region of the stack, Create, Update and Delete, each answered at the URL that the request names. `undefined`: the event is none
 * of its requests. Lambda hands a request over again when the answer could not be sent; the same request has the same result.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html
 */
export function takeCustomResource(
  event: unknown,
  { api, log, remainingMillis }: CustomResourceParts,
): Promise<object> | undefined {
  if (!isRequest(event)) return undefined;
  const [, partition = 'aws', , region = '', account = ''] = event.StackId.split(':');
  const caller: Caller = { partition, region, account };
  const call: Call = async (action, input) =>
    Object.fromEntries(Object.entries(await api({ action, input, caller, requestId: event.RequestId, remainingMillis })));
  return serve(event, call, log);
}

async function serve(request: ResourceRequest, call: Call, log: Log): Promise<object> {
  const { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId = NOTHING } = request;
  const names = { StackId, RequestId, LogicalResourceId };
  let answer: object;
  try {
    const { id, data = {} } = await CHANGES[RequestType](request, call);
    answer = { Status: 'SUCCESS', PhysicalResourceId: id, Data: data };
  } catch (error) {
    if (!(error instanceof SfnError)) log({ level: 'ERROR', message: 'A custom resource failed', error: String(error) });
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    // What failed to change is still what it was: a rollback finds it under its old id.
    answer = { Status: 'FAILED', PhysicalResourceId, Reason: reason.slice(0, MAX_REASON_LENGTH) };
  }
  // AWS: the URL is signed for a request without a content type.
  const sent = await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify({ ...names, ...answer })) });
  if (!sent.ok) throw new Error(`CloudFormation's response URL answers ${sent.status}`);
  return {};
}

const CHANGES: Readonly<Record<ResourceRequest['RequestType'], (request: ResourceRequest, call: Call) => Promise<Resource>>> = {
  Create: (request, call) => create(request, call),

  async Update(request, call) {
    const { PhysicalResourceId: stateMachineArn = NOTHING, ResourceProperties, OldResourceProperties = {} } = request;
    const wanted = readStateMachine(ResourceProperties);
    // AWS: another name or type is another state machine; CloudFormation deletes the old one when the update has been a success.
    if (needsReplacement(wanted, OldResourceProperties)) return create(request, call);
    const { definition, roleArn, loggingConfiguration, tracingConfiguration, tags } = wanted;
    const updated = { stateMachineArn, definition, roleArn, loggingConfiguration, tracingConfiguration };
    const { revisionId } = await call('UpdateStateMachine', updated);
    const { tags: before } = await call('ListTagsForResource', { resourceArn: stateMachineArn });
    const gone = keysOf(before).filter((key) => !tags.some((tag) => tag.key === key));
    if (gone.length > 0) await call('UntagResource', { resourceArn: stateMachineArn, tagKeys: gone });
    if (tags.length > 0) await call('TagResource', { resourceArn: stateMachineArn, tags });
    return resource(stateMachineArn, revisionId);
  },

  async Delete({ PhysicalResourceId: stateMachineArn = NOTHING }, call) {
    if (stateMachineArn !== NOTHING) await call('DeleteStateMachine', { stateMachineArn });
    return { id: stateMachineArn };
  },
};

async function create(request: ResourceRequest, call: Call): Promise<Resource> {
  const { name = nameFor(request), ...wanted } = readStateMachine(request.ResourceProperties);
  const { stateMachineArn } = await call('CreateStateMachine', { name, ...wanted });
  const { revisionId } = await call('DescribeStateMachine', { stateMachineArn });
  return resource(String(stateMachineArn), revisionId);
}

const resource = (arn: string, revisionId: unknown): Resource => ({
  id: arn,
  data: {
    Arn: arn,
    Name: arn.split(':').at(-1) ?? '',
    ...(typeof revisionId === 'string' ? { StateMachineRevisionId: revisionId } : {}),
  },
});

/** A name for a state machine without one: the same for the same request, another for each stack and each replacement. */
const nameFor = ({ StackId, LogicalResourceId, RequestId }: ResourceRequest): string =>
  `${LogicalResourceId.slice(0, 60)}-${createHash('sha256').update(`${StackId} ${RequestId}`).digest('hex').slice(0, 12)}`;

/** What it was is read without its checks: it may be what a rollback comes back from. */
const needsReplacement = ({ name, type }: StateMachineProperties, old: Fields): boolean =>
  name !== old['StateMachineName'] || type !== (old['StateMachineType'] ?? 'STANDARD');

const keysOf = (tags: unknown): string[] => (Array.isArray(tags) ? tags.map(({ key }) => String(key)) : []);

const isRequest = (event: unknown): event is ResourceRequest =>
  isFields(event) &&
  event['ResourceType'] === RESOURCE_TYPE &&
  typeof event['RequestType'] === 'string' &&
  event['RequestType'] in CHANGES &&
  ['ResponseURL', 'StackId', 'RequestId', 'LogicalResourceId'].every((name) => typeof event[name] === 'string') &&
  isFields(event['ResourceProperties']);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
