import type { InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { endpointOf, type HttpAnswer, httpAnswerOf } from './http-answer.ts';
import type { TaskOutcome } from './integration.ts';
import { parseJson } from './json.ts';
import { sdkFailure } from './sdk-failure.ts';

const NAMES = { prefix: 'Lambda', service: 'AWSLambda', unmodelled: 'AWSLambdaException' };
const CONNECTION_TIMEOUT_MILLIS = 5000;
const MAX_SOCKETS = 1000;

/** What a call came to: the function may still have failed. */
interface LambdaAnswer {
  /** The function's result, or what it says of its failure. */
  readonly payload: string;
  readonly failed: boolean;
  readonly executedVersion: string | undefined;
  readonly logResult: string | undefined;
  readonly requestId: string | undefined;
  readonly http: HttpAnswer;
}

/** Calls the Invoke API in a region. A failure is an outcome unless it is the function's own. */
export type LambdaInvoke = (
  region: string,
  input: InvokeCommandInput,
  signal: AbortSignal,
) => Promise<LambdaAnswer | TaskOutcome>;

/** The Invoke API through AWS's client, which is loaded with the first call and kept for each region. */
export function createLambdaInvoke(): LambdaInvoke {
  const clients = new Map<string, LambdaClient>();
  return async (region, input, signal) => {
    const sdk = await import('@aws-sdk/client-lambda').catch((error: unknown) => ({ unavailable: String(error) }));
    if ('unavailable' in sdk) {
      return {
        kind: 'failed',
        error: 'States.Runtime',
        cause: `The package '@aws-sdk/client-lambda' cannot be loaded (${sdk.unavailable}): install it, or mock the state (SFN_MOCK_CONFIG).`,
      };
    }
    const command = new sdk.InvokeCommand(input);
    let endpoint: string | undefined;
    let http: HttpAnswer = { statusCode: 0, headers: {} };
    command.middlewareStack.add(
      (next) => async (args) => {
        endpoint = endpointOf(args.request);
        const result = await next(args);
        http = httpAnswerOf(result.response) ?? http;
        return result;
      },
      { step: 'deserialize', name: 'keepHttpAnswer', priority: 'low' },
    );
    try {
      const client = clients.get(region) ?? new sdk.LambdaClient({ region, maxAttempts: 1, requestHandler: requestHandler() });
      clients.set(region, client);
      const answer = await client.send(command, { abortSignal: signal });
      const payload = Buffer.from(answer.Payload ?? []).toString('utf8');
      assertLambdaAnswered(payload, http);
      return {
        payload,
        failed: answer.FunctionError !== undefined,
        executedVersion: answer.ExecutedVersion,
        logResult: answer.LogResult,
        requestId: answer.$metadata.requestId,
        http,
      };
    } catch (error) {
      const isModelled = (thrown: unknown) =>
        thrown instanceof sdk.LambdaServiceException && thrown.constructor !== sdk.LambdaServiceException;
      return sdkFailure(error, { names: NAMES, isModelled, endpoint, setting: 'AWS_ENDPOINT_URL_LAMBDA' });
    }
  };
}

/** Whatever a function returns, Lambda calls it JSON: a page of another server must not pass for a result. */
function assertLambdaAnswered(payload: string, { headers }: HttpAnswer): void {
  const contentType = headers['content-type'] ?? 'no content type';
  if (payload === '' || contentType.includes('json') || parseJson(payload) !== undefined) return;
  throw new SyntaxError(`Lambda answers application/json, this is ${contentType}: ${payload.slice(0, 80)}`);
}

// A Map may call a thousand functions at once; a call may take as long as Lambda lets it (15 minutes).
const requestHandler = () => ({
  connectionTimeout: CONNECTION_TIMEOUT_MILLIS,
  httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
  httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
});
