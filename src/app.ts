import { randomUUID } from 'node:crypto';
import { withAccountHint } from '#api/account-hint.ts';
import { actionTable } from '#api/action-table.ts';
import type { Api, Caller } from '#api/call.ts';
import { createApi } from '#api/dispatch.ts';
import { SfnError } from '#api/errors.ts';
import { importMachines } from '#api/import/import-machines.ts';
import { createSelfCalls } from '#api/self-calls.ts';
import { startByEvent } from '#api/start-by-event.ts';
import { withStorageTrouble } from '#api/storage-trouble.ts';
import { placeOf } from '#arn';
import { openAside } from '#aside/open-aside.ts';
import { type Clock, createJumpMemory, doneBy, steadyTime, systemClock } from '#clock';
import { type Config, ConfigError, STORAGES } from '#config';
import { createCheckStart } from '#control/check-start.ts';
import { type Control, createControl, type Within } from '#control/control.ts';
import { writeCoverage } from '#control/coverage/coverage-file.ts';
import { type MockFile, openMockFile } from '#control/mock-file.ts';
import { createTools } from '#control/tools.ts';
import { createWorkbench, type Workbench } from '#control/workbench.ts';
import type { CallSelf, SelfCall } from '#integrations/call-self.ts';
import type { HowToMock } from '#integrations/how-to-mock.ts';
import { createIntegrations } from '#integrations/index.ts';
import type { Integration } from '#integrations/integration.ts';
import { MockConfigError } from '#integrations/mock-config.ts';
import { fetchMockFile } from '#integrations/mock-place.ts';
import { createReach } from '#integrations/reach.ts';
import { createS3 } from '#integrations/s3.ts';
import { createSdk } from '#integrations/sdk/sdk-client.ts';
import { jsonLog } from '#log';
import { createCloudWatchLogs } from '#observers/cloudwatch-logs.ts';
import { createExecutionLog } from '#observers/execution-log.ts';
import { createLineLogs } from '#observers/line-logs.ts';
import { sdkIsLogGroupMissing } from '#observers/log-groups.ts';
import { flushUntil, type Observer, observeTogether } from '#observers/observer.ts';
import { sdkPutBusEntries } from '#observers/put-bus-entries.ts';
import { sdkPutLogEntries } from '#observers/put-log-entries.ts';
import { createStatusEvents } from '#observers/status-events.ts';
import { realStepFunctions } from '#real/step-functions.ts';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { takeLambdaEvent } from '#runtime/lambda-events.ts';
import { createRuntime, type Runtime } from '#runtime/runtime.ts';
import { type AccountTime, baseTime, type TimeModes } from '#runtime/time-modes.ts';
import { createPollWakes } from '#runtime/wakes/poll.ts';
import { createSqsWakes, sqsSender } from '#runtime/wakes/sqs.ts';
import { createTimerWakes } from '#runtime/wakes/timers.ts';
import type { CreateWakes } from '#runtime/wakes/wakes.ts';
import { watchDue } from '#runtime/watch-due.ts';
import { openLater } from '#storage/open-later.ts';
import type { Storage } from '#storage/storage.ts';
import { createMemory, openStorage } from './open-storage.ts';
import { version } from './version.ts';

/** How long before its deadline a Lambda invocation hands over what is still moving, in milliseconds. */
const DEADLINE_MARGIN_MILLIS = 500;

/** How long a request may spend on what was due before it, in milliseconds. */
const PUMP_MILLIS = 1_000;

/** The rooms, wired. */
export interface App {
  readonly api: Api;
  /** Takes what reaches a Lambda function besides HTTP; `remainingMillis` is its time. Answers `undefined` to what is not for us. */
  readonly other: (event: unknown, remainingMillis: number) => Promise<object | undefined>;
  /** What AWS does not have. */
  readonly workbench: Workbench;
  /** The same over HTTP. */
  readonly control: Control;
  /** What is wrong in the mock file, and nobody has come to yet. */
  readonly mockWarnings: readonly string[];
  readonly close: () => Promise<void>;
}

/** What an app can be given that no setting describes. */
export interface AppParts {
  /** The machine's own by default. */
  readonly clock?: Clock;
  /** Gives an unguessable text with the shape of a UUID, another one each time: ids, tokens and chance are made of it. */
  readonly seed?: () => string;
  /** Is told what becomes of executions. */
  readonly observer?: Observer;
  /** Whether others wait while it works: what takes long is done in a thread of its own then, where there is a bundle of that. */
  readonly isShared?: boolean;
  /** What failures of tasks that nobody answers advise. */
  readonly howToMock?: HowToMock;
}

/** Makes the app that these settings describe; throws ConfigError for those that it cannot serve. */
export async function createApp(config: Config, parts: AppParts = {}): Promise<App> {
  const clock = parts.clock ?? systemClock;
  const mockFile = await fetchMocks(config, clock);
  return wire(config, { storage: await openStorage(config, clock), mockFile }, parts);
}

/** The same at once, with a mock file of this machine; throws ConfigError. Where the storage cannot be opened, all that is asked for does. */
export function createAppAtOnce(config: Config, parts: AppParts = {}): App {
  const { clock = systemClock } = parts;
  const storage = config.storage === 'memory' ? createMemory(config, clock) : openLater(openStorage(config, clock));
  return wire(config, { storage, mockFile: openMocks(config.mockConfigPath, clock) }, parts);
}

/** What has been opened or read before the rooms are wired. */
interface Opened {
  readonly storage: Storage;
  readonly mockFile: MockFile | undefined;
}

function wire(
  config: Config,
  { storage, mockFile }: Opened,
  { clock = systemClock, seed = randomUUID, observer: told, howToMock, isShared = false }: AppParts,
): App {
  const aside = isShared ? openAside(jsonLog) : undefined;
  const activityQueue = createActivityQueue(storage, clock);
  // Nested executions are started through the API, which is made of what calls it.
  const accountsAreClosed = config.auth.mode === 'sigv4';
  const callInTurn = createSelfCalls((call) => api(call), clock);
  const callSelf: CallSelf = ({ action, input, requestId, executionArn, attempt, nesting, skippedMillis, awaited, caller }) =>
    callInTurn({
      action,
      input,
      requestId,
      caller: accountsAreClosed ? ownCaller({ caller, executionArn }) : caller,
      task: { startedBy: { executionArn, attempt }, nesting, skippedMillis, ...awaited },
      remainingMillis: () => Number.POSITIVE_INFINITY,
    });
  const { inLambda, allowedHosts, taskEndpoints, tasks, wake, coverageFolder } = config;
  const reach = createReach({ inLambda, allowedHosts, endpoints: taskEndpoints, tasks });
  const { time } = config;
  const tools = createTools({ storage, clock, mockFile: () => mockFile?.current(), time, coverage: config.coverage });
  const { mocks, rules, changes, coverage } = tools;
  const services = createIntegrations({ mocks: (executionArn) => mocks.of(placeOf(executionArn)), callSelf, reach, howToMock });
  const queued = (integration: Integration) => withActivityQueue(integration, activityQueue, { accountsAreClosed });
  const observers = [...(told === undefined ? [] : [told]), changes.observer, ...observersOf(config, storage, clock)];
  const observer = observeTogether(observers, jsonLog);
  const leaseMillis = config.leaseSeconds * 1_000;
  // What does not outlive the process has nothing in it but what this one has put there, and a Lambda function is woken by others.
  const watches = STORAGES[config.storage].outlivesProcess && !config.inLambda;
  const runtime = createRuntime({
    storage,
    integration: tools.answering(Object.assign(queued(services), { real: queued(services.real) })),
    clock,
    modes: tools.times,
    leaseMillis,
    // A clock that somebody moves does not jump, and a function that was frozen finds it ahead as well.
    ...(watches && clock === systemClock ? { graceMillis: createJumpMemory(clock, steadyTime, leaseMillis) } : {}),
    log: jsonLog,
    wakes: wakesOf(config, clock),
    reachMillis: wake === 'sqs' ? reachOf(config.sweepSeconds) : undefined,
    observer,
    marked: coverage?.marked,
    objects: tools.answeringObjects(createS3(createSdk(reach).find, howToMock)),
    seed,
    stepElsewhere: aside?.step,
  });
  const actions = createApi(actionTable, {
    storage,
    runtime,
    activityQueue,
    callTask: services,
    now: clock.now,
    timeOf: (caller) => nowIn(tools.times, caller, clock),
    uuid: seed,
    accountsAreClosed,
    checkStart: createCheckStart(mocks, rules),
    isLogGroupMissing: asksForLogGroups(config) ? sdkIsLogGroupMissing(jsonLog) : undefined,
    importMachine:
      config.import === 'aws'
        ? importMachines({
            storage,
            runtime,
            now: clock.now,
            uuid: seed,
            real: realStepFunctions(config.importEndpoint),
            log: jsonLog,
            aside,
          })
        : undefined,
    aside,
  });
  const api = withAccountHint(actions, storage);
  const within: Within = (remainingMillis, work) =>
    inLambda ? workInLambda({ runtime, clock, wake }, remainingMillis, work) : work();
  const facts = { version, storage: config.storage, time, tasks, wake, coverage: config.coverage };
  const workbench = createWorkbench({ tools, storage, runtime, api, clock, log: jsonLog, facts, accountsAreClosed, aside });
  const stopWatching = watches ? watchDue(runtime, storage, clock, jsonLog) : () => {};
  return {
    api: withStorageTrouble(inLambda ? (call) => within(call.remainingMillis, () => api(call)) : api, jsonLog),
    other: (event, remainingMillis) => {
      const until = clock.now() + remainingMillis - DEADLINE_MARGIN_MILLIS;
      const start = startByEvent(api, seed, () => until - clock.now());
      return takeLambdaEvent(runtime, start, event, until);
    },
    workbench,
    control: createControl({ workbench, hosts: config.hostNames, within }),
    mockWarnings: mockFile?.current().warnings ?? [],
    async close() {
      stopWatching();
      runtime.close();
      await aside?.close();
      if (observer) await flushUntil(observer, clock, Number.POSITIVE_INFINITY);
      try {
        if (coverage && coverageFolder !== undefined) await writeCoverage(coverageFolder, await coverage.data());
      } finally {
        await storage.close();
      }
    },
  };
}

/** A Lambda function is frozen when it has answered: what a request sets going comes to rest, or is handed over, before that. */
async function workInLambda<Answer>(
  { runtime, clock, wake }: { readonly runtime: Runtime; readonly clock: Clock; readonly wake: Config['wake'] },
  remainingMillis: () => number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const deadline = clock.now() + remainingMillis() - DEADLINE_MARGIN_MILLIS;
  if (wake === 'poll') {
    const enough = Math.min(deadline, clock.now() + PUMP_MILLIS);
    await doneBy(clock, enough, runtime.pump(enough));
  }
  // Nobody should wait for an answer until calls have ended: where there is a queue, they are made in an invocation of their own.
  return await runtime.invocation({ until: deadline, leavesCalls: wake === 'sqs' }, async () => {
    const answer = await doneBy(clock, deadline, work());
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
const ownCaller = ({ caller, executionArn }: Pick<SelfCall, 'caller' | 'executionArn'>): SelfCall['caller'] => ({
  ...caller,
  // What TestState tests has the ARN of no execution that there could be.
  account: executionArn.split(':')[4] ?? '',
});

/** Elsewhere nobody is there to be asked, or an account of AWS that has nothing to do with this fake. */
const asksForLogGroups = ({ logs, inLambda, taskEndpoints }: Config): boolean =>
  logs === 'cloudwatch' &&
  (inLambda || 'AWS_ENDPOINT_URL' in taskEndpoints || 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS' in taskEndpoints);

/** Who is told what becomes of executions, by the settings. */
function observersOf({ logs, eventBus, eventSource: source }: Config, storage: Storage, clock: Clock): Observer[] {
  const parts = { clock, log: jsonLog };
  const observers: Observer[] = [];
  if (logs !== 'off') {
    const sink =
      logs === 'stdout'
        ? createLineLogs((line) => process.stdout.write(line))
        : createCloudWatchLogs({ ...parts, put: sdkPutLogEntries(), writer: randomUUID().slice(0, 8) });
    observers.push(createExecutionLog({ storage, sink, log: jsonLog, tellsEnds: logs === 'stdout' }));
  }
  if (eventBus !== undefined) observers.push(createStatusEvents({ ...parts, put: sdkPutBusEntries(eventBus), source }));
  return observers;
}

/** How far a sweep looks ahead, in milliseconds: beyond the next one, which may be late. */
const reachOf = (sweepSeconds: number | undefined): number | undefined =>
  sweepSeconds === undefined ? undefined : sweepSeconds * 1_500;

function wakesOf({ wake, queueUrl, sweepSeconds }: Config, clock: Clock): CreateWakes {
  if (wake === 'poll') return createPollWakes(clock);
  if (wake === 'sqs' && queueUrl !== undefined)
    return createSqsWakes({ send: sqsSender(queueUrl), clock, log: jsonLog, reachMillis: reachOf(sweepSeconds) });
  return createTimerWakes(clock);
}

async function fetchMocks({ mockConfigPath, region }: Config, clock: Clock): Promise<MockFile | undefined> {
  if (mockConfigPath === undefined) return undefined;
  return openMocks(await fetchMockFile(mockConfigPath, createSdk().find, region).catch(refuseMocks), clock);
}

function openMocks(pathOrText: string | undefined, { now }: Clock): MockFile | undefined {
  if (pathOrText === undefined) return undefined;
  try {
    return openMockFile(pathOrText, now, jsonLog);
  } catch (error) {
    return refuseMocks(error);
  }
}

function refuseMocks(error: unknown): never {
  throw error instanceof MockConfigError ? new ConfigError([error.message]) : error;
}
