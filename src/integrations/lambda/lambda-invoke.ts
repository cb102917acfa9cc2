import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import { MAX_FUNCTION_ANSWER_BYTES } from '../answer-limit.ts';
import type { TaskCall, TaskOutcome } from '../integration.ts';
import { type JsonObject, parseJson } from '../json.ts';
import { contextOf, sdkRefusal } from '../sdk/aws-sdk.ts';
import type { HttpAnswer } from '../sdk/http-answer.ts';
import type { FindOperation } from '../sdk/sdk-client.ts';

const NAMES = { client: 'first', prefix: 'Lambda', service: 'AWSLambda', unmodelled: 'AWSLambdaException' } as const;

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
export type LambdaInvoke = (call: TaskCall, region: string, input: InvokeCommandInput) => Promise<LambdaAnswer | TaskOutcome>;

/** The Invoke API through AWS's client. */
export const createLambdaInvoke =
  (find: FindOperation): LambdaInvoke =>
  async (call, region, input) => {
    const operation = await find('lambda', 'invoke');
    if (operation.kind === 'missing') return { kind: 'failed', error: 'States.Runtime', cause: operation.cause };
    const context = { ...contextOf(call), region, maxAnswerBytes: MAX_FUNCTION_ANSWER_BYTES };
    const result = await operation.send({ ...input }, context);
    if (result.kind === 'error') return sdkRefusal(result, operation, NAMES);
    const { output, http, requestId } = result;
    const bytes = output['Payload'];
    const payload = Buffer.from(bytes instanceof Uint8Array ? bytes : []).toString('utf8');
    const foreign = whyNotLambda(payload, http);
    if (foreign !== undefined)
      return sdkRefusal({ kind: 'error', error: foreign, isModelled: false, endpoint: result.endpoint }, operation, NAMES);
    return {
      payload,
      failed: output['FunctionError'] !== undefined,
      executedVersion: textIn(output, 'ExecutedVersion'),
      logResult: textIn(output, 'LogResult'),
      requestId,
      http,
    };
  };

/** Whatever a function returns, Lambda calls it JSON: a page of another server must not pass for a result. */
function whyNotLambda(payload: string, { headers }: HttpAnswer): SyntaxError | undefined {
  const contentType = headers['content-type'] ?? 'no content type';
  if (payload === '' || contentType.includes('json') || parseJson(payload) !== undefined) return undefined;
  return new SyntaxError(`Lambda answers application/json, this is ${contentType}: ${payload.slice(0, 80)}`);
}

const textIn = (output: JsonObject, member: string): string | undefined => {
  const value = output[member];
  return typeof value === 'string' ? value : undefined;
};
