import { setTimeout } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { startNodeServer } from '#http/node-server.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { createLambdaFunction, type LambdaFunction } from './lambda-function.ts';
import { FunctionError } from './lambda-runtime.ts';
import { type Fate, type SqsServer, startSqsServer } from './sqs-server.ts';

/** The fake deployed: behind a Function URL, and connected to its queue. */
export interface LambdaWorld {
  /** Where its Function URL leads. */
  readonly url: string;
  readonly client: SFNClient;
  readonly lambda: LambdaFunction;
  readonly queue: SqsServer;
  /** Asks until the execution is closed; `between` is called before each question. */
  readonly untilClosed: (executionArn: string, between?: () => Promise<unknown>) => Promise<DescribeExecutionOutput>;
  readonly historyOf: (executionArn: string) => Promise<readonly HistoryEvent[]>;
  readonly close: () => Promise<void>;
}

/** How it is deployed. */
export interface WorldSettings {
  readonly wake: 'sqs' | 'poll';
  readonly env?: Readonly<Record<string, string>>;
  readonly fate?: Fate;
  readonly timeoutMillis?: number;
  readonly concurrency?: number;
}

/** How long to wait between two questions, as a client would. */
const POLL_MILLIS = 100;

/** Deploys the built bundle with those settings. */
export async function startLambdaWorld({ wake, env = {}, fate, ...settings }: WorldSettings): Promise<LambdaWorld> {
  const queue = await startSqsServer(fate);
  const lambda = createLambdaFunction({
    ...settings,
    env: {
      FAKE_SFN_AUTH: 'none',
      FAKE_SFN_WAKE: wake,
      ...(wake === 'sqs' ? { FAKE_SFN_QUEUE_URL: queue.queueUrl, AWS_ENDPOINT_URL_SQS: queue.endpoint } : {}),
      ...env,
    },
  });
  // AWS: who calls a Function URL whose function fails is told 502.
  const server = await startNodeServer(
    (event) => lambda.invoke(event).catch(() => ({ statusCode: 502, body: '{"Message":"Internal Server Error"}' })),
    { host: '127.0.0.1', port: 0 },
  );
  const { concurrency = 1 } = settings;
  const connected = Promise.all(Array.from({ length: concurrency }, () => connect(queue, lambda)));
  const client = new SFNClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
    disableHostPrefix: true,
  });

  return {
    url: server.url,
    client,
    lambda,
    queue,
    async untilClosed(executionArn, between = async () => {}) {
      for (;;) {
        await between();
        const described = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (described.status !== 'RUNNING') return described;
        await setTimeout(POLL_MILLIS);
      }
    },
    async historyOf(executionArn) {
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      return events.map(({ id = 0, previousEventId = 0, timestamp, type, stateEnteredEventDetails, stateExitedEventDetails }) => {
        if (type === undefined) throw new Error(`event ${id} has no type`);
        return {
          id,
          previousEventId,
          timestamp: Number(timestamp),
          type,
          ...(stateEnteredEventDetails && { stateEnteredEventDetails: { name: stateEnteredEventDetails.name ?? '' } }),
          ...(stateExitedEventDetails && { stateExitedEventDetails: { name: stateExitedEventDetails.name ?? '' } }),
        };
      });
    },
    async close() {
      client.destroy();
      await queue.close();
      await lambda.close();
      await connected;
      await server.close();
    },
  };
}

/** What an event source mapping does: hands the queue's messages to the function, and what it reports as failed back to the queue. */
async function connect(queue: SqsServer, lambda: LambdaFunction): Promise<void> {
  for (let event = await queue.receive(); event; event = await queue.receive()) {
    try {
      queue.putBack(event, failedIn(await lambda.invoke(event)));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      queue.putBack(event);
    }
  }
}

/** AWS: with ReportBatchItemFailures, the messages that are delivered again — Lambda developer guide, Handling errors for an SQS event source. */
function failedIn(answer: unknown): string[] {
  if (
    typeof answer !== 'object' ||
    answer === null ||
    !('batchItemFailures' in answer) ||
    !Array.isArray(answer.batchItemFailures)
  )
    throw new FunctionError(`${JSON.stringify(answer)} is no answer to a batch of messages`);
  return answer.batchItemFailures.map(({ itemIdentifier }) => String(itemIdentifier));
}
