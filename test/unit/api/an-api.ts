import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ApiParts } from '#api/action.ts';
import { actionTable } from '#api/action-table.ts';
import type { Caller } from '#api/call.ts';
import { createApi } from '#api/dispatch.ts';
import type { ImportMachine } from '#api/import/import.ts';
import type { Clock } from '#clock';
import type { Integration } from '#integrations/integration.ts';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { createRuntime } from '#runtime/runtime.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';

export const CALLER: Caller = { account: '123456789012', region: 'eu-west-1', partition: 'aws' };
export const ROLE = 'arn:aws:iam::123456789012:role/workflows';
export const START = Date.parse('2026-03-04T05:06:07.089Z');

/** The ARN of something of CALLER's: `arnOf('stateMachine:orders')`. */
export const arnOf = (resource: string): string => `arn:aws:states:${CALLER.region}:${CALLER.account}:${resource}`;

/** A definition of one Pass state that answers with `result`. */
export const passing = (result: unknown = { done: true }): string =>
  JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Pass', Result: result, End: true } } });

/** A definition that waits before it ends. */
export const waiting = (seconds: number): string =>
  JSON.stringify({ StartAt: 'Hold', States: { Hold: { Type: 'Wait', Seconds: seconds, End: true } } });

/** A definition that fails. */
export const failing = (error: string, cause: string): string =>
  JSON.stringify({ StartAt: 'Broken', States: { Broken: { Type: 'Fail', Error: error, Cause: cause } } });

/** An answer of the API, to look into. */
export type Answer = Readonly<Record<string, unknown>>;

/** The whole API over an empty memory storage, with a clock that stands still until it is moved. */
export interface TestApi {
  readonly call: (action: string, input?: object, caller?: Caller, remainingMillis?: number) => Promise<Answer>;
  /** Creates a state machine and returns its ARN. */
  readonly create: (name: string, definition?: string, more?: object) => Promise<string>;
  /** Starts an execution, lets it go as far as it gets, and returns its ARN. */
  readonly start: (stateMachineArn: string, more?: object) => Promise<string>;
  /** Resolves when nothing moves any more until the clock is moved. */
  readonly settle: () => Promise<void>;
  /** Moves the clock, and lets happen what is due. */
  readonly pass: (seconds: number) => Promise<void>;
  readonly parts: ApiParts;
}

export interface TestApiOptions {
  readonly integration?: Integration;
  readonly checkStart?: ApiParts['checkStart'];
  readonly uuid?: () => string;
  readonly accountsAreClosed?: boolean;
  /** What another API has stored; by default nothing. */
  readonly storage?: Storage;
  /** What brings in state machines that are not there; by default nothing does. */
  readonly importing?: (parts: ApiParts) => ImportMachine;
  readonly isLogGroupMissing?: ApiParts['isLogGroupMissing'];
  /** Epoch milliseconds that the clock begins with. */
  readonly startsAt?: number;
}

/** Turns of the event loop that are enough for anything that needs no time. */
const TURNS = 30;

export function anApi({
  integration = unanswered,
  checkStart,
  uuid = randomUUID,
  accountsAreClosed = false,
  storage = createMemoryStorage(),
  startsAt = START,
  importing,
  isLogGroupMissing,
}: TestApiOptions = {}): TestApi {
  const { clock, moveTo } = aClock(startsAt);
  const activityQueue = createActivityQueue(storage, clock);
  const queueing = withActivityQueue(integration, activityQueue);
  const runtime = createRuntime({ storage, integration: queueing, clock, log: (line) => expectNoError(line) });
  const parts: ApiParts = {
    storage,
    runtime,
    activityQueue,
    callTask: integration,
    now: clock.now,
    uuid,
    accountsAreClosed,
    checkStart: checkStart ?? (async ({ testCase }) => (testCase === undefined ? undefined : `there is no ${testCase}`)),
    isLogGroupMissing,
  };
  const api = createApi(actionTable, importing ? { ...parts, importMachine: importing(parts) } : parts);
  const call: TestApi['call'] = async (action, input = {}, caller = CALLER, remaining = Number.POSITIVE_INFINITY) => {
    const remainingMillis = () => remaining;
    return Object.fromEntries(Object.entries(await api({ action, input, caller, requestId: randomUUID(), remainingMillis })));
  };
  const settle = async () => {
    for (let turn = 0; turn < TURNS; turn++) await setImmediate();
  };
  return {
    call,
    parts,
    settle,
    async create(name, definition = passing(), more = {}) {
      return String((await call('CreateStateMachine', { name, definition, roleArn: ROLE, ...more }))['stateMachineArn']);
    },
    async start(stateMachineArn, more = {}) {
      const { executionArn } = await call('StartExecution', { stateMachineArn, ...more });
      await settle();
      return String(executionArn);
    },
    async pass(seconds) {
      moveTo(clock.now() + seconds * 1000);
      await settle();
    },
  };
}

const unanswered: Integration = () => new Promise(() => {});

function expectNoError(line: { readonly level: string }): void {
  if (line.level === 'error') throw new Error(JSON.stringify(line));
}

function aClock(startsAt: number): { clock: Clock; moveTo: (time: number) => void } {
  let now = startsAt;
  const calls = new Set<{ time: number; callback: () => void }>();
  const clock: Clock = {
    now: () => now,
    callAt(time, callback) {
      const call = { time, callback };
      calls.add(call);
      return () => calls.delete(call);
    },
  };
  const moveTo = (time: number) => {
    now = time;
    const due = [...calls].filter((call) => call.time <= now).sort((a, b) => a.time - b.time);
    for (const call of due) if (calls.delete(call)) call.callback();
  };
  return { clock, moveTo };
}
