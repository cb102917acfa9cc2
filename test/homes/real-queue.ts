import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { recordOf } from '#test/support/sqs-server.ts';

/** A queue behind the whole of the SQS API, and what connects it to a function. */
export interface RealQueue {
  readonly url: string;
  /** What an event source mapping does: takes what is there, waiting up to a second for it, and deletes what did not fail. */
  readonly deliver: (invoke: (event: unknown) => Promise<unknown>) => Promise<void>;
  /** How many messages are in it, hidden ones too. */
  readonly left: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Makes one at that endpoint. */
export async function createRealQueue(endpoint: string): Promise<RealQueue> {
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const { QueueUrl: url = '' } = await client.send(new CreateQueueCommand({ QueueName: 'wakes' }));

  return {
    url,
    async deliver(invoke) {
      const asked = { QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(asked));
      if (Messages.length === 0) return;
      const records = Messages.map(({ MessageId = '', Body = '' }) => recordOf({ messageId: MessageId, body: Body }));
      const failed = failedIn(await invoke({ Records: records }));
      const done = Messages.filter(({ MessageId = '' }) => !failed.includes(MessageId));
      await Promise.all(done.map(({ ReceiptHandle }) => client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }))));
    },
    async left() {
      const names = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ] as const;
      const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
      return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    },
    close: async () => client.destroy(),
  };
}

function failedIn(answer: unknown): readonly unknown[] {
  if (typeof answer !== 'object' || answer === null || !('batchItemFailures' in answer)) {
    throw new Error(`${JSON.stringify(answer)} is no answer to a batch of messages`);
  }
  return Array.isArray(answer.batchItemFailures) ? answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) : [];
}
