import type { Clock } from '#clock';
import { errorFacts, type Log } from '#log';
import { createTimerWakes } from './timers.ts';
import { type CreateWakes, GRACE_MILLIS } from './wakes.ts';

/** AWS: the longest delay of a message, in seconds — SQS, DelaySeconds. Longer waits go by stages. */
const MAX_DELAY_SECONDS = 900;

/** What a wake message says. */
export interface WakeMessage {
  readonly executionArn: string;
  /** When the execution has something due, in epoch milliseconds. */
  readonly at: number;
}

/** Sends a message's text to the queue, to be delivered after so many seconds. */
export type SendWake = (body: string, delaySeconds: number) => Promise<void>;

/**
 * Wakes by messages to the function's own queue: for Lambda, which is frozen between invocations. What is asked for during one
 * invocation is sent at its end, one message for each execution that still has something due. While an invocation lasts, because a
 * call is out, timers wake what falls due beside it.
 */
export function createSqsWakes(send: SendWake, clock: Clock, log: Log): CreateWakes {
  return (wake) => {
    const pending = new Map<string, number>();
    const timers = createTimerWakes(clock)(wake);

    async function sendOne(executionArn: string, at: number): Promise<void> {
      const message: WakeMessage = { executionArn, at };
      const delaySeconds = Math.min(MAX_DELAY_SECONDS, Math.max(0, Math.ceil((at - clock.now()) / 1000)));
      try {
        await send(JSON.stringify(message), delaySeconds);
      } catch (error) {
        // A lost wake costs time only: the sweep, or the next request, finds what is due.
        log({ level: 'WARN', message: 'a wake could not be sent', executionArn, ...errorFacts(error) });
      }
    }

    function wakeAt(executionArn: string, time: number): void {
      pending.set(executionArn, time);
      timers.forget(executionArn);
      // What is due now needs no timer: the next invocation takes it up.
      if (time > clock.now()) timers.wakeAt(executionArn, time);
    }

    return {
      wakeAt,
      // The message for what is due later may be the one that has just arrived: it is on its way by stages.
      standBy: (executionArn, time) => wakeAt(executionArn, time > clock.now() ? time : clock.now() + GRACE_MILLIS),
      forget: (executionArn) => {
        pending.delete(executionArn);
        timers.forget(executionArn);
      },
      async sent() {
        timers.close();
        const wakes = [...pending];
        pending.clear();
        await Promise.all(wakes.map(([executionArn, at]) => sendOne(executionArn, at)));
      },
      close() {
        timers.close();
        pending.clear();
      },
    };
  };
}

/** Reads a wake message; `undefined` for anything else. */
export function readWakeMessage(body: string): WakeMessage | undefined {
  try {
    const { executionArn, at } = JSON.parse(body) as Partial<WakeMessage>;
    return typeof executionArn === 'string' && typeof at === 'number' ? { executionArn, at } : undefined;
  } catch {
    return undefined;
  }
}

/** Sends through SQS; the client is loaded with the first message. */
export function sqsSender(queueUrl: string): SendWake {
  const load = async () => {
    const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs');
    // The queue is where it is, wherever the SQS tasks of state machines go (AWS_ENDPOINT_URL).
    const client = new SQSClient({ endpoint: new URL(queueUrl).origin });
    return (MessageBody: string, DelaySeconds: number) =>
      client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds }));
  };
  let loaded: ReturnType<typeof load> | undefined;
  return async (body, delaySeconds) => {
    loaded ??= load();
    await (await loaded)(body, delaySeconds);
  };
}
