import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decompress, pack, unpack } from '#storage/dynamodb/packing.ts';
import {
  blobText,
  createOutline,
  type Outline,
  PartMissing,
  pieceKeys,
  type ReadParts,
  referredParts,
  restore,
} from '#storage/dynamodb/parts.ts';
import { randomText } from '#test/support/random-text.ts';

const PK = 'execution/arn';
const big = (letter: string) => letter.repeat(20_000);

describe('a text', () => {
  test('is unpacked as it was packed', () => {
    const aText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map((text) => text.repeat(500)),
    );
    fc.assert(
      fc.property(aText, (text) => {
        const json = JSON.stringify(text);
        expect(unpack(pack(json))).toBe(json);
      }),
    );
  });

  test('is cut into pieces where it does not fit an item', async () => {
    const outline = anOutline();
    const text = JSON.stringify(randomText(1, 1_000_000));
    const blob = outline.blob(text, 'body', 'state');
    expect(outline.pieces.length).toBeGreaterThan(1);
    for (const { bytes } of outline.pieces) expect(bytes.length).toBeLessThan(400_000);
    expect(await blobText(blob, reading(outline))).toBe(text);
  });
});

describe('an outline', () => {
  test('gives back any value', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary', minLength: 1 }).map((unit) => unit.repeat(20_000).slice(0, 20_000)),
    );
    const values = fc.dictionary(
      fc.string(),
      fc.oneof(text, fc.array(fc.oneof(text, fc.constant(null), fc.constant(false))), fc.jsonValue()),
    );
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const outline = anOutline();
        const outlined = outline.text(value, 'state');
        expect(await restore(outlined, reading(outline))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(referredParts(outlined)).toEqual(outline.used);
      }),
      { numRuns: 50 },
    );
  });

  test('leaves what is small where it is', () => {
    const outline = anOutline();
    const value = { input: 'x'.repeat(10_000), results: [['a', null], ['b']] };
    expect(outline.text(value, 'state')).toBe(JSON.stringify(value));
    expect(outline.pieces).toEqual([]);
  });

  test('takes out a list of results when it is complete', () => {
    const outline = anOutline();
    const results = (last: string | null) => [...Array.from({ length: 1_000 }, (_, index) => `"result ${index} and more"`), last];
    outline.text({ results: results(null) }, 'state');
    expect(outline.pieces).toHaveLength(0);
    outline.text({ results: results('"last"') }, 'state');
    expect(outline.pieces).toHaveLength(1);
  });

  test('has one part for the same data', () => {
    const outline = anOutline();
    outline.text([{ input: big('a') }, { input: big('a'), output: big('b') }], 'history');
    outline.text({ output: big('b') }, 'state');
    expect(outline.pieces).toHaveLength(2);
  });

  test('does not write what is known, unless it has to live longer', () => {
    const first = anOutline();
    first.text({ input: big('a') }, 'state');
    const second = createOutline(PK, 'w2', first.used);
    second.text({ input: big('a') }, 'state');
    expect(second.pieces).toEqual([]);
    second.text({ input: big('a') }, 'history');
    expect(second.pieces).toHaveLength(1);
    const third = createOutline(PK, 'w3', second.used);
    third.text({ input: big('a') }, 'state');
    third.text({ input: big('a') }, 'history');
    expect(third.pieces).toEqual([]);
  });

  test('is not fooled by data that looks like a reference', async () => {
    const outline = anOutline();
    const value = { variables: { $part: '["state/x/w",1]' }, text: `{"$part":["state/x/w",1]} ${big('a')}` };
    expect(await restore(outline.text(value, 'state'), reading(outline))).toEqual(value);
  });

  test('gives back what was written twice by different commits', async () => {
    const outlines = ['w1', 'w2'].map((writeId) => createOutline(PK, writeId, new Map()));
    const texts = outlines.map((outline) => outline.text({ input: big('a') }, 'history'));
    const both = { ...anOutline(), pieces: outlines.flatMap(({ pieces }) => pieces) };
    expect(await restore(`[${texts.join(',')}]`, reading(both))).toEqual([{ input: big('a') }, { input: big('a') }]);
  });

  test('says which part is gone', async () => {
    const text = anOutline().text({ input: big('a') }, 'state');
    await expect(restore(text, async () => new Map())).rejects.toBeInstanceOf(PartMissing);
  });
});

function anOutline(): Outline {
  return createOutline(PK, 'w1', new Map());
}

/** Reads from what the outline would write. */
function reading({ pieces }: Outline): ReadParts {
  return async (refs) =>
    new Map(
      refs.map((ref) => {
        const keys = pieceKeys(PK, ref).map(({ sk }) => sk);
        return [
          ref.base,
          decompress(Buffer.concat(keys.map((sk) => pieces.find(({ key }) => key.sk === sk)?.bytes ?? Buffer.alloc(0)))),
        ];
      }),
    );
}
