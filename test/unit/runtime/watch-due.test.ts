import { expect, test } from 'vitest';
import { watchDue } from '#runtime/watch-due.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { aWorld, type World } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const WAITING = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 10, End: true } } };

/** Two processes on one storage; the second one watches what is due. */
function twoProcesses(): { first: World; second: World; stop: () => void; watch: () => void } {
  const [storage, clock] = [createMemoryStorage(), createManualClock()];
  const [first, second] = [aWorld({ storage, clock }), aWorld({ storage, clock })];
  let stop = () => {};
  const watch = () => {
    stop = watchDue(second.runtime, storage, clock, () => {});
  };
  return { first, second, watch, stop: () => stop() };
}

test('a process takes up what was due before it came', async () => {
  const { first, second, watch, stop } = twoProcesses();
  const arn = await first.start(WAITING, 'wait');
  first.runtime.close();
  await second.pass(60);
  expect((await second.load(arn)).status).toBe('RUNNING');
  watch();
  await second.settle();
  expect((await second.load(arn)).status).toBe('SUCCEEDED');
  stop();
});

test('a process takes up what another one leaves undone, and gives it a second to do it', async () => {
  const { first, second, watch, stop } = twoProcesses();
  const arn = await first.start(WAITING, 'wait');
  watch();
  await second.settle();
  first.runtime.close();
  await second.pass(10);
  expect((await second.load(arn)).status).toBe('RUNNING');
  await second.pass(1);
  expect((await second.load(arn)).status).toBe('SUCCEEDED');
  stop();
});

test('a process hears within a quarter of a minute of what falls due sooner than it has heard of', async () => {
  const { first, second, watch, stop } = twoProcesses();
  watch();
  await second.settle();
  const arn = await first.start(WAITING, 'wait');
  first.runtime.close();
  await second.pass(15);
  expect((await second.load(arn)).status).toBe('SUCCEEDED');
  stop();
});
