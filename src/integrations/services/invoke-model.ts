import type { TaskFailure } from '../integration.ts';
import type { JsonObject } from '../json.ts';
import type { Extension, Sending } from '../optimised/extension.ts';
import { valueAt } from '../optimised/optimised-service.ts';
import { s3Failure } from '../s3.ts';
import { contextOf } from '../sdk/aws-sdk.ts';
import type { SdkResult } from '../sdk/sdk-client.ts';
import { bodyBytes } from '../sdk/sdk-output.ts';
import type { Shape } from '../sdk/sdk-schema.ts';
import { wrongParameters } from '../wrong-parameters.ts';

const JSON_TYPE = 'application/json';

const location = (): Shape => ({ kind: 'structure', members: new Map([['s3Uri', () => ({ kind: 'string' })]]) });

/**
 * Calls a model of Bedrock whose input may be in S3, and whose output may go there: what bedrock:invokeModel has besides Bedrock's API.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrock.html
 */
export const invokeModel: Extension = {
  members: new Map([
    ['input', location],
    ['output', location],
  ]),
  async send(sending) {
    const { operation, call } = sending;
    const { input, output, ...model } = sending.input;
    const problems = problemsOf(sending.input);
    if (problems.length > 0) return wrongParameters(call.parameters, problems);
    const [source, target] = [objectAt(input), objectAt(output)];
    const read = source && (await readSource(sending, source));
    if (read?.kind === 'failed') return read;
    const result = await operation.send({ accept: JSON_TYPE, contentType: JSON_TYPE, ...read?.model, ...model }, contextOf(call));
    if (result.kind === 'error' || target === undefined) return result;
    const { body: Body, contentType: ContentType } = result.output;
    // That the object has the content type of the answer is inferred.
    const written = await askS3(sending, 'putObject', { ...target, Body, ContentType });
    if (written.kind === 'failed') return written;
    // AWS: a reference to the S3 location replaces the body; that it is the URI as it was given is inferred.
    return { ...result, output: { ...result.output, body: Buffer.from(String(valueAt(output, 's3Uri'))) } };
  },
};

/** AWS: a model and one of Body and Input are required, not both; the texts are inferred. */
function problemsOf({ modelId, body, input, output }: JsonObject): string[] {
  return [
    ...(modelId === undefined ? ["The field 'ModelId' is required but was missing"] : []),
    ...(body === undefined && input === undefined ? ["The field 'Body' or 'Input' is required but was missing"] : []),
    ...(body !== undefined && input !== undefined ? ["The fields 'Body' and 'Input' cannot be used together"] : []),
    ...Object.entries({ Input: input, Output: output })
      .filter(([, given]) => given !== undefined && objectAt(given) === undefined)
      .map(([name]) => `The value for the field '${name}.S3Uri' must be an S3 URI: s3://bucket/key`),
  ];
}

/** The object that a location names. */
function objectAt(given: unknown): { readonly Bucket: string; readonly Key: string } | undefined {
  const { Bucket, Key } = /^s3:\/\/(?<Bucket>[^/]+)\/(?<Key>.+)$/s.exec(String(valueAt(given, 's3Uri')))?.groups ?? {};
  return Bucket === undefined || Key === undefined ? undefined : { Bucket, Key };
}

/** What an object gives a model. AWS: its content type is the model's, where the task names none. */
async function readSource(sending: Sending, object: JsonObject): Promise<{ kind: 'read'; model: JsonObject } | TaskFailure> {
  const result = await askS3(sending, 'getObject', object);
  if (result.kind === 'failed') return result;
  const { Body, ContentType = JSON_TYPE } = result.output;
  try {
    return { kind: 'read', model: { body: await bodyBytes(Body), contentType: ContentType } };
  } catch (error) {
    return s3Failure({ kind: 'error', error, isModelled: false, endpoint: result.endpoint });
  }
}

/** What S3 answers. That its refusals are failures of S3, and not of Bedrock, is inferred. */
async function askS3(
  { call, find }: Sending,
  action: 'getObject' | 'putObject',
  input: JsonObject,
): Promise<Extract<SdkResult, { readonly kind: 'answer' }> | TaskFailure> {
  const operation = await find('s3', action);
  if (operation.kind === 'missing') return { kind: 'failed', error: 'States.Runtime', cause: operation.cause };
  const result = await operation.send(input, contextOf(call));
  return result.kind === 'error' ? s3Failure(result) : result;
}
