import fc from 'fast-check';
import { describe, test } from 'vitest';
import { fromByteOrder, toByteOrder } from '#storage/text-order.ts';

/** Any text of UTF-16 code units, halves of surrogate pairs included, often from where UTF-8 orders differently. */
const anyText = fc
  .array(
    fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xd700, max: 0xffff }), fc.integer({ min: 1, max: 0xffff })),
  )
  .map((units) => String.fromCharCode(...units));

const byUnits = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('a text in byte order', () => {
  test('compares by bytes as the text compares by code units', () => {
    fc.assert(fc.property(anyText, anyText, (a, b) => byBytes(toByteOrder(a), toByteOrder(b)) === byUnits(a, b)));
  });

  test('comes back as it was, through UTF-8 too', () => {
    fc.assert(fc.property(anyText, (text) => fromByteOrder(Buffer.from(toByteOrder(text)).toString()) === text));
  });
});
