import { OR_MOCK } from '../how-to-mock.ts';
import type { TaskFailure } from '../integration.ts';
import { isObject } from '../json.ts';
import { reasonOf } from '../reason.ts';
import { RoleNotAssumed } from './assume-role.ts';
import { javaException } from './sdk-names.ts';

/** How a service's errors are named in Step Functions: after AWS's Java client, of which optimised integrations use the first version. */
export type FailureNames =
  | {
      readonly client: 'first';
      /** Stands before every error name: `Lambda`. */
      readonly prefix: string;
      /** What the cause calls the service: `AWSLambda`. */
      readonly service: string;
      /** The name of an error that the service's model does not have: `AWSLambdaException`. */
      readonly unmodelled: string;
    }
  /** `aws-sdk:` integrations: all follows from the prefix, `DynamoDb`. */
  | { readonly client: 'second'; readonly prefix: string };

interface Failure {
  readonly names: FailureNames;
  /** Whether the service's model has the error. */
  readonly isModelled: boolean;
  /** Where the call was sent; undefined if it failed before. */
  readonly endpoint: string | undefined;
  /** The SDK setting that decides where calls go: `AWS_ENDPOINT_URL_LAMBDA`. */
  readonly setting: string;
  /** The action that was called, where its failures are named after it: `headBucket`. */
  readonly action?: string | undefined;
}

/**
 * What a HEAD that is answered 404 misses: there is no body to say it. AWS: S3.NoSuchBucketException of headBucket was measured by others; the
 * other is (inferred) from AWS's Java client.
 */
const HEAD_ERRORS: ReadonlyMap<string, string> = new Map([
  ['headBucket', 'NoSuchBucketException'],
  ['headObject', 'NoSuchKeyException'],
]);

/** What an AWS SDK client threw, as a failure in the names and words of the Java client that Step Functions uses. */
export function sdkFailure(error: unknown, { names, isModelled, endpoint, setting, action = '' }: Failure): TaskFailure {
  const fail = (name: string, cause: string): TaskFailure => ({ kind: 'failed', error: `${names.prefix}.${name}`, cause });
  // The SDK adds advice for programmers behind the first line.
  const message = reasonOf(error);
  const where = endpoint === undefined ? 'the call was not sent' : `the endpoint is ${endpoint}`;
  const answer = answered(error);
  if (answer !== undefined) {
    const headError = answer.status === 404 ? HEAD_ERRORS.get(action) : undefined;
    if (headError !== undefined) return fail(headError, doubledDetails(names, answer));
    // AWS: the first version of its Java client writes null for what is not there, the second one nothing (inferred).
    const reason = message === 'UnknownError' ? (names.client === 'first' ? 'null ' : '') : `${message} `;
    return fail(errorName(names, answer, isModelled), `${reason}${details(names, answer)}`);
  }
  const withoutCredentials = credentialsFailure(error, names.prefix);
  if (withoutCredentials !== undefined) return withoutCredentials;
  if (error instanceof Error && error.name === 'AbortError') return fail('AbortedException', `The call was ended: ${message}`);
  const problem =
    error instanceof SyntaxError ? `Unable to unmarshall response (${message})` : `Unable to execute HTTP request: ${message}`;
  const advice = `set ${setting} or AWS_ENDPOINT_URL to where the service runs, ${OR_MOCK}`;
  return fail('SdkClientException', `${problem}; ${where}: ${advice}.`);
}

/** That there were no credentials to sign a call with, as a failure whose errors begin with this prefix; undefined for another error. */
export function credentialsFailure(error: unknown, prefix: string): TaskFailure | undefined {
  // The error and its words are ours (inferred).
  if (error instanceof RoleNotAssumed) return { kind: 'failed', error: error.error, cause: error.message };
  if (!(error instanceof Error) || error.name !== 'CredentialsProviderError') return undefined;
  const advice = 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (any value will do for a local stand-in)';
  // AWS: what fails in the client is an SdkClientException — Handle transient Lambda service exceptions.
  return {
    kind: 'failed',
    error: `${prefix}.SdkClientException`,
    cause: `Unable to load AWS credentials: ${reasonOf(error)}. ${advice}, ${OR_MOCK}.`,
  };
}

interface Answer {
  readonly status: number;
  /** The error's name in the model, or as the service gave it. */
  readonly name: string | undefined;
  /** The error code on the wire, where it differs from the name. */
  readonly code: string | undefined;
  readonly requestId: string | null;
  /** Only S3 has one. */
  readonly extendedRequestId: string | undefined;
}

function errorName(names: FailureNames, { name = '' }: Answer, isModelled: boolean): string {
  if (names.client === 'second') return isModelled ? javaException(name) : `${names.prefix}Exception`;
  if (!isModelled) return names.unmodelled;
  return name.endsWith('Exception') ? name : `${name}Exception`;
}

function details(names: FailureNames, { status, name, code, requestId, extendedRequestId }: Answer): string {
  if (names.client === 'first') {
    return `(Service: ${names.service}; Status Code: ${status}; Error Code: ${code ?? name ?? null}; Request ID: ${requestId}; Proxy: null)`;
  }
  // AWS: since 2025 with the number of attempts — recorded in test_sfn_send_task_outcome_with_no_such_token; the extended id in
  // aws_sdk.test_no_such_bucket.
  const extended = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`;
  return `(Service: ${names.prefix}, Status Code: ${status}, Request ID: ${requestId}${extended}) (SDK Attempt Count: 1)`;
}

/**
 * AWS: the Java client makes the error of a HEAD out of another one, whose details are its message; the second ones have no extended id —
 * seen by users of Hadoop's S3A.
 */
const doubledDetails = (names: FailureNames, answer: Answer): string =>
  `${details(names, answer)} ${details(names, { ...answer, extendedRequestId: undefined })}`;

/** The service's own error, if it was the service that failed the call; no name if it did not give one. */
function answered(error: unknown): Answer | undefined {
  if (!(error instanceof Error) || !('$fault' in error) || !('$metadata' in error) || !isObject(error.$metadata))
    return undefined;
  const { httpStatusCode, requestId, extendedRequestId } = error.$metadata;
  if (typeof httpStatusCode !== 'number') return undefined;
  const name = /^Unknown(Error)?$/.test(error.name) ? undefined : error.name;
  const wire = 'Error' in error && isObject(error.Error) ? error.Error['Code'] : undefined;
  return {
    status: httpStatusCode,
    name,
    code: typeof wire === 'string' ? wire : undefined,
    requestId: typeof requestId === 'string' ? requestId : null,
    extendedRequestId: typeof extendedRequestId === 'string' ? extendedRequestId : undefined,
  };
}
