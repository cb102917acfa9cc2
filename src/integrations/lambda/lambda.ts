import { regionOf } from '#arn';
import { writeJson } from '#json/write-json.ts';
import type { TaskCall, TaskOutcome } from '../integration.ts';
import { isObject, parseJson } from '../json.ts';
import type { FindOperation } from '../sdk/sdk-client.ts';
import { sdkMetadata } from '../sdk/sdk-metadata.ts';
import type { ServiceIntegration } from '../service-integration.ts';
import { createLambdaInvoke, type LambdaInvoke } from './lambda-invoke.ts';
import { readLambdaParameters } from './lambda-parameters.ts';

// AWS: Lambda's headers as it spells them — recorded with lambda:invoke. The order only tells which of two comes first where they share
// a bucket of the hash map: Connection before x-amzn-RequestId, Date before X-Amzn-Trace-Id; the rest of it is free.
const HEADERS = [
  'Date',
  'Content-Type',
  'Content-Length',
  'Connection',
  'x-amzn-RequestId',
  'x-amzn-Remapped-Content-Length',
  'X-Amz-Executed-Version',
  'X-Amz-Function-Error',
  'X-Amz-Log-Result',
  'X-Amzn-Trace-Id',
];

/**
 * Calls Lambda functions, named by their ARN as the Resource or through `lambda:invoke`, with or without a task token.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export function createLambda(find: FindOperation): ServiceIntegration {
  const invoke = createLambdaInvoke(find);
  return {
    known: ['Lambda function ARNs', 'lambda:invoke', 'lambda:invoke.waitForTaskToken'],
    knows: (task) => task.kind === 'function' || (task.action === 'invoke' && !task.suffix.startsWith('.sync')),
    // AWS: told of apigateway:invoke, whose failure has the same words; that others are like it is inferred.
    refuse(call, task) {
      const read = task.kind === 'function' ? undefined : readLambdaParameters(call.parameters);
      return read?.kind === 'failed' ? read : undefined;
    },
    call: (call, task) =>
      task.kind === 'function' ? callFunction(invoke, call, task.region) : callInvoke(invoke, call, task.suffix),
  };
}

/** A function's ARN as Resource: the parameters are its event, its result is the output. */
async function callFunction(invoke: LambdaInvoke, call: TaskCall, region: string): Promise<TaskOutcome> {
  const answer = await invoke(call, region, { FunctionName: call.resource, Payload: Buffer.from(call.parameters) });
  if ('kind' in answer) return answer;
  // AWS: the cause is what the function answered, to the letter — recorded in task_lambda.test_no_such_function_catch.
  if (answer.failed) return functionFailure(answer.payload, answer.payload);
  return { kind: 'succeeded', output: parseJson(answer.payload) === undefined ? writeJson(answer.payload) : answer.payload };
}

/** `lambda:invoke`: the parameters are those of the Invoke API, the output is its answer. */
async function callInvoke(invoke: LambdaInvoke, call: TaskCall, suffix: string): Promise<TaskOutcome> {
  const read = readLambdaParameters(call.parameters);
  if (read.kind === 'failed') return read;
  const answer = await invoke(call, regionOf(call.stateMachineArn), read.input);
  if ('kind' in answer) return answer;
  const payload = parseJson(answer.payload);
  if (answer.failed) return functionFailure(answer.payload, payload === undefined ? answer.payload : writeJson(payload));
  const { executedVersion, logResult, requestId, http } = answer;
  const output = writeJson({
    ...(executedVersion === undefined ? {} : { ExecutedVersion: executedVersion }),
    ...(logResult === undefined ? {} : { LogResult: logResult }),
    // AWS: "The Payload field of the response is parsed from escaped Json to Json".
    Payload: payload === undefined ? answer.payload : payload,
    ...sdkMetadata(http, requestId, HEADERS),
    StatusCode: http.statusCode,
  });
  return suffix === '' ? { kind: 'succeeded', output } : { kind: 'submitted', output };
}

/** The function itself failed: its errorType names the error. */
function functionFailure(payload: string, cause: string): TaskOutcome {
  const answered = parseJson(payload);
  const errorType = isObject(answered) ? answered['errorType'] : undefined;
  if (typeof errorType === 'string' && errorType !== '') return { kind: 'failed', error: errorType, cause };
  // AWS: what Lambda ends without a type, such as a function that runs out of time, is Lambda.Unknown — Handle transient Lambda service
  // exceptions. The cause is as people quote it.
  const unknown = 'The cause could not be determined because Lambda did not return an error type.';
  return { kind: 'failed', error: 'Lambda.Unknown', cause: `${unknown} Returned payload: ${payload}` };
}
