import { expect, test } from 'vitest';
import { createJumpMemory } from '#clock';
import { aWorld } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';
import { objectsInMemory } from '#test/support/objects-in-memory.ts';

const NOON = Date.parse('2026-01-02T12:00:00.000Z');
const HOUR_MILLIS = 3_600_000;

const PAUSED = {
  StartAt: 'Call',
  States: {
    Call: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', Next: 'Pause' },
    Pause: { Type: 'Wait', Seconds: 3, End: true },
  },
};

test.each([HOUR_MILLIS, 20])('a process whose clock is %i ms behind goes on in the time of the execution', async (behind) => {
  const first = aWorld({ clock: createManualClock(NOON) });
  const arn = await first.start(PAUSED, 'paused');
  const second = aWorld({ storage: first.storage, clock: createManualClock(NOON - behind) });
  const { frames } = await first.load(arn);
  const doing = frames[0]?.visit?.doing;
  const attempt = doing?.kind === 'task' ? doing.attempt : 0;
  await second.runtime.deliver(arn, { kind: 'task-succeeded', frame: 0, attempt, output: '1' });
  await second.pass(2);
  expect((await first.load(arn)).status).toBe('RUNNING');
  await second.pass(1);
  expect(await first.load(arn)).toMatchObject({ status: 'SUCCEEDED', stopTime: NOON + 3_000 });
  const times = (await first.history(arn)).map(({ timestamp }) => timestamp);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

const LEASE_MILLIS = 16 * 60_000;

const MAPPED = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        Parameters: { Bucket: 'b', Key: 'k' },
        ReaderConfig: { InputType: 'JSON' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};

test.each([
  ['a call', PAUSED],
  ['the items of a Map Run', MAPPED],
])('a process whose clock jumps ahead leaves %s to the other until its lease is really over', async (_, definition) => {
  let reads = 0;
  const read = () => {
    reads++;
    return new Promise<never>(() => {});
  };
  const objects = { ...objectsInMemory(), read };
  const first = aWorld({ clock: createManualClock(NOON), objects });
  await first.start(definition, 'shared');
  const clock = createManualClock(NOON);
  // Of the second process: what its clock shows besides are jumps.
  let steady = 0;
  const graceMillis = createJumpMemory(clock, () => steady, LEASE_MILLIS);
  const second = aWorld({ storage: first.storage, clock, objects, graceMillis });
  const begun = () => first.calls.length + second.calls.length + reads;
  const last = async (millis: number) => {
    steady += millis;
    clock.moveTo(clock.now() + millis);
    await second.runtime.pump();
    await second.settle();
  };
  await last(1_000);
  clock.moveTo(clock.now() + HOUR_MILLIS);
  await last(0);
  await last(LEASE_MILLIS - 1_001);
  expect(begun()).toBe(1);
  await last(1);
  expect(begun()).toBe(2);
});
