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
import { CHAOS_ACTIVITY, CHAOS_INPUT, type ChaosMachine } from './chaos-machines.ts';
import { type CountedCalls, startCountedCalls } from './counted-calls.ts';
import type { Started } from './ended-executions.ts';
import { type ServerFleet, startServerFleet } from './server-fleet.ts';

/** Server processes on one storage, what they call, and who answers them. */
export interface ChaosWorld {
  readonly fleet: ServerFleet;
  readonly calls: CountedCalls;
  /** What went wrong for those who answer tasks. */
  readonly failures: readonly string[];
  /** How often each task of the activity was given to a worker, by its token. */
  readonly taken: ReadonlyMap<string, number>;
  /** Creates a state machine and returns its ARN. */
  readonly create: (machine: ChaosMachine) => Promise<string>;
  /** Starts the execution with that name, at any server or that one: again, if the answer is lost. Returns its ARN. */
  readonly start: (stateMachineArn: string, name: string, input: object, server?: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Which executions are started. */
interface Starting {
  readonly executions: number;
  readonly input?: () => object;
  /** The only server that is asked. */
  readonly server?: number;
}

interface ChaosParts {
  /** Of each server: where everything is kept. */
  readonly environments: readonly Readonly<Record<string, string>>[];
  /** Of all of them. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is decided by chance, in [0, 1). */
  readonly random: () => number;
  /** Which server is told the outcome of tasks; any, by default. */
  readonly told?: number;
}

const ROLE_ARN = 'arn:aws:iam::123456789012:role/any';

/** The longest that a function takes, and whoever answers a token, in milliseconds. */
const CALL_MILLIS = 60;
const ANSWER_MILLIS = 300;

/** How many workers there are, and how long one takes after a failure or a task, in milliseconds. */
const WORKERS = 4;

/** How many clients start executions at a time. */
const CLIENTS = 8;

/** Starts everything. */
export async function startChaosWorld({ environments, env, random, told }: ChaosParts): Promise<ChaosWorld> {
  const taken = new Map<string, number>();
  const failures: string[] = [];
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const calls = await startCountedCalls(
    () => random() * CALL_MILLIS,
    (token, id) => void answer(token, id, random() * ANSWER_MILLIS),
  );
  const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' };
  const common = { ...credentials, AWS_ENDPOINT_URL_LAMBDA: calls.endpoint, ...env };
  const fleet = await startServerFleet(
    environments.map((own) => ({ ...common, ...own })),
    random,
  );
  await fleet.ask((client) => client.send(new CreateActivityCommand({ name: CHAOS_ACTIVITY.split(':')[6] })));
  const workers = Array.from({ length: WORKERS }, () => work());

  async function answer(taskToken: string, output: string, afterMillis: number): Promise<void> {
    await setTimeout(afterMillis);
    try {
      const command = new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) });
      await fleet.ask((client) => client.send(command, { abortSignal: ending.signal }), told);
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

  async function create({ name, definition }: ChaosMachine): Promise<string> {
    const command = new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn: ROLE_ARN });
    return (await fleet.ask((client) => client.send(command))).stateMachineArn ?? '';
  }

  async function start(stateMachineArn: string, name: string, input: object, server?: number): Promise<string> {
    const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
    try {
      await fleet.ask((client) => client.send(command), server);
    } catch (error) {
      // It was started by a request whose answer was lost, and has ended since.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
    return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  }

  return {
    fleet,
    calls,
    failures,
    taken,
    create,
    start,
    async close() {
      ending.abort();
      await fleet.stop();
      await Promise.all(workers);
      await calls.close();
    },
  };
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
