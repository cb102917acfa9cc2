import type { TaskOutcome } from './integration.ts';
import { isObject } from './json.ts';

/** How a service's errors are named in Step Functions. */
interface FailureNames {
  /** Stands before every error name: `Lambda`. */
  readonly prefix: string;
  /** What the cause calls the service: `AWSLambda`. */
  readonly service: string;
  /** The name of an error that the service's model does not have: `AWSLambdaException`. */
  readonly unmodelled: string;
}

interface Failure {
  readonly names: FailureNames;
  /** Whether the service's model has the error. */
  readonly isModelled: (error: unknown) => boolean;
  /** Where the call was sent; undefined if it failed before. */
  readonly endpoint: string | undefined;
  /** The SDK setting that decides where calls go: `AWS_ENDPOINT_URL_LAMBDA`. */
  readonly setting: string;
}

/** What an AWS SDK client threw, as a failure in the names and words of the Java client that Step Functions uses. */
export function sdkFailure(error: unknown, { names, isModelled, endpoint, setting }: Failure): TaskOutcome {
  const fail = (name: string, cause: string): TaskOutcome => ({ kind: 'failed', error: `${names.prefix}.${name}`, cause });
  // The SDK adds advice for programmers behind the first line.
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  const where = endpoint === undefined ? 'the call was not sent' : `the endpoint is ${endpoint}`;
  const answer = answered(error);
  if (answer !== undefined) {
    const { code, status, requestId } = answer;
    const modelled = code?.endsWith('Exception') ? code : `${code}Exception`;
    const reason = message === 'UnknownError' ? `No reason given by ${endpoint}` : message;
    const details = `Service: ${names.service}; Status Code: ${status}; Error Code: ${code ?? null}; Request ID: ${requestId}; Proxy: null`;
    return fail(isModelled(error) ? modelled : names.unmodelled, `${reason} (${details})`);
  }
  if (error instanceof Error && error.name === 'AbortError') return fail('AbortedException', `The call was ended: ${message}`);
  // AWS: what fails in the client is an SdkClientException — Handle transient Lambda service exceptions.
  if (error instanceof Error && error.name === 'CredentialsProviderError') {
    const advice = 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (any value will do for a local stand-in)';
    return fail(
      'SdkClientException',
      `Unable to load AWS credentials: ${message}. ${advice}, or mock the state (SFN_MOCK_CONFIG).`,
    );
  }
  const problem =
    error instanceof SyntaxError ? `Unable to unmarshall response (${message})` : `Unable to execute HTTP request: ${message}`;
  const advice = `set ${setting} or AWS_ENDPOINT_URL to where the service runs, or mock the state (SFN_MOCK_CONFIG)`;
  return fail('SdkClientException', `${problem}; ${where}: ${advice}.`);
}

/** The service's own error, if it was the service that failed the call; no code if it did not name one. */
function answered(error: unknown): { status: number; code: string | undefined; requestId: string | null } | undefined {
  if (!(error instanceof Error) || !('$fault' in error) || !('$metadata' in error) || !isObject(error.$metadata))
    return undefined;
  const { httpStatusCode, requestId } = error.$metadata;
  if (typeof httpStatusCode !== 'number') return undefined;
  const code = /^Unknown(Error)?$/.test(error.name) ? undefined : error.name;
  return { status: httpStatusCode, code, requestId: typeof requestId === 'string' ? requestId : null };
}
