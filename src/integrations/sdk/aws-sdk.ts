import { regionOf } from '#arn';
import { writeJson } from '#json/write-json.ts';
import { MAX_ANSWER_BYTES } from '../answer-limit.ts';
import type { TaskCall, TaskFailure, TaskOutcome } from '../integration.ts';
import type { TaskResource } from '../task-resource.ts';
import type { FindOperation, SdkContext, SdkOperation, SdkResult } from './sdk-client.ts';
import { sdkFailure } from './sdk-failure.ts';
import { readSdkInput } from './sdk-input.ts';
import { javaMember, javaService } from './sdk-names.ts';
import { isoTimestamp, writeSdkOutput } from './sdk-output.ts';
import { packageOf } from './sdk-packages.ts';

const STYLE = { spelling: javaMember, timestamp: isoTimestamp };

/** Whether this is a resource of an AWS SDK integration: `arn:aws:states:::aws-sdk:<service>:<action>`. */
export const isSdkTask = (task: TaskResource): boolean => task.kind === 'service' && task.service.startsWith('aws-sdk:');

/**
 * Calls any action of any service whose client package is installed; with `.waitForTaskToken` the task waits for its token then.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export async function callAwsSdk(find: FindOperation, call: TaskCall, task: TaskResource): Promise<TaskOutcome> {
  if (task.kind !== 'service') throw new Error(`no AWS SDK integration: ${call.resource}`);
  const operation = await find(packageOf(task.service.slice('aws-sdk:'.length)), task.action);
  if (operation.kind === 'missing') return { kind: 'failed', error: 'States.Runtime', cause: operation.cause };
  const read = readSdkInput(call.parameters, operation.input, javaMember);
  if (read.kind === 'failed') return read;
  const result = await operation.send(read.input, contextOf(call));
  if (result.kind === 'error')
    return sdkRefusal(result, operation, { client: 'second', prefix: javaService(operation.serviceId) }, task.action);
  const output = writeJson(await writeSdkOutput(result.output, operation.output, STYLE));
  return { kind: task.suffix === '' ? 'succeeded' : 'submitted', output };
}

/** Where a task's call goes: to the region of its state machine, in the role that it names. */
export const contextOf = ({ stateMachineArn, roleArn, signal }: TaskCall): SdkContext => ({
  region: regionOf(stateMachineArn),
  roleArn,
  signal,
  maxAnswerBytes: MAX_ANSWER_BYTES,
});

/** What a client threw, as the failure of a task. */
export const sdkRefusal = (
  { error, isModelled, endpoint }: Extract<SdkResult, { readonly kind: 'error' }>,
  { serviceId }: SdkOperation,
  names: Parameters<typeof sdkFailure>[1]['names'],
  action?: string,
): TaskFailure => {
  const setting = `AWS_ENDPOINT_URL_${serviceId.toUpperCase().replaceAll(' ', '_')}`;
  return sdkFailure(error, { names, isModelled, endpoint, setting, action });
};
