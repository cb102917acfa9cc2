import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { flushUntil, type Observer, observeTogether } from '#observers/observer.ts';
import { aWorld } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const WAIT: JsonObject = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, End: true } } };

const noting = (seen: string[]): Observer => ({
  committed: (_execution, history) => seen.push(...history.map(({ type }) => type)),
  flush: () => Promise.resolve(),
});

const broken: Observer = {
  committed: () => {
    throw new Error('cannot observe');
  },
  flush: () => Promise.reject(new Error('cannot send')),
};

describe('an observer', () => {
  test('sees every history event once, in order', async () => {
    const seen: string[] = [];
    const world = aWorld({ observer: noting(seen) });
    const arn = await world.start(WAIT, 'wait');
    await world.pass(5);
    expect(seen).toEqual((await world.history(arn)).map(({ type }) => type));
    expect(seen).toHaveLength(4);
  });

  test('that fails is in the way of neither executions nor other observers', async () => {
    const seen: string[] = [];
    const problems: object[] = [];
    const observer = observeTogether([broken, noting(seen)], (entry) => problems.push(entry));
    if (!observer) throw new Error('two observers make one');
    const world = aWorld({ observer });
    const arn = await world.start(WAIT, 'wait');
    await world.pass(5);
    await world.runtime.quiet(world.clock.now() + 1_000);
    expect((await world.load(arn)).status).toBe('SUCCEEDED');
    expect(seen).toHaveLength(4);
    expect(world.logged).toEqual([]);
    expect(problems).toContainEqual(expect.objectContaining({ error: expect.stringContaining('cannot observe') }));
    expect(problems).toContainEqual(expect.objectContaining({ error: expect.stringContaining('cannot send') }));
  });

  test('is waited for three seconds, and never beyond the deadline', async () => {
    const stuck: Observer = { committed: () => {}, flush: () => new Promise(() => {}) };
    for (const [deadline, waited] of [
      [Number.POSITIVE_INFINITY, 3_000],
      [1_000, 1_000],
    ] as const) {
      const clock = createManualClock();
      const begun = clock.now();
      const flushed = flushUntil(stuck, clock, begun + deadline);
      expect(clock.nextCall()).toBe(begun + waited);
      clock.moveTo(begun + waited);
      await flushed;
    }
  });

  test('is none when there is nobody', () => {
    expect(observeTogether([], () => {})).toBeUndefined();
  });
});
