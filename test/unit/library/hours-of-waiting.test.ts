import { expect, it } from 'vitest';
import { createFakeSfn } from '#library/index.ts';
import { hoursOfWaiting } from '#test/support/hours-of-waiting.ts';
import '#library/vitest.ts';

it('runs fifty executions of five hours with the timestamps that AWS would show', async () => {
  const fake = createFakeSfn({ now: new Date('2026-01-01T00:00:00Z') });
  const runs = await hoursOfWaiting(fake, 50);
  expect(runs).toHaveLength(50);
  for (const [index, run] of runs.entries()) {
    expect(run).toHaveSucceeded(index);
    expect(run).toHaveTaken('Rest', '4h');
    // 20 minutes, then twice that.
    expect(run).toHaveTaken('Try', '1h');
    expect(run).toHaveTaken('Ask', 1_000);
    const [first, last] = [run.history()[0], run.history().at(-1)];
    expect(Math.round(((last?.timestamp.getTime() ?? 0) - (first?.timestamp.getTime() ?? 0)) / 10_000)).toBe(1_900);
  }
  await fake[Symbol.asyncDispose]();
});
