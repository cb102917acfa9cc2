import { randomUUID } from 'node:crypto';
import { AnswerTooLarge, MAX_ANSWER_BYTES } from '../answer-limit.ts';
import type { TaskFailure } from '../integration.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Extension, Sending } from '../optimised/extension.ts';
import { valueAt } from '../optimised/optimised-service.ts';
import { contextOf } from '../sdk/aws-sdk.ts';
import type { SdkResult } from '../sdk/sdk-client.ts';
import { javaException } from '../sdk/sdk-names.ts';
import type { Shape } from '../sdk/sdk-schema.ts';

/** AWS: "a maximum execution time of 15 minutes (900 seconds), even if the TimeoutSeconds value exceeds that limit". */
const MAX_MILLIS = 900_000;

const TEXT = (): Shape => ({ kind: 'string' });
const NUMBER = (): Shape => ({ kind: 'number' });
const structure =
  (members: Readonly<Record<string, () => Shape>>): (() => Shape) =>
  () => ({ kind: 'structure', members: new Map(Object.entries(members)) });
const content = (): Shape => ({ kind: 'list', item: structure({ text: TEXT }) });

/** AWS: a Converse-shaped answer — Response fields in Invoke Amazon Bedrock AgentCore harness with Step Functions. */
const ANSWER = structure({
  output: structure({ message: structure({ role: TEXT, content }) }),
  stopReason: TEXT,
  usage: structure({ inputTokens: NUMBER, outputTokens: NUMBER, totalTokens: NUMBER }),
  metrics: structure({ latencyMs: NUMBER }),
});

/** A word or two come in an event of some hundred bytes, and all turns come, of which only the last is kept (inferred). */
const MAX_STREAM_BYTES = 16 * MAX_ANSWER_BYTES;

/** Runs an agent, whose events come as a stream, and answers with what it said last. */
export const invokeHarness: Extension = {
  members: new Map(),
  output: ANSWER(),
  async send({ input, operation, call }: Sending): Promise<SdkResult | TaskFailure> {
    const limit = AbortSignal.timeout(MAX_MILLIS);
    const signal = AbortSignal.any([call.signal, limit]);
    const context = { ...contextOf(call), signal, maxAnswerBytes: MAX_STREAM_BYTES };
    // AWS: an example has no session; that one is made up for it is inferred, for the API demands one.
    const result = await operation.send({ runtimeSessionId: randomUUID(), ...input }, context);
    if (limit.aborted) return { kind: 'failed', error: 'States.Timeout' };
    if (result.kind === 'error') return result;
    const { stream } = result.output;
    if (!isStream(stream)) throw new TypeError('InvokeHarness answers without a stream');
    try {
      return { ...result, output: await readTurns(stream) };
    } catch (error) {
      if (error instanceof AnswerTooLarge) throw error;
      if (limit.aborted) return { kind: 'failed', error: 'States.Timeout' };
      return brokenOff(error) ?? { kind: 'error', error, isModelled: false, endpoint: result.endpoint };
    }
  },
};

/** AWS: the final message of the assistant, its text only; tokens and latency are those of all turns. */
async function readTurns(stream: AsyncIterable<unknown>): Promise<JsonObject> {
  const usage = { inputTokens: 0, outputTokens: 0, totalTokens: 0 };
  let latencyMs = 0;
  let [isAssistant, stopReason]: [boolean, unknown] = [false, undefined];
  let texts = new Map<unknown, string>();
  for await (const event of stream) {
    const role = valueAt(event, 'messageStart.role');
    if (role !== undefined) isAssistant = role === 'assistant';
    if (role === 'assistant') texts = new Map();
    const [index, text] = [valueAt(event, 'contentBlockDelta.contentBlockIndex'), valueAt(event, 'contentBlockDelta.delta.text')];
    if (isAssistant && typeof text === 'string') texts.set(index, (texts.get(index) ?? '') + text);
    stopReason = valueAt(event, 'messageStop.stopReason') ?? stopReason;
    usage.inputTokens += numberAt(event, 'metadata.usage.inputTokens');
    usage.outputTokens += numberAt(event, 'metadata.usage.outputTokens');
    usage.totalTokens += numberAt(event, 'metadata.usage.totalTokens');
    latencyMs += numberAt(event, 'metadata.metrics.latencyMs');
  }
  const message = { role: 'assistant', content: [...texts.values()].map((text) => ({ text })) };
  return { output: { message }, stopReason, usage, metrics: { latencyMs } };
}

/** The failure that came as an event of the stream. Its error is named like any other, its cause is only its message (inferred). */
function brokenOff(error: unknown): TaskFailure | undefined {
  if (!(error instanceof Error) || !('$fault' in error)) return undefined;
  return { kind: 'failed', error: `BedrockAgentCore.${javaException(error.name)}`, cause: error.message };
}

function numberAt(event: unknown, path: string): number {
  const value = valueAt(event, path);
  return typeof value === 'number' ? value : 0;
}

const isStream = (stream: unknown): stream is AsyncIterable<unknown> => isObject(stream) && Symbol.asyncIterator in stream;
