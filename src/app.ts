import { randomUUID } from 'node:crypto';
import { actionTable } from '#api/action-table.ts';
import type { Api, ApiCall, Caller } from '#api/call.ts';
import { createApi } from '#api/dispatch.ts';
import { SfnError } from '#api/errors.ts';
import { startByEvent } from '#api/start-by-event.ts';
import { withStorageTrouble } from '#api/storage-trouble.ts';
import { type Clock, doneBy, systemClock } from '#clock';
import { type Config, ConfigError, STORAGES } from '#config';
import { createAccountTimes } from '#control/account-times.ts';
import { createNotes } from '#control/notes.ts';
import type { CallSelf, SelfCall } from '#integrations/call-self.ts';
import { createIntegrations } from '#integrations/index.ts';
import { createTestCaseCheck } from '#integrations/mock.ts';
import { type MockConfig, MockConfigError, readMockConfig } from '#integrations/mock-config.ts';
import { fetchMockFile } from '#integrations/mock-place.ts';
import { createReach } from '#integrations/reach.ts';
import { createS3 } from '#integrations/s3.ts';
import { createSdk } from '#integrations/sdk/sdk-client.ts';
import { jsonLog } from '#log';
import { createCloudWatchLogs } from '#observers/cloudwatch-logs.ts';
import { createExecutionLog } from '#observers/execution-log.ts';
import { createLineLogs } from '#observers/line-logs.ts';
import { flushUntil, type Observer, observeTogether } from '#observers/observer.ts';
import { sdkPutBusEntries } from '#observers/put-bus-entries.ts';
import { sdkPutLogEntries } from '#observers/put-log-entries.ts';
import { createStatusEvents } from '#observers/status-events.ts';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { takeLambdaEvent } from '#runtime/lambda-events.ts';
import { createRuntime, type Runtime } from '#runtime/runtime.ts';
import { createSeeds } from '#runtime/seeds.ts';
import { type AccountTime, baseTime, type TimeModes } from '#runtime/time-modes.ts';
import { createPollWakes } from '#runtime/wakes/poll.ts';
import { createSqsWakes, sqsSender } from '#runtime/wakes/sqs.ts';
import { createTimerWakes } from '#runtime/wakes/timers.ts';
import type { CreateWakes } from '#runtime/wakes/wakes.ts';
import { watchDue } from '#runtime/watch-due.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';

/** How long before its deadline a Lambda invocation hands over what is still moving, in milliseconds. */
const DEADLINE_MARGIN_MILLIS = 500;

/** How long a request may spend on what was due before it, in milliseconds. */
const PUMP_MILLIS = 1_000;

const DAY_MILLIS = 86_400_000;

/** The rooms, wired. */
export interface App {
  readonly api: Api;
  /** Takes what reaches a Lambda function besides HTTP; `remainingMillis` is its time. Answers `undefined` to what is not for us. */
  readonly other: (event: unknown, remainingMillis: number) => Promise<object | undefined>;
  readonly close: () => Promise<void>;
}

/** What an app has of its surroundings. */
export interface Surroundings {
  /** The only clock that there is for it; the machine's own by default. */
  readonly clock?: Clock;
  /** What ids and chance are made from, always the same ones from the same text; unguessable by default. */
  readonly seed?: string;
}

/** Makes the app that these settings describe; throws ConfigError for those that it cannot serve. */
export async function createApp(config: Config, { clock = systemClock, seed }: Surroundings = {}): Promise<App> {
  const mocks = await readMocks(config);
  const storage = await CREATE_STORAGE[config.storage](config, clock);
  const seeds = createSeeds(seed);
  const times = createAccountTimes(createNotes(storage, clock.now), clock, config.time);
  const activityQueue = createActivityQueue(storage, clock);
  // Nested executions are started through the API, which is made of what calls it.
  const accountsAreClosed = config.auth.mode === 'sigv4';
  const callSelf: CallSelf = (call) =>
    api({
      ...call,
      caller: accountsAreClosed ? ownCaller(call) : call.caller,
      remainingMillis: () => Number.POSITIVE_INFINITY,
    });
  const { inLambda, allowedHosts, taskEndpoints, tasks } = config;
  const reach = createReach({ inLambda, allowedHosts, endpoints: Object.values(taskEndpoints), tasks });
  const integration = createIntegrations({ mocks: () => mocks, callSelf, reach });
  const observer = observerOf(config, storage, clock);
  const runtime = createRuntime({
    storage,
    integration: withActivityQueue(integration, activityQueue, { accountsAreClosed }),
    clock,
    modes: times,
    seed: seeds.seed,
    leaseMillis: config.leaseSeconds * 1_000,
    log: jsonLog,
    wakes: wakesOf(config, clock),
    observer,
    objects: createS3(createSdk(reach).find),
  });
  const api: Api = createApi(actionTable, {
    storage,
    runtime,
    activityQueue,
    callTask: integration,
    now: clock.now,
    timeOf: (caller) => nowIn(times, caller, clock),
    uuid: seeds.uuid,
    accountsAreClosed,
    refuseTestCase: createTestCaseCheck(mocks),
  });
  // What does not outlive the process has nothing in it but what this one has put there, and a Lambda function is woken by others.
  const watches = STORAGES[config.storage].outlivesProcess && !config.inLambda;
  const stopWatching = watches ? watchDue(runtime, storage, clock, jsonLog) : () => {};
  return {
    api: withStorageTrouble(config.inLambda ? (call) => answerInLambda(api, runtime, config, call, clock) : api, jsonLog),
    other: (event, remainingMillis) => {
      const until = clock.now() + remainingMillis - DEADLINE_MARGIN_MILLIS;
      const start = startByEvent(api, seeds.uuid, () => until - clock.now());
      return takeLambdaEvent(runtime, start, event, until);
    },
    async close() {
      stopWatching();
      runtime.close();
      if (observer) await flushUntil(observer, clock, Number.POSITIVE_INFINITY);
      await storage.close();
    },
  };
}

/** A Lambda function is frozen when it has answered: what a request sets going comes to rest, or is handed over, before that. */
async function answerInLambda(api: Api, runtime: Runtime, { wake }: Config, call: ApiCall, clock: Clock): Promise<object> {
  const deadline = clock.now() + call.remainingMillis() - DEADLINE_MARGIN_MILLIS;
  if (wake === 'poll') {
    const enough = Math.min(deadline, clock.now() + PUMP_MILLIS);
    await doneBy(clock, enough, runtime.pump(enough));
  }
  // Nobody should wait for an answer until calls have ended: where there is a queue, they are made in an invocation of their own.
  return await runtime.invocation({ until: deadline, leavesCalls: wake === 'sqs' }, async () => {
    const answer = await doneBy(clock, deadline, api(call));
    if (answer === 'late') throw outOfTime();
    return answer;
  });
}

/** How an account tells its time; at once where that is known. */
function nowIn(times: TimeModes, { partition, region, account }: Caller, clock: Clock): (() => number) | Promise<() => number> {
  const known = times.of(`arn:${partition}:states:${region}:${account}:`);
  const told = (time: AccountTime) => () => baseTime(time, clock);
  return known instanceof Promise ? known.then(told) : told(known);
}

const outOfTime = (): SfnError =>
  new SfnError('ServiceUnavailable', 'The time of the Lambda function that this fake runs in is over: try again.', {}, 503);

/** Nobody here can tell whether another account trusts a role of its own to a task: a task calls as the account of its execution. */
const ownCaller = ({ caller, executionArn }: SelfCall): SelfCall['caller'] => ({
  ...caller,
  // What TestState tests has the ARN of no execution that there could be.
  account: executionArn.split(':')[4] ?? '',
});

const whatGoes = (maxExecutions: number): string =>
  `Memory keeps ${maxExecutions} closed executions (FAKE_SFN_MAX_EXECUTIONS), or fewer with a lot of data: the oldest are forgotten from now on.`;

/** How each storage is made; what the others need is not loaded. Throws ConfigError where the settings do not do. */
const CREATE_STORAGE = {
  memory: async ({ maxExecutions, retentionDays }, { now }) =>
    createMemoryStorage({
      maxExecutions,
      retentionMillis: retentionDays * DAY_MILLIS,
      now,
      onFull: () => jsonLog({ level: 'WARN', message: whatGoes(maxExecutions) }),
    }),
  dynamodb: createDynamoDb,
} satisfies Record<Config['storage'], (config: Config, clock: Clock) => Promise<Storage>>;

async function createDynamoDb({ table, tableEndpoint, createsTable, retentionDays }: Config): Promise<Storage> {
  const connection = { table, ...(tableEndpoint === undefined ? {} : { client: { endpoint: tableEndpoint } }) };
  const { createDynamoDbStorage, prepareTable } = await import('#storage/dynamodb.ts');
  try {
    await prepareTable({ ...connection, create: createsTable });
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error)]);
  }
  return createDynamoDbStorage({ ...connection, retentionDays });
}

/** Who is told what becomes of executions. */
function observerOf({ logs, eventBus, eventSource: source }: Config, storage: Storage, clock: Clock): Observer | undefined {
  const parts = { clock, log: jsonLog };
  const observers: Observer[] = [];
  if (logs !== 'off') {
    const sink =
      logs === 'stdout'
        ? createLineLogs((line) => process.stdout.write(line))
        : createCloudWatchLogs({ ...parts, put: sdkPutLogEntries(), writer: randomUUID().slice(0, 8) });
    observers.push(createExecutionLog({ storage, sink, log: jsonLog }));
  }
  if (eventBus !== undefined) observers.push(createStatusEvents({ ...parts, put: sdkPutBusEntries(eventBus), source }));
  return observeTogether(observers, jsonLog);
}

function wakesOf({ wake, queueUrl }: Config, clock: Clock): CreateWakes {
  if (wake === 'poll') return createPollWakes(clock);
  if (wake === 'sqs' && queueUrl !== undefined) return createSqsWakes(sqsSender(queueUrl), clock, jsonLog);
  return createTimerWakes(clock);
}

async function readMocks({ mockConfigPath, region }: Config): Promise<MockConfig | undefined> {
  if (mockConfigPath === undefined) return undefined;
  try {
    return readMockConfig(await fetchMockFile(mockConfigPath, createSdk().find, region));
  } catch (error) {
    if (error instanceof MockConfigError) throw new ConfigError([error.message]);
    throw error;
  }
}
