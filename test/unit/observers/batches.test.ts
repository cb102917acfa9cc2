import { describe, expect, test } from 'vitest';
import { type BatchesParts, createBatches } from '#observers/batches.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

/** Batches of texts, whose size is their length, and what was sent. */
function aSender(parts: Partial<BatchesParts<string>> = {}) {
  const clock = createManualClock();
  const sent: string[][] = [];
  const logged: object[] = [];
  const batches = createBatches<string>({
    name: 'words',
    advice: 'whisper',
    send: async (items) => {
      sent.push([...items]);
    },
    sizeOf: ({ length }) => length,
    maxItems: 3,
    maxBytes: 10,
    clock,
    log: (entry) => logged.push(entry),
    ...parts,
  });
  return { batches, clock, sent, logged };
}

describe('batches', () => {
  test('gather for a moment', async () => {
    const { batches, clock, sent } = aSender();
    batches.add('a');
    batches.add('b');
    expect(sent).toEqual([]);
    clock.moveTo(clock.now() + 1_000);
    expect(sent).toEqual([['a', 'b']]);
    await batches.flush();
    expect(clock.pending()).toBe(0);
  });

  test('do not wait for more when they are flushed', async () => {
    const { batches, clock, sent } = aSender();
    batches.add('a');
    await batches.flush();
    expect(sent).toEqual([['a']]);
    expect(clock.pending()).toBe(0);
  });

  test('hold so many items at most', async () => {
    const { batches, sent } = aSender();
    for (const item of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) batches.add(item);
    await batches.flush();
    expect(sent).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]);
  });

  test('hold so many bytes at most, or a single item', async () => {
    const { batches, sent } = aSender();
    for (const item of ['xxxxxx', 'yyyy', 'z', 'much too long for it', 'w']) batches.add(item);
    await batches.flush();
    expect(sent).toEqual([['xxxxxx', 'yyyy'], ['z'], ['much too long for it'], ['w']]);
  });

  test('go one after another', async () => {
    const finish: (() => void)[] = [];
    const begun: string[] = [];
    const { batches } = aSender({
      maxItems: 1,
      send: ([item = '']) => {
        begun.push(item);
        return new Promise((resolve) => finish.push(resolve));
      },
    });
    batches.add('a');
    batches.add('b');
    const flushed = batches.flush();
    expect(begun).toEqual(['a']);
    finish[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b']);
    finish[1]?.();
    await flushed;
  });

  test('that fail are lost, and the log counts them once a minute', async () => {
    const { batches, clock, logged } = aSender({ send: () => Promise.reject(new Error('no such group')) });
    for (const item of ['a', 'b', 'c', 'd']) batches.add(item);
    await batches.flush();
    expect(logged).toMatchObject([
      { level: 'WARN', message: 'words: not sent', advice: 'whisper', lost: 3, error: expect.stringContaining('no such') },
    ]);
    clock.moveTo(clock.now() + 60_000);
    batches.add('e');
    await batches.flush();
    expect(logged).toMatchObject([{ lost: 3 }, { lost: 2 }]);
  });

  test('are not tried for a minute after a failure that took long', async () => {
    const tried: string[][] = [];
    const world = aSender({
      send: async (items) => {
        tried.push([...items]);
        if (tried.length > 1) return;
        world.clock.moveTo(world.clock.now() + 5_000);
        throw new Error('timed out');
      },
    });
    const { batches, clock } = world;
    batches.add('a');
    await batches.flush();
    batches.add('b');
    await batches.flush();
    expect(tried).toEqual([['a']]);
    clock.moveTo(clock.now() + 60_000);
    batches.add('c');
    await batches.flush();
    expect(tried).toEqual([['a'], ['c']]);
  });
});
