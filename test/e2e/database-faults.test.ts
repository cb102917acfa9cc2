import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createRandomness } from '#interpreter/draft/randomness.ts';
import { chaosMachines } from '#test/support/chaos-machines.ts';
import { type ChaosTable, startChaosTable } from '#test/support/chaos-table.ts';
import { type ChaosWorld, startAll, startChaosWorld } from '#test/support/chaos-world.ts';
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { problemsOfAll, untilAllEnded } from '#test/support/ended-executions.ts';

const missing = whyNoDynamoDbLocal();

/** How many executions there are, and how long each of their waits is. */
const EXECUTIONS = 32;
const WAIT_SECONDS = 2;

const LEASE_SECONDS = 3;
const JUMPING = new URL('../support/jumping-clock.mjs', import.meta.url).href;

describe.skipIf(missing)(`executions on a table${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let local: DynamoDbLocal | undefined;
  let table: ChaosTable | undefined;
  let world: ChaosWorld | undefined;
  let folder: string | undefined;

  afterEach(async () => {
    await world?.close();
    await table?.close();
    await local?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true });
    [world, table, local, folder] = [undefined, undefined, undefined, undefined];
  });

  /** Starts executions on two servers, lets something happen meanwhile, and waits until all have ended: as if nothing had. */
  async function expectNoHarm(
    database: DynamoDbLocal,
    happen: (world: ChaosWorld) => Promise<unknown>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { random } = createRandomness('faults');
    const lease = { FAKE_SFN_LEASE_SECONDS: String(LEASE_SECONDS) };
    table = await startChaosTable(database.endpoint, 2);
    const { environments, storage } = table;
    world = await startChaosWorld({ environments, random, env: { ...lease, ...env } });
    const { failures, taken } = world;
    const [started] = await Promise.all([
      startAll(world, chaosMachines(WAIT_SECONDS), { executions: EXECUTIONS }),
      setTimeout(1_500).then(() => world && happen(world)),
    ]);
    await untilAllEnded(storage, started);
    const problems = await problemsOfAll(storage, started, () => []);
    for (const [token, times] of taken) if (times > 1) problems.push(`${token} was given to ${times} workers`);
    expect([...failures, ...problems]).toEqual([]);
    expect(started).toHaveLength(EXECUTIONS);
  }

  test('end as ever although it does not answer for ten seconds', { timeout: 120_000 }, async () => {
    local = await startDynamoDbLocal();
    const database = local;
    await expectNoHarm(database, async () => {
      database.signal('SIGSTOP');
      await setTimeout(10_000);
      database.signal('SIGCONT');
    });
  });

  test('end as ever although it is ended amid requests, and comes back with its data', { timeout: 120_000 }, async () => {
    folder = await mkdtemp(join(tmpdir(), 'fake-sfn-'));
    const data = folder;
    const database = await startDynamoDbLocal({ data });
    local = database;
    await expectNoHarm(database, async () => {
      // By SIGTERM: killed, DynamoDB Local forgets the last transaction that it has acknowledged, 4 times out of 4.
      await database.stop();
      await setTimeout(2_000);
      local = await startDynamoDbLocal({ data, port: Number(new URL(database.endpoint).port) });
    });
  });

  test('end as ever although the machines are set an hour ahead, and back, and one starts again after that', {
    timeout: 120_000,
  }, async () => {
    local = await startDynamoDbLocal();
    const jump = async ({ fleet }: ChaosWorld) => {
      fleet.signal('SIGUSR2');
      await setTimeout(2_500);
      fleet.signal('SIGHUP');
      await setTimeout(2_500);
      await fleet.crash(0);
    };
    await expectNoHarm(local, jump, { NODE_OPTIONS: `--import ${JUMPING}` });
  });
});
