import type { Runtime } from './runtime.ts';
import { readWakeMessage } from './wakes/sqs.ts';

/** AWS: what a function answers to a batch of a queue, with ReportBatchItemFailures. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
}

/**
 * Takes what reaches the function besides HTTP, told apart by shape: wake messages of its queue, a schedule's event, and `{ "pump": … }`.
 * `until` (epoch milliseconds) is when it has to be done. `undefined`: the event is none of these.
 */
export async function takeLambdaEvent(
  runtime: Runtime,
  event: unknown,
  until: number,
): Promise<BatchResponse | object | undefined> {
  const limits = { until, leavesCalls: false };
  const records = recordsOf(event);
  if (records) {
    const taken = () => Promise.all(records.map((record) => takeRecord(runtime, record)));
    const failed = await runtime.invocation(limits, taken);
    return { batchItemFailures: failed.filter((id) => id !== undefined).map((itemIdentifier) => ({ itemIdentifier })) };
  }
  if (!isSchedule(event) && !isPump(event)) return undefined;
  await runtime.invocation(limits, () => runtime.pump(until));
  return {};
}

/** Wakes the execution that the message names; the message's id where that went wrong, so that the queue delivers it again. */
async function takeRecord(runtime: Runtime, { messageId, body }: QueueRecord): Promise<string | undefined> {
  const message = readWakeMessage(body);
  if (!message) return undefined;
  try {
    await runtime.wake(message.executionArn);
    return undefined;
  } catch {
    // It comes again by itself: with a wake of our own for each of its receipts, there would be more and more of them.
    return messageId;
  }
}

function recordsOf(event: unknown): readonly QueueRecord[] | undefined {
  if (!isObject(event) || !Array.isArray(event['Records'])) return undefined;
  const records: readonly unknown[] = event['Records'];
  const ofQueue = records.filter(isQueueRecord);
  return ofQueue.length === records.length ? ofQueue : undefined;
}

const isQueueRecord = (record: unknown): record is QueueRecord =>
  isObject(record) &&
  record['eventSource'] === 'aws:sqs' &&
  typeof record['messageId'] === 'string' &&
  typeof record['body'] === 'string';

const isSchedule = (event: unknown): boolean =>
  isObject(event) &&
  (event['source'] === 'aws.events' || event['source'] === 'aws.scheduler' || event['detail-type'] === 'Scheduled Event');

const isPump = (event: unknown): boolean => isObject(event) && 'pump' in event;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
