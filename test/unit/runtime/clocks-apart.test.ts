import { expect, test } from 'vitest';
import { aWorld } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

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
