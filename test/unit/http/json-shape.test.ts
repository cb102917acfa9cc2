import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeProblem } from '#http/json-shape.ts';

describe('the shape of a body', () => {
  it.each([
    ['brackets', `{"a":${'['.repeat(1_000_000)}`, 'is nested deeper than 1000 levels'],
    ['objects in one another', '{"a":'.repeat(300_000), 'is nested deeper than 1000 levels'],
    ['members', `{${Array.from({ length: 150_000 }, (_, index) => `"k${index}":1`).join(',')}}`, 'has more than 10000 values'],
    ['empty arrays', `[${'[],'.repeat(700_000)}[]]`, 'has more than 10000 values'],
    ['arrays one behind the other', '[]'.repeat(1_000_000), 'has more than 10000 values'],
  ])('is refused for too many %s', (_, body, problem) => {
    expect(shapeProblem(body)).toBe(problem);
  });

  it('does not count what strings hold', () => {
    expect(shapeProblem(JSON.stringify({ input: '[{"a":1},'.repeat(200_000), '[': '\\\\' }))).toBeUndefined();
    expect(shapeProblem(`{"a":"\\\\","b":${'['.repeat(1000)}`)).toBe('is nested deeper than 1000 levels');
  });

  it('is nobody’s business where it is small, JSON or not', () => {
    const texts = fc.oneof(fc.json(), fc.string(), fc.string({ unit: fc.constantFrom('"', '\\', '[', '}', ',') }));
    fc.assert(fc.property(texts, (text) => shapeProblem(text) === undefined));
  });
});
