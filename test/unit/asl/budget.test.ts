import { describe, expect, it } from 'vitest';
import { beginTurn, DataTooLarge, isTurnOver, MAX_WORK, WorkTooLong, withBudget, withPatience } from '#asl/budget.ts';
import { compileJsonata } from '#asl/jsonata/compile-jsonata.ts';
import { compileJsonataTemplate } from '#asl/jsonata/compile-jsonata-template.ts';
import { compileTemplate } from '#asl/payload-template.ts';
import type { Scope } from '#asl/scope.ts';
import { weightOf } from '#asl/weight.ts';
import type { Json } from '#json/json.ts';

const LARGE = 'a'.repeat(200_000);
const nested = (levels: number): Json => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);
const scope = (input: Json): Scope => ({
  input,
  context: () => ({}),
  states: () => ({ input }),
  variable: () => undefined,
  random: () => 0.5,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  now: () => 0,
});
const fields = (expression: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}.$`, expression]));

describe('A state', () => {
  it.each<readonly [template: Json, input: Json]>([
    [fields('$', 20_000), LARGE],
    [fields('$.a', 20_000), { a: [LARGE] }],
    [fields("States.Format('{}{}{}', $, $, $)", 100), LARGE],
    [fields(`States.Array(${'States.Array($,$,$,$,$,$,$,$),'.repeat(8)}$)`, 1), LARGE],
    [fields('States.ArrayUnique($)', 1000), Array.from({ length: 20_000 }, (_, index) => index)],
    [{ 'a.$': '$..*..*' }, nested(500)],
    [{ 'a.$': `$[${'0,'.repeat(1000)}0]` }, [LARGE]],
  ])('is stopped before its fields have made more than it may have (%#)', (template, input) => {
    const compiled = compileTemplate(template);
    expect(() => withBudget(() => compiled.evaluate(scope(input)))).toThrow(DataTooLarge);
  });

  it('is stopped before its expressions have, each small by itself', () => {
    const compiled = compileJsonataTemplate(
      Array.from({ length: 20_000 }, () => '{% $states.input %}'),
      'Output',
    );
    expect(() => withBudget(() => compiled.evaluate(scope(LARGE)))).toThrow(DataTooLarge);
  });

  it('has one budget for all of its expressions', () => {
    const half = compileJsonata(`$count($map([1..${MAX_WORK / 10}], function($v) { $v + 1 }))`);
    withBudget(() => half.evaluate(scope(null)));
    expect(() => withBudget(() => Array.from({ length: 3 }, () => half.evaluate(scope(null))))).toThrow('timeout');
    expect(() => withBudget(() => half.evaluate(scope(null)))).not.toThrow();
  });

  it('lets through what honest templates make', () => {
    const template = compileTemplate(fields('$.a', 200));
    expect(withBudget(() => Object.keys(Object(template.evaluate(scope({ a: [1, 2, 3] })))))).toHaveLength(200);
  });
});

describe('Where others wait', () => {
  const text = '$count($map([1..50000], function($v) { $v + 1 }))';
  const evaluate = () => withBudget(() => compileJsonata(text).evaluate(scope(null)));
  const select = () => withBudget(() => compileTemplate({ 'a.$': '$..*..*' }).evaluate(scope(nested(300))));

  it('what takes long is left for elsewhere, and fails where there is no other place', () => {
    expect(evaluate()).toBe(50_000);
    expect(() => withPatience('elsewhere', evaluate)).toThrow(WorkTooLong);
    expect(() => withPatience('elsewhere', select)).toThrow(WorkTooLong);
    expect(() => withPatience('none', evaluate)).toThrow('timeout');
    expect(() => withPatience('none', select)).toThrow(DataTooLarge);
    expect(evaluate()).toBe(50_000);
  });

  it('what is too large is so everywhere', () => {
    const template = compileTemplate(fields('$', 20_000));
    expect(() => withPatience('elsewhere', () => withBudget(() => template.evaluate(scope(LARGE))))).toThrow(DataTooLarge);
  });
});

describe('A turn', () => {
  it('is over when the states in it have cost so much, not before', () => {
    beginTurn();
    withBudget(() => compileJsonata('1 + 1').evaluate(scope(null)));
    expect(isTurnOver()).toBe(false);
    withBudget(() => compileJsonata('$count($map([1..50000], function($v) { $v + 1 }))').evaluate(scope(null)));
    expect(isTurnOver()).toBe(true);
    beginTurn();
    expect(isTurnOver()).toBe(false);
  });
});

describe('The weight of a value', () => {
  it('is about the length of its text, however often its parts are in it', () => {
    const value = { a: [1000, null, true], b: 'text', c: {} };
    expect(weightOf(value)).toBeGreaterThan(JSON.stringify(value).length / 2);
    expect(weightOf(value)).toBeLessThan(JSON.stringify(value).length * 2);
    let doubled: Json = [LARGE];
    for (let times = 0; times < 40; times++) doubled = [doubled, doubled];
    expect(weightOf(doubled)).toBeGreaterThan(2 ** 40 * LARGE.length);
  });

  it('is found without recursion', () => {
    expect(weightOf(nested(200_000))).toBeGreaterThan(400_000);
  });
});
