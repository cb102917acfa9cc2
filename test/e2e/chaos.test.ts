import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRandomness } from '#interpreter/draft/randomness.ts';
import { CHAOS_INPUT, chaosMachines, SHARED_CALLS, sharedMachine, waitAndCall } from '#test/support/chaos-machines.ts';
import { type ChaosTable, startChaosTable } from '#test/support/chaos-table.ts';
import { type ChaosWorld, startAll, startChaosWorld } from '#test/support/chaos-world.ts';
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { problemsOfAll, untilAllEnded } from '#test/support/ended-executions.ts';
import type { Fault } from '#test/support/faulty-proxy.ts';
import { callsWithoutLease } from '#test/support/lease-proof.ts';

/** What is left to chance depends on this text, as far as the machine lets it: another one makes other chaos. */
const SEED = process.env['CHAOS_SEED'] ?? 'one';

const missing = whyNoDynamoDbLocal();

/** How long two servers have to get hold of an execution before both drive it, in milliseconds. */
const SHARED_MILLIS = 6_000;

describe.skipIf(missing)(`server processes on one table${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let local: DynamoDbLocal;
  let table: ChaosTable | undefined;
  let world: ChaosWorld | undefined;

  beforeAll(async () => {
    local = await startDynamoDbLocal();
  });
  afterEach(async () => {
    await world?.close();
    await table?.close();
    world = undefined;
    table = undefined;
  });
  afterAll(() => local?.stop());

  test.each([
    { seed: SEED, time: 'real', waitSeconds: 1, servers: 3, executions: 350, crashes: 12 },
    // Each server may skip an execution's time, and does: they are in each other's way at every step.
    { seed: SEED, time: 'skip', waitSeconds: 86_400, servers: 2, executions: 150, crashes: 6 },
  ] as const)(
    'that crash again and again on a faulty network finish $executions executions in $time time (CHAOS_SEED=$seed)',
    { timeout: 300_000 },
    async ({ seed, time, waitSeconds, servers, executions, crashes }) => {
      const { random } = createRandomness(`${seed} ${time}`);
      let stormy = true;
      const leaseMillis = 3_000;
      const env = { FAKE_SFN_TIME: time, FAKE_SFN_LEASE_SECONDS: String(leaseMillis / 1_000) };
      const fault = (command: string) => (stormy ? faultAt(command, random()) : undefined);
      table = await startChaosTable(local.endpoint, servers, fault);
      const { environments, storage, faults } = table;
      world = await startChaosWorld({ environments, env, random });
      const { fleet, calls, failures, taken } = world;

      let crashed = 0;
      const storm = async () => {
        for (; crashed < crashes; crashed++) {
          await setTimeout(200 + random() * 1_500);
          await fleet.crash(Math.floor(random() * servers));
        }
      };
      const [started] = await Promise.all([startAll(world, chaosMachines(waitSeconds), { executions }), storm()]);
      stormy = false;
      await untilAllEnded(storage, started);

      const problems = await problemsOfAll(storage, started, (history) =>
        callsWithoutLease(history, calls.arrivals, { leaseMillis, skips: time === 'skip' }),
      );
      for (const [token, times] of taken) if (times > 1) problems.push(`${token} was given to ${times} workers`);
      expect([...failures, ...problems]).toEqual([]);
      expect(faults()).toBeGreaterThan(executions / 10);
    },
  );

  test('that drive the same 200 executions at once do nothing twice and lose nothing', { timeout: 120_000 }, async () => {
    const { random } = createRandomness(SEED);
    // The first server starts the executions, the second one is told the outcome of a task: both know when each goes on.
    table = await startChaosTable(local.endpoint, 2);
    const { environments, storage, conflicts } = table;
    world = await startChaosWorld({ environments, random, told: 1 });
    const { calls, failures } = world;
    const machine = sharedMachine();
    const input = () => ({ ...CHAOS_INPUT, goOnAt: new Date(Date.now() + SHARED_MILLIS).toISOString() });
    const started = await startAll(world, [machine], { executions: 200, input, server: 0 });
    await untilAllEnded(storage, started);

    const histories = new Set<string>();
    const problems = await problemsOfAll(storage, started, (history) => {
      // Whoever has the token may be faster than the answer of the function that passed it on.
      const types = history.map(({ type }) => type).filter((type) => type !== 'TaskSubmitted');
      histories.add(types.sort().join());
      return [];
    });
    for (const [attempt, arrivals] of calls.arrivals)
      if (arrivals.length > 1) problems.push(`${attempt} is called ${arrivals.length} times`);
    expect([...failures, ...problems]).toEqual([]);
    // Nothing but the order of what happens side by side differs between them.
    expect(histories.size).toBe(1);
    expect(calls.arrivals.size).toBe(started.length * SHARED_CALLS);
    expect(Math.min(...conflicts)).toBeGreaterThan(10);
  });

  test('take up from one another: what a server has promised before it is killed, another one does', {
    timeout: 60_000,
  }, async () => {
    const { random } = createRandomness(SEED);
    table = await startChaosTable(local.endpoint, 1);
    const { environments, storage } = table;
    world = await startChaosWorld({ environments, random });
    const { fleet, calls } = world;
    const machine = waitAndCall(2);
    const arn = await world.start(await world.create(machine), 'half', {});
    expect(calls.arrivals.size).toBe(0);
    await fleet.crash(0);
    await untilAllEnded(storage, [{ machine, name: 'half', arn }]);
    expect(await problemsOfAll(storage, [{ machine, name: 'half', arn }], () => [])).toEqual([]);
    expect([...calls.arrivals.values()].map(({ length }) => length)).toEqual([1, 1]);
  });
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
