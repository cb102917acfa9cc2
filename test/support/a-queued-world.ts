import { setImmediate } from 'node:timers/promises';
import type { Integration } from '#integrations/integration.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { JsonObject } from '#json/json.ts';
import { takeLambdaEvent } from '#runtime/lambda-events.ts';
import { createRuntime, type Runtime } from '#runtime/runtime.ts';
import { createSqsWakes } from '#runtime/wakes/sqs.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';
import { aSeed, saveRevision } from './a-world.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { recordOf, type SentMessage } from './sqs-server.ts';

/** A runtime that is woken by a queue which the test holds in its hands: nothing runs between invocations but what the test lets run. */
export interface QueuedWorld {
  readonly storage: Storage;
  readonly clock: ManualClock;
  readonly runtime: Runtime;
  /** Every message sent, in order. */
  readonly sent: readonly SentMessage[];
  readonly logged: readonly unknown[];
  /** Starts an execution with that name in an invocation of its own. */
  readonly start: (definition: JsonObject, name: string, input?: unknown) => Promise<string>;
  /** Invokes with an event; its time is over after so many milliseconds, ten seconds unless told. Returns the answer. */
  readonly invoke: (event: unknown, remainingMillis?: number) => Promise<object | undefined>;
  /** Invokes with these messages, without waiting for their delays. */
  readonly deliver: (...messages: readonly SentMessage[]) => Promise<object | undefined>;
  /** Moves the clock by the delay of the message sent last, and delivers it. */
  readonly deliverLast: () => Promise<object | undefined>;
  readonly history: (arn: string) => Promise<HistoryEvent[]>;
}

interface QueuedWorldParts {
  readonly integration?: Integration;
  readonly storage?: Storage;
  /** Called with each message's text: what it throws is the queue's refusal. */
  readonly send?: (body: string) => void;
  /** Where something sweeps: how far that looks ahead. */
  readonly reachMillis?: number;
  /** Turns of the event loop after which an invocation that has not answered waits for something outside; 15 by default. */
  readonly turns?: number;
}

const REMAINING_MILLIS = 10_000;

const startNothing = () => Promise.reject(new Error('nothing is started by events here'));

/** A queued world with a memory storage, and calls that do not answer unless the test says how. */
export function aQueuedWorld(parts: QueuedWorldParts = {}): QueuedWorld {
  const { integration = () => new Promise(() => {}), storage = createMemoryStorage(), send = () => {} } = parts;
  const { turns = TURNS, reachMillis } = parts;
  const clock = createManualClock();
  const sent: SentMessage[] = [];
  const logged: unknown[] = [];
  const log = (entry: unknown) => void logged.push(entry);
  const accept = async (body: string, delaySeconds: number) => {
    send(body);
    sent.push({ messageId: `message ${sent.length}`, body, delaySeconds });
  };
  const wakes = createSqsWakes({ send: accept, clock, log, reachMillis });
  const runtime = createRuntime({ storage, integration, clock, log, wakes, reachMillis });

  /** Lets an invocation run until it has answered; its time runs out when nothing else moves any more. */
  async function invocation<Answer>(
    work: (until: number) => Promise<Answer>,
    remainingMillis = REMAINING_MILLIS,
  ): Promise<Answer> {
    const until = clock.now() + remainingMillis;
    let isOver = false;
    const answer = work(until).finally(() => {
      isOver = true;
    });
    for (let turn = 0; !isOver && turn < turns; turn++) await setImmediate();
    if (!isOver) clock.moveTo(until);
    return answer;
  }

  const invoke = (event: unknown, remainingMillis?: number) =>
    invocation((until) => takeLambdaEvent(runtime, startNothing, event, until), remainingMillis);
  const deliver = (...messages: readonly SentMessage[]) => invoke({ Records: messages.map(recordOf) });

  return {
    storage,
    clock,
    runtime,
    sent,
    logged,
    invoke,
    deliver,
    async deliverLast() {
      const message = sent.at(-1);
      if (!message) throw new Error('nothing was sent');
      clock.moveTo(clock.now() + message.delaySeconds * 1000);
      return deliver(message);
    },
    async start(definition, name, input) {
      const seed = aSeed(clock, name, input);
      await saveRevision(storage, seed, definition);
      await invocation(async (until) => {
        await runtime.start(seed, JSON.stringify(definition));
        await runtime.quiet(until);
      });
      return seed.arn;
    },
    history: (arn) => storage.readHistory(arn, { limit: 100_000, reverse: false }),
  };
}

const TURNS = 15;
