import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Clock } from '#clock';
import { createRuntime } from '#runtime/runtime.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { aSeed, saveRevision } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const definition = { StartAt: 'Hold', States: { Hold: { Type: 'Wait', Seconds: 10, End: true } } };

/** An execution that waits ten seconds, in a world where timers are early by a millisecond, which passes whenever somebody looks. */
async function anEarlyWake() {
  const manual = createManualClock();
  const clock: Clock = { now: manual.now, callAt: (time, callback) => manual.callAt(time - 1, callback) };
  const storage = createMemoryStorage();
  const seed = aSeed(manual, 'machine');
  await saveRevision(storage, seed, definition);
  let looks = 0;
  const runtime = createRuntime({
    storage,
    integration: () => new Promise(() => {}),
    clock,
    log: () => {},
    // Asked for right after the time of a step is taken.
    seed: () => {
      if (manual.now() > seed.startTime) manual.moveTo(manual.now() + 1);
      return `seed ${++looks}`;
    },
  });
  await runtime.start(seed, JSON.stringify(definition));
  const pass = async (millis: number) => {
    manual.moveTo(manual.now() + millis);
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  };
  const status = async () => (await storage.loadExecution(seed.arn))?.execution.status;
  return { pass, status, looks: () => looks };
}

test('what falls due while a wake that came early looks for it is looked at again soon', async () => {
  const { pass, status, looks } = await anEarlyWake();
  await pass(9_999);
  expect([await status(), looks()]).toEqual(['RUNNING', 2]);
  await pass(1_000);
  expect(await status()).toBe('SUCCEEDED');
});
