import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderedText, placeInDue, placeInExecutionList, placeInResourceList } from '#storage/dynamodb/keys.ts';

/** Any text of UTF-16 code units, halves of surrogate pairs included, often from where UTF-8 orders differently. */
const anyText = fc
  .array(
    fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xd700, max: 0xffff }), fc.integer({ min: 1, max: 0xffff })),
  )
  .map((units) => String.fromCharCode(...units));

const byUnits = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('a key', () => {
  test('compares by bytes as its text compares by code units', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(byBytes(orderedText(a, 10_000), orderedText(b, 10_000))).toBe(byUnits(a, b));
      }),
    );
  });

  test('leaves what is usual readable', () => {
    const arn = 'arn:aws:states:us-east-1:000000000000:execution:orders:größe-1';
    expect(orderedText(arn, 2_048)).toBe(arn);
  });

  test('keeps within its limit, different and in order where its text is longer', () => {
    const long = (end: string) => `${'é'.repeat(600)}${end}`;
    const keys = ['a', 'b'].map((end) => orderedText(long(end), 1_024));
    for (const key of keys) expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
    expect(keys[0]).not.toBe(keys[1]);
    expect(byBytes(orderedText(`f${'x'.repeat(2_000)}`, 1_024), orderedText(`g${'x'.repeat(2_000)}`, 1_024))).toBe(-1);
  });

  test('orders times as numbers, and what is due at a time before what is due later', () => {
    const times = [0, 9, 10, 99, 1_760_000_000_000, Number.MAX_SAFE_INTEGER];
    const places = times.map((time) => placeInExecutionList(time, 'arn'));
    expect([...places].sort(byBytes)).toEqual(places);
    expect(byBytes(placeInDue(10, '\uffff'), placeInDue(11))).toBe(-1);
  });

  test('is never empty', () => {
    expect(placeInResourceList('')).not.toBe('');
  });
});
