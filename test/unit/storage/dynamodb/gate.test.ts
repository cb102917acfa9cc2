import { expect, test } from 'vitest';
import { createGate } from '#storage/dynamodb/gate.ts';

test('a gate lets so many in at a time, in their order, and whoever fails makes room as well', async () => {
  const gate = createGate(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const works = Array.from({ length: 5 }, (_, index) =>
    gate(async () => {
      begun.push(index);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (index === 0) throw new Error('it failed');
      return index;
    }),
  );
  const results = Promise.allSettled(works);
  for (let left = works.length; left > 0; left--) {
    await new Promise(setImmediate);
    expect(ends).toHaveLength(Math.min(2, left));
    ends.shift()?.();
  }
  expect((await results).map(({ status }) => status)).toEqual(['rejected', ...Array.from({ length: 4 }, () => 'fulfilled')]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});
