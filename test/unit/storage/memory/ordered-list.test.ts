import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOrderedList } from '#storage/memory/ordered-list.ts';

interface Numbered {
  readonly n: number;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** A list of these numbers, added in this order. */
function listOf(values: readonly number[]) {
  const list = createOrderedList<Numbered, Numbered>((a, b) => a.n - b.n);
  for (const n of values) list.add({ n });
  return list;
}

function valuesOf(list: ReturnType<typeof listOf>, after: number | undefined = undefined, limit = 100_000): number[] {
  return list.page(after === undefined ? undefined : { n: after }, limit).map(({ n }) => n);
}

describe('an ordered list', () => {
  const all = numbers(0, 5_000);
  const inserted = [...numbers(0, 1_000), ...numbers(4_000, 5_000), ...numbers(1_000, 4_000)];
  test.each([
    ['rising', all],
    ['falling', all.toReversed()],
    ['shuffled', all.map((n) => (n * 1_237) % 5_000)],
    ['rising into a gap', inserted],
    ['falling into a gap', [...inserted.slice(0, 2_000), ...inserted.slice(2_000).reverse()]],
  ])('sorts 5,000 items that arrive %s', (_, values) => {
    expect(valuesOf(listOf(values))).toEqual(all);
  });

  test('pages strictly behind a key, whether an item is there or not', () => {
    const list = listOf(all.map((n) => n * 2));
    expect(valuesOf(list, 510, 3)).toEqual([512, 514, 516]);
    expect(valuesOf(list, 511, 3)).toEqual([512, 514, 516]);
    expect(valuesOf(list, -1, 2)).toEqual([0, 2]);
    expect(valuesOf(list, 9_996, 5)).toEqual([9_998]);
    expect(valuesOf(list, 9_998, 5)).toEqual([]);
    expect(valuesOf(list, undefined, 0)).toEqual([]);
  });

  test('forgets what is removed and ignores what is not there', () => {
    const list = listOf(all);
    for (const n of all) if (n % 3 !== 0) list.remove({ n });
    list.remove({ n: 1 });
    list.remove({ n: 99_999 });
    expect(valuesOf(list)).toEqual(all.filter((n) => n % 3 === 0));
    for (const n of all) list.remove({ n });
    expect(valuesOf(list)).toEqual([]);
    list.add({ n: 7 });
    expect(valuesOf(list)).toEqual([7]);
  });

  test('is at any time what a sorted set would be', () => {
    const runs = fc.record({ from: fc.nat(3_000), length: fc.nat(700), step: fc.constantFrom(1, 3, -2), add: fc.boolean() });
    fc.assert(
      fc.property(fc.array(runs, { maxLength: 15 }), fc.integer({ min: -5, max: 6_000 }), fc.nat(600), (writes, after, limit) => {
        const list = listOf([]);
        const model = new Set<number>();
        for (const { from, length, step, add } of writes) {
          for (const n of numbers(0, length).map((index) => from + index * step)) {
            if (!add) list.remove({ n });
            else if (!model.has(n)) list.add({ n });
            if (add) model.add(n);
            else model.delete(n);
          }
        }
        const sorted = [...model].sort((a, b) => a - b);
        expect(valuesOf(list)).toEqual(sorted);
        expect(valuesOf(list, after, limit)).toEqual(sorted.filter((n) => n > after).slice(0, limit));
      }),
    );
  });
});
