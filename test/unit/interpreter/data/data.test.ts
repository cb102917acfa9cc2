import { describe, expect, test } from 'vitest';
import { parse } from '#interpreter/data/data.ts';

describe('parse', () => {
  test('reads a text once as long as it is read often', () => {
    expect(parse('{"often":1}')).toBe(parse('{"often":1}'));
  });

  test('forgets a text in time, however small the texts are that came since', () => {
    const before = parse('{"once":1}');
    for (let index = 0; index < 200_000; index++) parse(`${index}`);
    expect(parse('{"once":1}')).not.toBe(before);
  });
});
