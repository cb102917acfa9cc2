import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withPatience } from '#asl/budget.ts';
import { compileJsonata } from '#asl/jsonata/compile-jsonata.ts';
import { JsonataEvaluationError } from '#asl/jsonata/jsonata-evaluation-error.ts';
import { JsonataSyntaxError } from '#asl/jsonata/jsonata-syntax-error.ts';
import { bindingsOf, deepFreeze } from './bindings.ts';

const STACK =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive. Depth=101 max=100';
const MEMORY = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';
const TIME = 'Expression evaluation timeout: Check for infinite loop';

const evaluate = (text: string) =>
  compileJsonata(text).evaluate(bindingsOf(deepFreeze({ text: 'aaaa', list: [1, 2, 3], object: { a: { b: 1 } } })));
/** Nested by sharing: little memory, very much text. */
const doubled = (value: string, times: number) =>
  `($d := function($x, $n) { $n = 0 ? $x : $d(${value}, $n - 1) }; $d(1, ${times}))`;

describe('An evaluation', () => {
  it.each([
    ['($f := function($x) { $f($x + 1) }; $f(1))', TIME],
    ['($f := function($x) { 1 + $f($x + 1) }; $f(1))', STACK],
    [`1${'+1'.repeat(200)}`, STACK],
    ['['.repeat(200) + ']'.repeat(200), STACK],
    ['$formatInteger(1e300, "I")', STACK],
    ['[1..873783] ~> $count()', MEMORY],
    ['[1..800000].[1..800000]', TIME],
    ['$pad("x", 1e9)', MEMORY],
    ['$split($pad("x", 6000000), "") ~> $count()', MEMORY],
    ['$map([1..1000], function() { $pad("x", 6000000) }) ~> $count()', TIME],
    ['$join($map([1..1000], function() { $pad("x", 10000) }))', MEMORY],
    ['$replace($pad("", 100000, "a"), "a", $pad("b", 100000))', MEMORY],
    [doubled('[$x, $x]', 30), MEMORY],
    [doubled('{"a": $x, "b": $x}', 30), MEMORY],
    [`$string(${doubled('{"a": $x, "b": $x}', 30)})`, TIME],
    [`${doubled('{"a": $x, "b": $x}', 30)}.**`, TIME],
    [`${doubled('[[$x], [$x]]', 40)}.a`, TIME],
    [`$keys(${doubled('[[$x], [$x]]', 40)})`, TIME],
    [`$boolean(${doubled('[[$x], [$x]]', 40).replace('$d(1', '$d(0')})`, TIME],
    [`${doubled('{"a": $x, "b": $x}', 25)} = ${doubled('{"a": $x, "b": $x}', 25)}`, TIME],
    ['$distinct([1..100000])', TIME],
    ['($b := [1..800000]; $f := function($i) { ($x := (-1 in $b); $f($i + 1)) }; $f(0))', TIME],
    ['($b := $pad("a", 6000000); $f := function($i) { ($x := $contains($b, "b"); $f($i + 1)) }; $f(0))', TIME],
  ])('ends: %s', (text, ending) => {
    // What takes too long ends sooner without patience, in the same way.
    const patience = ending === TIME ? 'none' : 'patient';
    expect(() => withPatience(patience, () => evaluate(text))).toThrow(`threw an error during evaluation: ${ending}`);
  });

  it.each([
    [`1${'+1'.repeat(98)}`, 99],
    ['[1..873782] ~> $count()', 873_782],
    ['($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p("x", 22)))', 4_194_304],
    ['($f := function($n, $a) { $n = 0 ? $a : $f($n - 1, $a + $n) }; $f(10000, 0))', 50_005_000],
    ['$sort([1..10000], function($l, $r) { $l < $r })[0]', 10_000],
    ['[1..20000]^(>$)[0]', 20_000],
    ['$max([1..300000]) + $min([1..300000])', 300_001],
    ['$contains($pad("", 200000, "a"), /(a+)+b/)', false],
    ['$match("a".$pad("", 200000, "a"), /(a|a)*$/)', undefined],
    ['$toMillis($pad("", 2000, "1"), "[Y][M][D][H][m][s][f]x")', undefined],
  ])('has room for %s', (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it('is at most 100 nodes deep', () => {
    const nested = (depth: number) => `${'('.repeat(depth - 1)}1${')'.repeat(depth - 1)}`;
    expect(evaluate(nested(100))).toBe(1);
    expect(() => evaluate(nested(101))).toThrow(STACK);
  });

  it('ends the same way every time', () => {
    const steps = (n: number) => `$count($map([1..${n}], function($v) { $string($v) & 'x' }))`;
    expect(evaluate(steps(40_000))).toBe(40_000);
    for (let time = 0; time < 3; time++) expect(() => withPatience('none', () => evaluate(steps(40_000)))).toThrow(TIME);
  });

  it('does not run patterns that have no linear form', () => {
    expect(() => evaluate('$contains("ab", /a(?=b)/)')).toThrow('Unsupported regular expression: /a(?=b)/g');
  });

  it('does not reach prototypes', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      for (const text of [
        `$states.input.${name}`,
        `$states.input.list.${name}`,
        `($x := $states.input; $x.object.${name})`,
        `$lookup($states.input, '${name}')`,
        `'text'.${name}`,
      ]) {
        expect(evaluate(text)).toBeUndefined();
      }
      expect(() => evaluate(`$${name}()`)).toThrow('T1006');
    }
    evaluate(`$states.input.object ~> |a|{'__proto__': {'polluted': true}}|`);
    evaluate(`$merge([{'__proto__': {'polluted': true}}])`);
    expect({}).not.toHaveProperty('polluted');
  });

  it('throws nothing but its own errors, whatever the text', () => {
    const token = fc.constantFrom(
      ...'$ $$ $states $states.input .list .text .object .** .* [0] [-1] [$>1] [[0..2]] {} {"k":$} {"k":v} ^($) ^(>a) ~> |$|{"z":1}| @$v #$i %. ( ) [ ] { } , ; : ? := = != < <= in and or + - * / & .. "s" 1 1e5 -2 true null /a+/ /(/ function($x){$x} function($f){$f($f)} $map( $filter( $reduce( $sort( $string( $match( $split( $sum( $keys( $spread( $zip( $eval( $now( $parse( $range( $formatNumber( $fromMillis( $toMillis( __proto__ constructor `x` /* */'.split(
        ' ',
      ),
    );
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join(' ')),
      fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join('')),
    );
    const prototype = JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype)]);
    fc.assert(
      fc.property(text, (expression) => {
        try {
          const value = evaluate(expression);
          expect(value === undefined || JSON.stringify(value) !== undefined).toBe(true);
        } catch (error) {
          expect(error).toSatisfy(
            (thrown: unknown) => thrown instanceof JsonataSyntaxError || thrown instanceof JsonataEvaluationError,
          );
        }
      }),
      { numRuns: 5000 },
    );
    expect(JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype)])).toBe(
      prototype,
    );
  });
});
