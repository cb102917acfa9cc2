import { expect, test } from 'vitest';
import { createMemoryStorage } from '#storage/memory.ts';
import { type Storage, StorageTrouble } from '#storage/storage.ts';
import { aSeed, aWorld, saveRevision, type World } from '#test/support/a-world.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { createManualClock, type ManualClock } from '#test/support/manual-clock.ts';

const WAITING = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 10, End: true } } };

/** More than are taken up at a time. */
const STUCK = 120;

/** A process that ends after it has started executions; what many of them run is gone after that. */
async function aStorageWithStuckOnes(clock: ManualClock): Promise<{ storage: Storage; stuck: string[]; healthy: string }> {
  const storage = createMemoryStorage();
  const first = aWorld({ storage, clock });
  const stuck: string[] = [];
  for (let number = 0; number < STUCK; number++) {
    const seed = aSeed(clock, `stuck-${number}`);
    await first.runtime.start(seed, JSON.stringify(WAITING));
    stuck.push(seed.arn);
  }
  clock.moveTo(clock.now() + 1);
  const healthy = await first.start(WAITING, 'healthy');
  first.runtime.close();
  clock.moveTo(clock.now() + 60_000);
  return { storage, stuck, healthy };
}

const dueTimesOf = async ({ storage, clock }: World) =>
  new Set((await storage.dueExecutions(clock.now() + 100 * 3_600_000, 1_000)).map(({ dueAt }) => dueAt - clock.now()));

test('what can be moved on is never behind what cannot', async () => {
  const clock = createManualClock();
  const { storage, healthy } = await aStorageWithStuckOnes(clock);
  const world = aWorld({ storage, clock });
  expect(await world.runtime.pump()).toBe(STUCK + 1);
  await world.settle();
  expect((await world.load(healthy)).status).toBe('SUCCEEDED');
  expect(await storage.dueExecutions(clock.now(), 10)).toEqual([]);
});

test('what cannot be moved on is tried again later and later, and fails in the end, with a cause', async () => {
  const clock = createManualClock();
  const { storage, stuck } = await aStorageWithStuckOnes(clock);
  for (const minutes of [1, 2, 4, 8, 16, 32]) {
    // Each time another process: what is known stands in the storage.
    const world = aWorld({ storage, clock });
    await world.runtime.pump();
    world.runtime.close();
    expect(await dueTimesOf(world)).toEqual(new Set([minutes * 60_000]));
    expect((await world.load(stuck[0] ?? '')).status).toBe('RUNNING');
    clock.moveTo(clock.now() + minutes * 60_000);
  }
  const world = aWorld({ storage, clock });
  await world.runtime.pump();
  expect(await world.load(stuck[0] ?? '')).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: expect.stringContaining('could not move this execution on'),
  });
  expect(problemsOf(await world.history(stuck[0] ?? ''))).toEqual([]);
  expect(await dueTimesOf(world)).toEqual(new Set());
});

test('what can be moved on again is, and is as it was', async () => {
  const clock = createManualClock();
  const { storage, stuck } = await aStorageWithStuckOnes(clock);
  const [arn = ''] = stuck;
  const world = aWorld({ storage, clock });
  await world.runtime.pump();
  await saveRevision(storage, aSeed(clock, 'stuck-0'), WAITING);
  clock.moveTo(clock.now() + 60_000);
  await world.runtime.pump();
  await world.settle();
  expect((await world.load(arn)).status).toBe('SUCCEEDED');
});

test('nothing is postponed because the storage is away', async () => {
  const clock = createManualClock();
  const { storage } = await aStorageWithStuckOnes(clock);
  const away = () => Promise.reject(new StorageTrouble('The table is away.', false, { cause: undefined }));
  const world = aWorld({ storage: { ...storage, loadExecution: away }, clock });
  await world.runtime.pump();
  expect(await storage.dueExecutions(clock.now(), 1_000)).toHaveLength(STUCK + 1);
});
