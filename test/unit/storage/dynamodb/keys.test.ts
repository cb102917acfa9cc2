import { describe, expect, test } from 'vitest';
import { orderedText, placeInDue, placeInExecutionList, placeInResourceList } from '#storage/dynamodb/keys.ts';

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('a key', () => {
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
