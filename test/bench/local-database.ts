import { startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { startFake } from './processes.ts';

/** DynamoDB Local with a table in it. */
export interface LocalDatabase {
  readonly endpoint: string;
  /** The settings of a fake that keeps everything in that table. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts it, or says why there is none; the table is made by a server's start. */
export async function startLocalDatabase(): Promise<LocalDatabase | undefined> {
  const why = whyNoDynamoDbLocal();
  if (why) {
    console.log(`  DynamoDB is skipped: ${why}`);
    return undefined;
  }
  const { endpoint, stop } = await startDynamoDbLocal();
  const env = {
    FAKE_SFN_STORAGE: 'dynamodb',
    FAKE_SFN_TABLE: 'fake-sfn',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  const fake = await startFake(env);
  await fake.stop();
  return { endpoint, env, stop };
}

/** What a deployed function has besides: a queue of its own, to which no message goes while nothing waits. */
export const DEPLOYED = { FAKE_SFN_AUTH: 'none', FAKE_SFN_WAKE: 'sqs', FAKE_SFN_QUEUE_URL: 'http://127.0.0.1:9/queue' };
