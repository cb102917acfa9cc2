import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTimestamps, epochMillisOf, parseOffsetDateTime, parseTimestamp } from '#asl/timestamp.ts';

describe('a timestamp', () => {
  it.each(['2024-02-29T23:59:59Z', '2024-12-31T00:00:00.123456789+05:30', '0001-01-01T00:00:00-18:00', '9999-12-31T23:59:59.9Z'])(
    '%s is one',
    (text) => {
      expect(parseTimestamp(text)?.epochSeconds).toBeTypeOf('number');
      expect(parseTimestamp(text)?.epochSeconds).not.toBeNaN();
    },
  );

  it.each([
    '2023-02-29T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-00-10T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:60:00Z',
    '2024-01-01T00:00Z',
    '2024-01-01T00:00:00',
    '2024-01-01 00:00:00Z',
    '2024-01-01t00:00:00z',
    '2024-01-01T00:00:00.Z',
    '2024-01-01T00:00:00.1234567890Z',
    '2024-01-01T00:00:00+18:01',
    '2024-01-01T00:00:00+01:00:30',
    '1900-02-29T00:00:00Z',
    '0001-02-29T00:00:00Z',
    '2024-01-01T00:00:00+0100',
    '2024-01-01',
    ' 2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00Z\n',
    '',
  ])('%j is none', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it.each([
    ['2024-02-29T12:00Z', '2024-02-29T12:00:00.000Z'],
    ['2024-02-29T12:00:01.9876Z', '2024-02-29T12:00:01.987Z'],
    ['2024-02-29T12:00:00+01:00:30', '2024-02-29T10:59:30.000Z'],
    ['0004-02-29T00:00:00-18:00', '0004-02-29T18:00:00.000Z'],
  ])('may be waited for: %s is %s', (text, iso) => {
    const timestamp = parseOffsetDateTime(text);
    expect(timestamp && new Date(epochMillisOf(timestamp)).toISOString()).toBe(iso);
  });

  it.each(['2023-02-29T00:00Z', '2024-01-01T24:00Z', '2024-01-01T23:60Z', '2024-01-01T00Z'])(
    '%s is waited for by nobody',
    (text) => {
      expect(parseOffsetDateTime(text)).toBeUndefined();
    },
  );

  it('is ordered as Date orders it, and beyond milliseconds', () => {
    const iso = fc
      .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(iso, iso, (a, b) => {
        expect(Math.sign(order(a, b))).toBe(Math.sign(Date.parse(a) - Date.parse(b)));
      }),
    );
    expect(order('2024-01-01T00:00:00.00010Z', '2024-01-01T00:00:00.0001Z')).toBe(0);
    expect(order('2024-01-01T00:00:00.00011Z', '2024-01-01T00:00:00.0001Z')).toBeGreaterThan(0);
  });
});

function order(a: string, b: string): number {
  const [left, right] = [parseTimestamp(a), parseTimestamp(b)];
  if (left === undefined || right === undefined) throw new Error('no timestamp');
  return compareTimestamps(left, right);
}
