import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { actionTable } from '#api/action-table.ts';
import type { Api } from '#api/call.ts';
import { createApi } from '#api/dispatch.ts';
import { type AccountTimes, createAccountTimes } from '#control/account-times.ts';
import { createNotes } from '#control/notes.ts';
import { createTime, type Time } from '#control/time.ts';
import { createIntegrations } from '#integrations/index.ts';
import type { Integration, TaskCall } from '#integrations/integration.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonObject } from '#json/json.ts';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { createRuntime, type Runtime } from '#runtime/runtime.ts';
import { baseTime } from '#runtime/time-modes.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** Whose everything is. */
export const SANDBOX = { account: '123456789012', region: 'us-east-1' };

const CALLER = { ...SANDBOX, partition: 'aws' };

const machineArn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;

/** State machines that start each other, in a world whose clock stands still. */
export interface Nest {
  readonly clock: ManualClock;
  readonly storage: Storage;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly call: (action: string, input: object) => Promise<object>;
  /** Starts an execution, and gives it when everything stands still. */
  readonly run: (machine: string, input?: unknown, name?: string) => Promise<Execution>;
  /** The only execution of a machine. */
  readonly only: (machine: string) => Promise<Execution>;
  /** The children of all its Map Runs. */
  readonly children: (parent: Execution) => Promise<Execution[]>;
  /** Moves the clock, and lets everything happen that falls due on the way. */
  readonly pass: (seconds: number) => Promise<void>;
}

interface NestOptions {
  readonly mode?: 'real' | 'skip' | 'manual';
  /** Those of the machines that are EXPRESS. */
  readonly express?: readonly string[];
  /** One that may take its time. */
  readonly storage?: Storage;
}

/** Turns of the event loop that are enough for anything that needs no time. */
const TURNS = 40;

export async function aNest(machines: Readonly<Record<string, JsonObject>>, options: NestOptions = {}): Promise<Nest> {
  const { mode = 'skip', express = [], storage = createMemoryStorage() } = options;
  const clock = createManualClock();
  const times: AccountTimes = createAccountTimes(createNotes(storage, clock.now), clock, mode);
  const queue = createActivityQueue(storage, clock);
  const remainingMillis = () => Number.POSITIVE_INFINITY;
  const own = createIntegrations({
    callSelf: ({ action, input, caller, requestId, executionArn, attempt, nesting, skippedMillis, awaited }) =>
      api({
        action,
        input,
        caller,
        requestId,
        task: { startedBy: { executionArn, attempt }, nesting, skippedMillis, ...awaited },
        remainingMillis,
      }),
  });
  const runtime = createRuntime({
    storage,
    clock,
    modes: times,
    integration: withActivityQueue(withTokens(own), queue),
    log: (entry) => {
      throw new Error(JSON.stringify(entry));
    },
  });
  const api: Api = createApi(actionTable, {
    storage,
    runtime,
    activityQueue: queue,
    callTask: own,
    now: clock.now,
    timeOf: async () => {
      const time = await times.read(SANDBOX);
      return () => baseTime(time, clock);
    },
    uuid: randomUUID,
    accountsAreClosed: false,
    checkStart: async () => undefined,
  });
  const call = (action: string, input: object) =>
    api({ action, input, caller: CALLER, requestId: randomUUID(), remainingMillis });

  async function settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) {
      clock.moveTo(clock.now());
      await setImmediate();
      if (options.storage) await runtime.settled();
    }
  }

  const list = async (name: string) => (await storage.listExecutions(name, { limit: 100 })).items;

  async function only(machine: string): Promise<Execution> {
    const [execution] = await list(machineArn(machine));
    if (!execution) throw new Error(`there is no execution of ${machine}`);
    return execution;
  }

  for (const [name, definition] of Object.entries(machines)) {
    const type = express.includes(name) ? 'EXPRESS' : 'STANDARD';
    await call('CreateStateMachine', {
      name,
      type,
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::123456789012:role/r',
    });
  }
  return {
    clock,
    storage,
    runtime,
    time: createTime({ storage, runtime, times, clock }),
    call,
    async run(machine, input = {}, name = 'run') {
      await call('StartExecution', { stateMachineArn: machineArn(machine), name, input: JSON.stringify(input) });
      await settle();
      return await only(machine);
    },
    only,
    children: async ({ mapRuns = {} }) => (await Promise.all(Object.keys(mapRuns).map(list))).flat(),
    async pass(seconds) {
      const until = clock.now() + seconds * 1000;
      for (let next = clock.nextCall(); next !== undefined && next <= until; next = clock.nextCall()) {
        clock.moveTo(next);
        await settle();
      }
      clock.moveTo(until);
      await settle();
    },
  };
}

/** Tasks with tokens are taken by somebody who does nothing. */
function withTokens(integration: Integration): Integration {
  const { check, stop } = integration;
  const invoke = async (call: TaskCall) =>
    call.resource.startsWith('arn:aws:states:::sqs:') ? ({ kind: 'submitted', output: '{}' } as const) : await integration(call);
  return Object.assign(invoke, check && { check }, stop && { stop });
}
