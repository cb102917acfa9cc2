import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryEvent } from '#interpreter/history.ts';
import { createRandomness } from '#interpreter/randomness.ts';
import { type ChaosMachine, chaosMachines } from '#test/support/chaos-machines.ts';
import { type ChaosWorld, startChaosWorld } from '#test/support/chaos-world.ts';
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { brokenInvariants } from '#test/support/execution-invariants.ts';
import type { Fault } from '#test/support/faulty-proxy.ts';
import { callsWithoutLease } from '#test/support/lease-proof.ts';
import { problemsOf } from '#test/support/legal-history.ts';

/** What is decided by chance is decided by this text; another one: other chaos. */
const SEED = process.env['CHAOS_SEED'] ?? 'one';

const missing = whyNoDynamoDbLocal();

/** An execution that was started. */
interface Started {
  readonly machine: ChaosMachine;
  readonly name: string;
  readonly arn: string;
}

/** How many clients start executions at a time. */
const CLIENTS = 8;
const LOOK_MILLIS = 200;

describe.skipIf(missing)(`server processes on one table${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let local: DynamoDbLocal;
  let world: ChaosWorld | undefined;

  beforeAll(async () => {
    local = await startDynamoDbLocal();
  });
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });
  afterAll(() => local?.stop());

  test.each([
    { time: 'real', waitSeconds: 1, servers: 3, executions: 350, crashes: 14 },
    // Each server may skip an execution's time, and does: they are in each other's way at every step.
    { time: 'skip', waitSeconds: 86_400, servers: 2, executions: 150, crashes: 8 },
  ] as const)(
    'that crash again and again on a faulty network finish $executions executions in $time time',
    { timeout: 180_000 },
    async ({ time, waitSeconds, servers, executions, crashes }) => {
      const { random } = createRandomness(`${SEED} ${time}`);
      let stormy = true;
      const leaseMillis = 3_000;
      const env = { FAKE_SFN_TIME: time, FAKE_SFN_LEASE_SECONDS: String(leaseMillis / 1_000) };
      const fault = (command: string) => (stormy ? faultAt(command, random()) : undefined);
      world = await startChaosWorld({ endpoint: local.endpoint, servers, env, random, fault });
      const { fleet, calls, taken, faults } = world;

      let crashed = 0;
      const storm = async () => {
        for (; crashed < crashes; crashed++) {
          await setTimeout(200 + random() * 1_500);
          await fleet.crash(Math.floor(random() * servers));
        }
      };
      const [started] = await Promise.all([startAll(world, chaosMachines(waitSeconds), executions), storm()]);
      stormy = false;
      await untilAllEnded(world, started);

      const problems = await problemsOfAll(world, started, (history) =>
        callsWithoutLease(history, calls.arrivals, { leaseMillis, skips: time === 'skip' }),
      );
      for (const [token, times] of taken) if (times > 1) problems.push(`${token} was given to ${times} workers`);
      expect({ SEED, problems }).toEqual({ SEED, problems: [] });
      expect(faults()).toBeGreaterThan(executions / 10);
    },
  );
});

const cancelled = (reason: string): Fault => ({
  refusal: 'TransactionCanceledException',
  body: { CancellationReasons: [{ Code: 'None' }, { Code: reason }] },
});

const FAULTS: readonly Fault[] = [
  { refusal: 'ThrottlingException' },
  { refusal: 'ProvisionedThroughputExceededException' },
  { refusal: 'InternalServerError', status: 500 },
  'lost-answer',
];
const TRANSACTION_FAULTS: readonly Fault[] = [...FAULTS, cancelled('TransactionConflict'), cancelled('ThrottlingError')];

/** One request in so many goes wrong. */
const FAULT_EVERY = 40;

/** What goes wrong with a command by chance. */
function faultAt(command: string, chance: number): Fault {
  const faults = command === 'TransactWriteItems' ? TRANSACTION_FAULTS : FAULTS;
  return faults[Math.floor(chance * FAULT_EVERY * faults.length)];
}

/** Starts so many executions, of each machine as many as of the others. */
async function startAll(world: ChaosWorld, machines: readonly ChaosMachine[], executions: number): Promise<Started[]> {
  const arns = await Promise.all(machines.map((machine) => world.create(machine)));
  const started: Started[] = [];
  let next = 0;
  const client = async () => {
    for (let number = next++; number < executions; number = next++) {
      const [machine, machineArn] = [machines[number % machines.length], arns[number % machines.length]];
      if (!machine || machineArn === undefined) throw new Error('there are no machines');
      const name = `${machine.name}-${number}`;
      started.push({ machine, name, arn: await world.start(machineArn, name) });
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return started;
}

async function untilAllEnded({ storage }: ChaosWorld, started: readonly Started[]): Promise<void> {
  let left = started;
  while (left.length > 0) {
    const [first] = left;
    const stored = first && (await storage.loadExecution(first.arn));
    if (stored?.execution.status === 'RUNNING') await setTimeout(LOOK_MILLIS);
    else left = left.slice(1);
  }
}

/** What is wrong with executions that have ended, in sentences. */
async function problemsOfAll(
  { storage }: ChaosWorld,
  started: readonly Started[],
  more: (history: readonly HistoryEvent[]) => readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const { machine, name, arn } of started) {
    const { execution } = (await storage.loadExecution(arn)) ?? {};
    const history = await storage.readHistory(arn, { limit: 25_000, reverse: false });
    const wrong = [...problemsOf(history), ...(execution ? brokenInvariants(execution) : ['it is gone']), ...more(history)];
    if (execution?.status !== 'SUCCEEDED') wrong.push(`it is ${execution?.status}: ${JSON.stringify(history.at(-1))}`);
    else if (!isDeepStrictEqual(JSON.parse(execution.output ?? ''), machine.output(name)))
      wrong.push(`its output is ${execution.output}`);
    problems.push(...wrong.map((problem) => `${name}: ${problem}`));
  }
  return problems;
}
