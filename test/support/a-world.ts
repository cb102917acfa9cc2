import { setImmediate } from 'node:timers/promises';
import type { Integration, TaskCall } from '#integrations/integration.ts';
import type { ObjectStore } from '#integrations/object-store.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { ExecutionSeed } from '#interpreter/continuation/new-execution.ts';
import type { JsonObject } from '#json/json.ts';
import type { Observer } from '#observers/observer.ts';
import { createRuntime, type Runtime, type RuntimeParts } from '#runtime/runtime.ts';
import { alwaysIn } from '#runtime/time-modes.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Revision } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** A runtime in a world that the test holds in its hands. */
export interface World {
  readonly storage: Storage;
  readonly clock: ManualClock;
  readonly runtime: Runtime;
  /** Every call of the integration, in order. */
  readonly calls: readonly TaskCall[];
  /** What was logged. */
  readonly logged: readonly unknown[];
  /** Starts an execution with that name, and waits until it stands still. */
  readonly start: (definition: JsonObject, name: string, input?: unknown) => Promise<string>;
  /** Lets everything run that needs no time. */
  readonly settle: () => Promise<void>;
  /** Moves the clock, and lets everything run that falls due on the way. */
  readonly pass: (seconds: number) => Promise<void>;
  readonly load: (arn: string) => Promise<Execution>;
  readonly history: (arn: string) => Promise<HistoryEvent[]>;
}

interface WorldParts {
  readonly integration?: Integration;
  readonly time?: 'real' | 'skip';
  readonly storage?: Storage;
  readonly clock?: ManualClock;
  readonly objects?: ObjectStore;
  readonly observer?: Observer;
  readonly marked?: RuntimeParts['marked'];
  readonly graceMillis?: () => number;
  readonly stepElsewhere?: RuntimeParts['stepElsewhere'];
}

const ROLE_ARN = 'arn:aws:iam::123456789012:role/role';

/** What an execution named `name` starts with; its state machine has the same name. */
export function aSeed(
  clock: ManualClock,
  name: string,
  input: unknown = {},
  type: Execution['type'] = 'STANDARD',
): ExecutionSeed {
  return {
    arn: `arn:aws:states:us-east-1:123456789012:execution:${name}:run`,
    name: 'run',
    type,
    stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`,
    revisionId: 'r1',
    roleArn: ROLE_ARN,
    input: JSON.stringify(input),
    startTime: clock.now(),
  };
}

/** Turns of the event loop that are enough for anything that needs neither time nor more than a few commits. */
const TURNS = 20;

const unanswered: Integration = () => new Promise(() => {});

/** A world with a memory storage, a clock that stands still, and an integration that does not answer unless the test says how. */
export function aWorld(parts: WorldParts = {}): World {
  const { integration = unanswered, time = 'real', storage = createMemoryStorage(), clock = createManualClock() } = parts;
  const calls: TaskCall[] = [];
  const logged: unknown[] = [];
  let seeds = 0;
  const noted = (call: TaskCall) => {
    calls.push(call);
    return integration(call);
  };
  const runtime = createRuntime({
    storage,
    clock,
    modes: alwaysIn(time),
    integration: Object.assign(noted, integration),
    log: (entry) => logged.push(entry),
    observer: parts.observer,
    marked: parts.marked,
    ...(parts.graceMillis ? { graceMillis: parts.graceMillis } : {}),
    seed: () => `seed ${seeds++}`,
    stepElsewhere: parts.stepElsewhere,
    ...(parts.objects ? { objects: parts.objects } : {}),
  });

  async function settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) {
      clock.moveTo(clock.now());
      await setImmediate();
    }
  }

  return {
    storage,
    clock,
    runtime,
    calls,
    logged,
    settle,
    async start(definition, name, input) {
      const seed = aSeed(clock, name, input);
      await saveRevision(storage, seed, definition);
      await runtime.start(seed, JSON.stringify(definition));
      await settle();
      return seed.arn;
    },
    async pass(seconds) {
      const until = clock.now() + seconds * 1000;
      for (let next = clock.nextCall(); next !== undefined && next <= until; next = clock.nextCall()) {
        clock.moveTo(next);
        await settle();
      }
      clock.moveTo(until);
      await settle();
    },
    async load(arn) {
      const stored = await storage.loadExecution(arn);
      if (!stored) throw new Error(`there is no execution ${arn}`);
      return stored.execution;
    },
    history: (arn) => storage.readHistory(arn, { limit: 100_000, reverse: false }),
  };
}

/** Stores the revision that another runtime will look for. */
export async function saveRevision(
  storage: Storage,
  { stateMachineArn, revisionId }: ExecutionSeed,
  definition: JsonObject,
  settings: Revision['settings'] = {},
): Promise<void> {
  const arn = `${stateMachineArn}#${revisionId}`;
  const text = JSON.stringify(definition);
  const revision = {
    kind: 'revision',
    arn,
    revisionId,
    stateMachineArn,
    definition: text,
    roleArn: ROLE_ARN,
    creationTime: 0,
    settings,
  } as const;
  await storage.saveResource(revision, 0);
}
