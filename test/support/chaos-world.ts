import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  ExecutionAlreadyExists,
  GetActivityTaskCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { createDynamoDbStorage } from '#storage/dynamodb.ts';
import type { Storage } from '#storage/storage.ts';
import { CHAOS_ACTIVITY, CHAOS_INPUT, type ChaosMachine } from './chaos-machines.ts';
import { type CountedCalls, startCountedCalls } from './counted-calls.ts';
import { LOCAL_CLIENT } from './dynamodb-local.ts';
import type { Started } from './ended-executions.ts';
import { type Fault, startFaultyProxy } from './faulty-proxy.ts';
import { type ServerFleet, startServerFleet } from './server-fleet.ts';

/** Server processes on one table, what they call, and who answers them. */
export interface ChaosWorld {
  readonly fleet: ServerFleet;
  /** The table behind the proxies: what is stored in truth. */
  readonly storage: Storage;
  readonly calls: CountedCalls;
  /** What went wrong for those who answer tasks. */
  readonly failures: readonly string[];
  /** How often each task of the activity was given to a worker, by its token. */
  readonly taken: ReadonlyMap<string, number>;
  /** How many commits of each server came too late. */
  readonly conflicts: readonly number[];
  /** How many requests of the servers to DynamoDB went wrong on purpose. */
  readonly faults: () => number;
  /** Creates a state machine and returns its ARN. */
  readonly create: (machine: ChaosMachine) => Promise<string>;
  /** Starts the execution with that name, at any server or that one: again, if the answer is lost. Returns its ARN. */
  readonly start: (stateMachineArn: string, name: string, input: object, server?: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface ChaosParts {
  /** Where DynamoDB Local is. */
  readonly endpoint: string;
  readonly servers: number;
  readonly env?: Readonly<Record<string, string>>;
  /** What is decided by chance, in [0, 1). */
  readonly random: () => number;
  /** Which server is told the outcome of tasks; any, by default. */
  readonly told?: number;
  /** What goes wrong with a request to DynamoDB. */
  readonly fault?: (command: string) => Fault;
}

const ROLE_ARN = 'arn:aws:iam::123456789012:role/any';

/** The longest that a function takes, and whoever answers a token, in milliseconds. */
const CALL_MILLIS = 60;
const ANSWER_MILLIS = 300;

/** How many clients start executions at a time. */
const CLIENTS = 8;

/** How many workers there are, and how long one takes after a failure or a task, in milliseconds. */
const WORKERS = 4;

/** Starts everything; DynamoDB Local is there already. */
export async function startChaosWorld(parts: ChaosParts): Promise<ChaosWorld> {
  const { endpoint, random, fault = () => undefined } = parts;
  const table = `chaos-${randomUUID()}`;
  const conflicts = Array.from({ length: parts.servers }, () => 0);
  const taken = new Map<string, number>();
  const failures: string[] = [];
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  let faults = 0;

  const proxies = await Promise.all(
    conflicts.map((_, index) =>
      startFaultyProxy(
        endpoint,
        (command) => {
          const wrong = fault(command);
          if (wrong) faults++;
          return wrong;
        },
        (command, status, body) => {
          if (command === 'TransactWriteItems' && status === 400 && body.includes('ConditionalCheckFailed'))
            conflicts[index] = (conflicts[index] ?? 0) + 1;
        },
      ),
    ),
  );
  const calls = await startCountedCalls(
    () => random() * CALL_MILLIS,
    (token, id) => void answer(token, id, random() * ANSWER_MILLIS),
  );
  const environments = proxies.map((proxy) => ({
    FAKE_SFN_STORAGE: 'dynamodb',
    FAKE_SFN_TABLE: table,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: LOCAL_CLIENT.region,
    AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint,
    AWS_ENDPOINT_URL_LAMBDA: calls.endpoint,
    ...parts.env,
  }));
  const fleet = await startServerFleet(environments, random);
  const storage = createDynamoDbStorage({ table, client: { ...LOCAL_CLIENT, endpoint } });
  await fleet.ask((client) => client.send(new CreateActivityCommand({ name: CHAOS_ACTIVITY.split(':')[6] })));
  const workers = Array.from({ length: WORKERS }, () => work());

  async function answer(taskToken: string, output: string, afterMillis: number): Promise<void> {
    await setTimeout(afterMillis);
    try {
      const command = new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) });
      await fleet.ask((client) => client.send(command, { abortSignal: ending.signal }), parts.told);
    } catch (error) {
      // An answer before this one was taken, and the reply to it was lost.
      if (!(error instanceof TaskTimedOut) && !ending.signal.aborted) failures.push(`${output}: ${error}`);
    }
  }

  async function work(): Promise<void> {
    const poll = new GetActivityTaskCommand({ activityArn: CHAOS_ACTIVITY });
    while (!ending.signal.aborted) {
      const given = await fleet
        .ask((client) => client.send(poll, { abortSignal: ending.signal }))
        .catch((error: unknown) => {
          if (!ending.signal.aborted) failures.push(String(error));
        });
      const { taskToken, input = '' } = given ?? {};
      if (!taskToken) continue;
      taken.set(taskToken, (taken.get(taskToken) ?? 0) + 1);
      await answer(taskToken, input, 0);
    }
  }

  return {
    fleet,
    storage,
    calls,
    failures,
    taken,
    conflicts,
    faults: () => faults,
    async create({ name, definition }) {
      const command = new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn: ROLE_ARN });
      return (await fleet.ask((client) => client.send(command))).stateMachineArn ?? '';
    },
    async start(stateMachineArn, name, input, server) {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
      try {
        await fleet.ask((client) => client.send(command), server);
      } catch (error) {
        // It was started by a request whose answer was lost, and has ended since.
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
      return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    },
    async close() {
      ending.abort();
      await fleet.stop();
      await Promise.all(workers);
      await calls.close();
      await storage.close();
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  };
}

/** Which executions are started. */
interface Starting {
  readonly executions: number;
  readonly input?: () => object;
  /** The only server that is asked. */
  readonly server?: number;
}

/** Starts so many executions, of each machine as many as of the others, and resolves when all are. */
export async function startAll(
  world: ChaosWorld,
  machines: readonly ChaosMachine[],
  { executions, input = () => CHAOS_INPUT, server }: Starting,
): Promise<Started[]> {
  const created = await Promise.all(machines.map(async (machine) => ({ machine, machineArn: await world.create(machine) })));
  const wanted = Array.from({ length: executions }, (_, number) => number);
  const started: Started[] = [];
  const client = async () => {
    for (let number = wanted.shift(); number !== undefined; number = wanted.shift()) {
      const { machine, machineArn } = created[number % created.length] ?? {};
      if (!machine || machineArn === undefined) throw new Error('there are no machines');
      const name = `${machine.name}-${number}`;
      started.push({ machine, name, arn: await world.start(machineArn, name, input(), server) });
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return started;
}
