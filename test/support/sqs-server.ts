import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** A message that was sent. */
export interface SentMessage {
  readonly messageId: string;
  readonly body: string;
  readonly delaySeconds: number;
}

/** A queue behind the part of the SQS API that the fake uses. */
export interface SqsServer {
  readonly endpoint: string;
  readonly queueUrl: string;
  /** Every message, in the order in which they came, lost ones too. */
  readonly sent: readonly SentMessage[];
  /** Messages that can be taken now, ten at most, as the event of a queue; waits for the first. `undefined` after `close`. */
  readonly receive: () => Promise<{ readonly Records: readonly object[] } | undefined>;
  /** Puts messages back that were received and not worked off; none named: all of that event. */
  readonly putBack: (event: { readonly Records: readonly object[] }, messageIds?: readonly string[]) => void;
  /** Messages that were put back so often that they are not delivered any more. */
  readonly deadLetters: () => readonly SentMessage[];
  readonly close: () => Promise<void>;
}

/** How often a message arrives: 0, it is lost; 2, it is doubled. */
export type Fate = (message: SentMessage) => number;

/** AWS: how many messages a function gets at once — AWS::Lambda::EventSourceMapping, BatchSize. */
const BATCH_SIZE = 10;

/** How often a message is delivered before it is a dead letter: the template's `maxReceiveCount`. */
const MAX_RECEIVES = 5;

/** Starts a queue on a free port of 127.0.0.1. */
export async function startSqsServer(fate: Fate = () => 1): Promise<SqsServer> {
  const sent: SentMessage[] = [];
  const visible: SentMessage[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const receives = new Map<SentMessage, number>();
  const waiting: (() => void)[] = [];
  let isClosed = false;

  function show(message: SentMessage): void {
    visible.push(message);
    waiting.shift()?.();
  }

  const isDead = (message: SentMessage) => (receives.get(message) ?? 0) >= MAX_RECEIVES;

  function accept(body: string, delaySeconds: number): object {
    const message = { messageId: randomUUID(), body, delaySeconds };
    sent.push(message);
    for (let copy = 0; copy < fate(message); copy++) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        show(message);
      }, delaySeconds * 1000);
      timers.add(timer);
    }
    return { MessageId: message.messageId, MD5OfMessageBody: createHash('md5').update(body).digest('hex') };
  }

  const server = createServer(async (request, response) => {
    const input: unknown = await json(request);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (request.headers['x-amz-target'] !== 'AmazonSQS.SendMessage' || !isSendMessage(input)) {
      response.writeHead(400).end(JSON.stringify({ __type: 'com.amazonaws.sqs#UnsupportedOperation' }));
      return;
    }
    response.end(JSON.stringify(accept(input.MessageBody, input.DelaySeconds ?? 0)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    queueUrl: `${endpoint}/123456789012/wakes`,
    sent,
    async receive() {
      while (visible.length === 0 && !isClosed) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return isClosed ? undefined : { Records: visible.splice(0, BATCH_SIZE).map(recordOf) };
    },
    putBack(event, messageIds) {
      for (const { messageId } of event.Records.map(messageOf)) {
        const message = sent.find((each) => each.messageId === messageId);
        if (!message || messageIds?.includes(messageId) === false) continue;
        receives.set(message, (receives.get(message) ?? 0) + 1);
        if (!isDead(message)) show(message);
      }
    },
    deadLetters: () => sent.filter(isDead),
    async close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      for (const resolve of waiting.splice(0)) resolve();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** A message in the event of a queue — Lambda developer guide, Using Lambda with Amazon SQS. */
export const recordOf = ({ messageId, body }: Pick<SentMessage, 'messageId' | 'body'>) => ({
  messageId,
  receiptHandle: randomUUID(),
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: String(Date.now()),
    SenderId: 'AROA:fake-sfn',
    ApproximateFirstReceiveTimestamp: String(Date.now()),
  },
  messageAttributes: {},
  md5OfBody: createHash('md5').update(body).digest('hex'),
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:wakes',
  awsRegion: 'us-east-1',
});

const messageOf = (record: object): { messageId: string } => ({
  messageId: 'messageId' in record ? String(record.messageId) : '',
});

const isSendMessage = (input: unknown): input is { readonly MessageBody: string; readonly DelaySeconds?: number } =>
  typeof input === 'object' && input !== null && 'MessageBody' in input && typeof input.MessageBody === 'string';
