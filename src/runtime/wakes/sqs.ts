import { randomBytes } from 'node:crypto';
import type { Clock } from '#clock';
import type { MessageUnderWay } from '#interpreter/continuation/execution.ts';
import { errorFacts, type Log } from '#log';
import { createTimerWakes } from './timers.ts';
import { type CreateWakes, GRACE_MILLIS, type Sleeper, type WakeMessage } from './wakes.ts';

/** AWS: the longest delay of a message, in seconds — SQS, DelaySeconds. Longer waits go by stages. */
const MAX_DELAY_SECONDS = 900;

/** Sends a message's text to the queue, to be delivered after so many seconds. */
export type SendWake = (body: string, delaySeconds: number) => Promise<void>;

interface SqsWakesParts {
  readonly send: SendWake;
  readonly clock: Clock;
  readonly log: Log;
  /** Somebody looks again and again, and has everything woken that falls due within so many milliseconds; none: nobody does. */
  readonly reachMillis?: number | undefined;
}

/**
 * Wakes by messages to the function's own queue: for Lambda, which is frozen between invocations. What is asked for during one
 * invocation is sent at its end, one message for each execution that still has something due. While an invocation lasts, because a
 * call is out, timers wake what falls due beside it.
 *
 * What is due later than a sweep reaches is left to that. Where nothing sweeps, an execution has one message under way, which goes on by
 * stages until it comes when something is due: the execution says which one it is, and until when it comes at the latest. Any other ends.
 */
export function createSqsWakes({ send, clock, log, reachMillis }: SqsWakesParts): CreateWakes {
  return (wake) => {
    const pending = new Map<string, Omit<WakeMessage, 'executionArn'>>();
    /** The messages that commits of this invocation count on, and those that have come in it, by the ARN of their executions. */
    const promised = new Map<string, MessageUnderWay>();
    const come = new Map<string, WakeMessage>();
    const timers = createTimerWakes(clock)(wake);

    async function sendOne(message: WakeMessage): Promise<void> {
      const { executionArn, at } = message;
      const delaySeconds = Math.min(MAX_DELAY_SECONDS, Math.max(0, Math.ceil((at - clock.now()) / 1000)));
      try {
        await send(JSON.stringify(message), delaySeconds);
      } catch (error) {
        // A lost wake costs time only: the sweep, or the next request, finds what is due.
        log({ level: 'WARN', message: 'a wake could not be sent', executionArn, ...errorFacts(error) });
      }
    }

    /** Sends that message at the end, instead of any other; `undefined`: none. */
    function promise(executionArn: string, message: Omit<WakeMessage, 'executionArn'> | undefined): void {
      if (message === undefined) pending.delete(executionArn);
      else pending.set(executionArn, message);
    }

    function setTimer(executionArn: string, time: number): void {
      timers.forget(executionArn);
      // What is due now needs no timer: the next invocation takes it up.
      if (time > clock.now()) timers.lookAt(executionArn, time);
    }

    const isReached = (time: number) => reachMillis === undefined || time - clock.now() <= reachMillis;

    /** The message that a commit counts on, where it is to be sent now: it may be under way already. */
    function promisedTo({ arn, messageUnderWay }: Sleeper): MessageUnderWay | undefined {
      const message = promised.get(arn);
      return message?.id === messageUnderWay?.id ? message : undefined;
    }

    /** What is to be sent on for a message that has come before its time, or that the execution has moved on from. */
    function sentOn({ arn, messageUnderWay }: Sleeper, at: number): Omit<WakeMessage, 'executionArn'> | undefined {
      const message = come.get(arn);
      if (message === undefined) return undefined;
      if (message.id === undefined) return message.at === at && isReached(at) ? { at } : undefined;
      return message.id === messageUnderWay?.id ? { at, id: message.id } : undefined;
    }

    return {
      wakeAt(execution, time) {
        promise(execution.arn, reachMillis === undefined ? promisedTo(execution) : isReached(time) ? { at: time } : undefined);
        setTimer(execution.arn, time);
      },
      lookAt(executionArn, time) {
        promise(executionArn, { at: time });
        setTimer(executionArn, time);
      },
      standBy(execution, time) {
        const isDue = time <= clock.now();
        promise(execution.arn, isDue ? { at: clock.now() + GRACE_MILLIS } : sentOn(execution, time));
        setTimer(execution.arn, isDue ? clock.now() + GRACE_MILLIS : time);
      },
      forget(executionArn) {
        pending.delete(executionArn);
        timers.forget(executionArn);
      },
      armed(execution, dueAt) {
        const { arn, messageUnderWay: before } = execution;
        if (reachMillis !== undefined || (dueAt === undefined && before === undefined)) return execution;
        if (dueAt === undefined) return { ...execution, messageUnderWay: undefined };
        // The one that is under way comes before that, and goes on to it.
        if (before !== undefined && clock.now() < before.at && before.at <= dueAt) return execution;
        const messageUnderWay = { at: dueAt, id: randomBytes(6).toString('base64url') };
        promised.set(arn, messageUnderWay);
        return { ...execution, messageUnderWay };
      },
      arrived: (message) => void come.set(message.executionArn, message),
      async sent() {
        timers.close();
        const messages = [...pending];
        for (const map of [pending, promised, come]) map.clear();
        await Promise.all(messages.map(([executionArn, message]) => sendOne({ executionArn, ...message })));
      },
      close() {
        timers.close();
        for (const map of [pending, promised, come]) map.clear();
      },
    };
  };
}

/** Reads a wake message; `undefined` for anything else. */
export function readWakeMessage(body: string): WakeMessage | undefined {
  try {
    const { executionArn, at, id } = JSON.parse(body) as Partial<WakeMessage>;
    if (typeof executionArn !== 'string' || typeof at !== 'number') return undefined;
    return typeof id === 'string' ? { executionArn, at, id } : { executionArn, at };
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
