import { randomUUID } from 'node:crypto';
import { actionTable } from '#api/action-table.ts';
import type { Api } from '#api/call.ts';
import { createApi } from '#api/dispatch.ts';
import { type Config, ConfigError } from '#config';
import { jsonLog } from '#http/json-log.ts';
import { createIntegrations } from '#integrations/index.ts';
import { createTestCaseCheck } from '#integrations/mock.ts';
import { type MockConfig, MockConfigError, readMockConfig } from '#integrations/mock-config.ts';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { systemClock } from '#runtime/clock.ts';
import { createRuntime } from '#runtime/runtime.ts';
import { createMemoryStorage } from '#storage/memory.ts';

/** How long before its deadline a Lambda invocation gives up waiting for executions to come to rest, in milliseconds. */
const DEADLINE_MARGIN_MILLIS = 500;

/** The rooms, wired. */
export interface App {
  readonly api: Api;
  readonly close: () => Promise<void>;
}

/** Makes the app that these settings describe; throws ConfigError for those that it cannot serve. */
export async function createApp(config: Config): Promise<App> {
  if (config.storage === 'dynamodb')
    throw new ConfigError(['FAKE_SFN_STORAGE is "dynamodb", which is not available yet: use memory.']);
  const mocks = readMocks(config.mockConfigPath);
  const storage = createMemoryStorage();
  const activityQueue = createActivityQueue(storage, systemClock);
  const integration = withActivityQueue(createIntegrations({ mocks }), activityQueue);
  const runtime = createRuntime({ storage, integration, clock: systemClock, time: config.time, log: jsonLog });
  const api = createApi(actionTable, {
    storage,
    runtime,
    activityQueue,
    now: systemClock.now,
    uuid: randomUUID,
    refuseTestCase: createTestCaseCheck(mocks),
  });
  return {
    // A Lambda function is frozen when it has answered: what a request sets going comes to rest first.
    api: config.inLambda
      ? async (call) => {
          const answer = await api(call);
          await runtime.quiet(systemClock.now() + call.remainingMillis() - DEADLINE_MARGIN_MILLIS);
          return answer;
        }
      : api,
    async close() {
      runtime.close();
      await storage.close();
    },
  };
}

function readMocks(path: string | undefined): MockConfig | undefined {
  if (path === undefined) return undefined;
  try {
    return readMockConfig(path);
  } catch (error) {
    if (error instanceof MockConfigError) throw new ConfigError([error.message]);
    throw error;
  }
}
