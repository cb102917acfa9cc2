import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createRandomness } from '#interpreter/draft/randomness.ts';
import type { Storage } from '#storage/storage.ts';
import { aFile } from '#test/support/a-file.ts';
import { chaosMachines, waitAndCall } from '#test/support/chaos-machines.ts';
import { type ChaosWorld, startAll, startChaosWorld } from '#test/support/chaos-world.ts';
import { problemsOfAll, untilAllEnded } from '#test/support/ended-executions.ts';
import { callsWithoutLease } from '#test/support/lease-proof.ts';
import { aSqliteStorage } from './a-storage.ts';

/** What is left to chance depends on this text, as far as the machine lets it: another one makes other crashes. */
const SEED = process.env['CHAOS_SEED'] ?? 'one';
const LEASE_MILLIS = 3_000;

/** What a user sees of servers that die at any moment, by SIGKILL. */
export function crashSuite(): void {
  let world: ChaosWorld | undefined;
  let storage: Storage | undefined;

  afterEach(async () => {
    await world?.close();
    await storage?.close();
    world = undefined;
    storage = undefined;
  });

  test.each([
    { servers: 1, executions: 60, crashes: 5 },
    { servers: 2, executions: 120, crashes: 8 },
  ])(
    'that crash again and again finish $executions executions with $servers at a time',
    {
      timeout: 180_000,
    },
    async ({ servers, executions, crashes }) => {
      const { random } = createRandomness(`${SEED} ${servers}`);
      const file = aFile();
      const environments = Array.from({ length: servers }, () => ({ FAKE_SFN_DATA: file }));
      const env = { FAKE_SFN_LEASE_SECONDS: String(LEASE_MILLIS / 1_000) };
      world = await startChaosWorld({ environments, env, random });
      storage = aSqliteStorage(file);
      const { fleet, calls, failures, taken } = world;
      const storm = async () => {
        for (let crashed = 0; crashed < crashes; crashed++) {
          await setTimeout(200 + random() * 1_000);
          await fleet.crash(Math.floor(random() * servers));
        }
      };
      const [started] = await Promise.all([startAll(world, chaosMachines(1), { executions }), storm()]);
      await untilAllEnded(storage, started);
      const problems = await problemsOfAll(storage, started, (history) =>
        callsWithoutLease(history, calls.arrivals, { leaseMillis: LEASE_MILLIS, skips: false }),
      );
      for (const [token, times] of taken) if (times > 1) problems.push(`${token} was given to ${times} workers`);
      expect([...failures, ...problems]).toEqual([]);
    },
  );

  test('go on after a restart with what was promised before', { timeout: 60_000 }, async () => {
    const { random } = createRandomness(SEED);
    const file = aFile();
    world = await startChaosWorld({ environments: [{ FAKE_SFN_STORAGE: 'sqlite', FAKE_SFN_DATA: file }], random });
    storage = aSqliteStorage(file);
    const { fleet, calls } = world;
    const machine = waitAndCall(2);
    const arn = await world.start(await world.create(machine), 'half', {});
    expect(calls.arrivals.size).toBe(0);
    await fleet.crash(0);
    await untilAllEnded(storage, [{ machine, name: 'half', arn }]);
    expect(await problemsOfAll(storage, [{ machine, name: 'half', arn }], () => [])).toEqual([]);
    expect([...calls.arrivals.values()].map(({ length }) => length)).toEqual([1, 1]);
  });
}
