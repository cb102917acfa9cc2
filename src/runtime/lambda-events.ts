import type { Runtime } from './runtime.ts';
import { readStartEvent, readStartEvents, type StartByEvent, type StartEvent } from './start-events.ts';
import { readWakeMessage } from './wakes/sqs.ts';

/** AWS: what a function answers to a batch of a queue with ReportBatchItemFailures, and to one of Pipes. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
}

/**
 * Takes what reaches the function besides HTTP, told apart by shape: wake messages of its queue, a schedule's event, `{ "pump": … }`, and
 * what rules, schedules and pipes ask to be started. `until` (epoch milliseconds) is when it has to be done. `undefined`: the event is none
 * of these. What it throws is Lambda's to try again.
 */
export async function takeLambdaEvent(
  runtime: Runtime,
  start: StartByEvent,
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
  const one = readStartEvent(event);
  if (one) return await runtime.invocation(limits, async () => ({ executionArn: await start(one) }));
  const several = readStartEvents(event);
  if (several) return await runtime.invocation(limits, () => startAll(several, start));
  if (!isSchedule(event) && !isPump(event)) return undefined;
  await runtime.invocation(limits, () => runtime.pump(until));
  return {};
}

/** AWS: an item that is not named fails its whole batch — EventBridge user guide, Pipes batch processing. */
async function startAll(events: readonly StartEvent[], start: StartByEvent): Promise<BatchResponse> {
  const outcomes = await Promise.allSettled(events.map(start));
  const batchItemFailures: { readonly itemIdentifier: string }[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const itemIdentifier = events[index]?.itemIdentifier;
    if (outcome.status === 'fulfilled') continue;
    if (itemIdentifier === undefined) throw outcome.reason;
    batchItemFailures.push({ itemIdentifier });
  }
  return { batchItemFailures };
}

/** Wakes the execution that the message names; the message's id where that went wrong, so that the queue delivers it again. */
async function takeRecord(runtime: Runtime, { messageId, body }: QueueRecord): Promise<string | undefined> {
  const message = readWakeMessage(body);
  if (!message) return undefined;
  try {
    await runtime.wake(message.executionArn, message);
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
