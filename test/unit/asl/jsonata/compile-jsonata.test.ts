import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileJsonata } from '#asl/jsonata/compile-jsonata.ts';
import { JsonataSyntaxError } from '#asl/jsonata/jsonata-syntax-error.ts';
import type { Json } from '#json/json.ts';
import { bindingsOf, deepFreeze } from './bindings.ts';

const untouched = createRequire(import.meta.url)('jsonata');
const evaluate = (text: string, input: Json = {}, variables = {}) => compileJsonata(text).evaluate(bindingsOf(input, variables));

describe('compileJsonata', () => {
  it.each([
    ['$a + $b', ['a', 'b']],
    ['$states.input.$x', ['x']],
    ['$sum($prices) + $count(names)', ['prices']],
    ['$map($list, $string)', ['list']],
    ['$count + 1', ['count']],
    ['($a := $b; $a + $c)', ['b', 'c']],
    ['($x := $x + 1)', ['x']],
    ['(($inner := 1); $inner)', ['inner']],
    ['function($v) { $v + $w }(1)', ['w']],
    ['($f := function($n) { $n = 0 ? 1 : $f($n - 1) }; $f($start))', ['start']],
    ['($even := function($n) { $odd($n) }; $odd := function($n) { $even($n) }; $even(1))', []],
    ['$states.input.rows[id = $id and n > $min]^(>$key).{$name: $value}', ['id', 'min', 'key', 'name', 'value']],
    ['$states.input.rows@$r#$i.{"r": $r, "i": $i, "o": $other}', ['other']],
    ['$states.input ~> |rows|{"n": $n}, [$gone]|', ['n', 'gone']],
    ['$substring(?, $from)', ['from']],
    ['$c ? $t : $e', ['c', 't', 'e']],
    ["[-$n, $m..5, {'k': $k}]", ['n', 'm', 'k']],
    ['$x.a & $x.b', ['x']],
    ['$uuid() & $now() & $hash("a", "MD5")', []],
  ])('finds the variables of %s', (text, variables) => {
    expect(compileJsonata(text).variables).toEqual(variables);
  });

  it.each([
    ['phone', ['phone']],
    ['$.phone', ['$']],
    ['$$.phone', ['$$']],
    ['$states.input[$.a = b].c', []],
    ['$states.input{id: $sum(n)}', []],
    ['$map($states.input.list, function($v) { name })', ['name']],
    ["{'a': b}", ['b']],
    ['$states.input.{"a": b, "c": $}', []],
    ['*', ['*']],
    ['**.id', ['**']],
  ])('finds what %s refers to at the top level', (text, references) => {
    expect(compileJsonata(text).topLevelReferences).toEqual(references);
    if (!text.startsWith('{')) return;
    expect(evaluate(text, { b: 1 })).toEqual({});
  });

  it.each(['foo', '$', '$$', '$.a', 'input', 'states.input'])('sees nothing through %s', (text) => {
    expect(evaluate(text, { foo: 1, a: 1 })).toBeUndefined();
  });

  it.each([
    ['1 +', 'S0207', 'Unexpected end of expression'],
    ['a[1,2)', 'S0202', 'Expected "]", got ","'],
    ['"open', 'S0101', 'String literal must be terminated by a matching quote'],
    ['', 'S0207', 'Unexpected end of expression'],
    ['$a ?? 1', 'S0211', 'The symbol "?" cannot be used as a unary operator'],
    ['$a ?: 1', 'S0211', 'The symbol ":" cannot be used as a unary operator'],
  ])('refuses %j with %s', (text, code, message) => {
    const refusal = (() => {
      try {
        return compileJsonata(text);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(JsonataSyntaxError);
    expect(refusal).toMatchObject({ code, message });
  });

  it('refuses what is nested deeper than can be parsed', () => {
    expect(() => compileJsonata('('.repeat(20_000))).toThrow(JsonataSyntaxError);
  });

  it('prefers a variable to the function of its name', () => {
    expect(evaluate('$count + 1', {}, { count: 4 })).toBe(5);
  });

  it('has no $eval', () => {
    expect(() => evaluate('$eval("1+1")')).toThrow('threw an error during evaluation. T1006: Attempted to invoke a non-function');
  });

  it('takes time and chance from its bindings only', () => {
    expect(evaluate('$now()')).toBe('2024-05-06T07:08:09.010Z');
    expect(evaluate("$now('[Y]/[M]')")).toBe('2024/5');
    expect(evaluate('$millis()')).toBe(Date.UTC(2024, 4, 6, 7, 8, 9, 10));
    expect(evaluate('$toMillis("12", "[H]")')).toBe(Date.UTC(2024, 4, 6, 12));
    expect(evaluate('$random()')).toBe(0.25);
    expect(evaluate('$shuffle([1, 2, 3, 4])')).toEqual(evaluate('$shuffle([1, 2, 3, 4])'));
  });

  it('can be used again inside an evaluation', () => {
    const inner = compileJsonata('$states.input.n * 2 + $millis() * 0');
    const outer = compileJsonata('$twice + $twice + $states.input.n');
    expect(outer.evaluate({ ...bindingsOf({ n: 1 }), variable: () => inner.evaluate(bindingsOf({ n: 5 })) })).toBe(21);
  });

  it('reads $states only where it is used', () => {
    const bindings = { ...bindingsOf({}, { x: { y: 1 } }), states: () => expect.fail('not needed') };
    expect(compileJsonata('$x.y').evaluate(bindings)).toBe(1);
    expect(compileJsonata('$x.y + 1').evaluate(bindings)).toBe(2);
  });

  it.each([
    ['$states.input.n - 1', false],
    ['$states.input.items[price > $states.result.limit].name', false],
    ['$states.context.Execution.Id & "x"', true],
    ['[$states].context', true],
    ['$lookup($states, "context")', true],
    ['$states.*', true],
    ['$states[input.n > 0].input', true],
    ['$states.input.a.%.%', true],
    ['$states."context"', true],
    ['($s := $states; $s.context.Execution.Id)', true],
  ])('asks for the context object only where an expression may see it: %s', (text, expected) => {
    const bindings = bindingsOf({ n: 1, a: { b: 1 }, items: [] });
    const asked: (boolean | undefined)[] = [];
    const states = (withContext?: boolean) => {
      asked.push(withContext);
      return bindings.states(withContext);
    };
    compileJsonata(text).evaluate({ ...bindings, states });
    expect(asked).toEqual([expected]);
  });

  it('copies $states, whose members may be computed', () => {
    const states = {
      input: 1,
      get context() {
        return { Id: 'x' };
      },
    };
    expect(compileJsonata('$states').evaluate({ ...bindingsOf({}), states: () => states })).toStrictEqual({
      input: 1,
      context: { Id: 'x' },
    });
    expect(compileJsonata("{'s': $states}").evaluate({ ...bindingsOf({}), states: () => states })).toStrictEqual({
      s: { input: 1, context: { Id: 'x' } },
    });
  });

  it('shares the parts of its input', () => {
    const input = deepFreeze({ big: [{ a: 1 }, { a: 2 }], small: { k: [] } });
    expect(evaluate('$states.input', input)).toBe(input);
    expect(evaluate('($x := $states.input; $x.big)', input)).toBe(input.big);
    const built = evaluate("{'kept': $states.input.small, 'new': [1]}", input);
    expect(built).toStrictEqual({ kept: { k: [] }, new: [1] });
    expect(built).toHaveProperty(
      'kept',
      expect.toSatisfy((kept: unknown) => kept === input.small),
    );
  });

  it('makes plain arrays and objects', () => {
    const value = evaluate('$states.input.a.b', { a: [{ b: 1 }, { b: 2 }] });
    expect(Object.keys(value ?? {})).toEqual(['0', '1']);
    expect(evaluate("{'__proto__': 1}")).toEqual(JSON.parse('{"__proto__": 1}'));
    expect(evaluate("[$nothing, {'gone': $nothing}, $match('b', /(a)?b/).groups]")).toStrictEqual([{}]);
  });

  it.each([
    ['1/0', 'Infinity'],
    ['[-1/0]', ['-Infinity']],
    ["{'n': 0/0}", { n: 'NaN' }],
  ])('writes numbers that JSON does not have as text: %s', (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it.each(['function($x) { $x }', '$sum', '/a+/', '[1, $sum]', "{'f': function() { 1 }}", '$substring(?, 1)'])(
    'has no result for a function: %s',
    (text) => {
      expect(() => evaluate(text)).toThrow('returned an unsupported result type.');
    },
  );

  it('follows plain paths as the untouched package does', async () => {
    const key = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'length', 'sequence');
    const data = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, 0, 1, '', 'text', false),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(key, tie('json'), { maxKeys: 3 }),
      ),
    })).json;
    const within = fc.constantFrom(
      'PATH',
      '[PATH]',
      '{"r": PATH}',
      '$count(PATH)',
      '($o := {"a": $states.input}; $o.aKEYS)',
      '($o := {"a": $states.input.*}; $o.aKEYS)',
      '($o := {"a": $states.input[]}; $o.aKEYS)',
      '($o := [$states.input]; $oKEYS)',
      '$map([$states.input], function($v) { $vKEYS })',
      'PATH ~> $string',
      'PATH = PATH',
    );
    await fc.assert(
      fc.asyncProperty(data, fc.array(key, { maxLength: 4 }), within, async (value, keys, around) => {
        const input = JSON.parse(JSON.stringify(value));
        const behind = keys.map((each) => `.${each}`).join('');
        const text = around.replaceAll('PATH', `$states.input${behind}`).replaceAll('KEYS', behind);
        const original = await untouched(text).evaluate(undefined, { states: structuredClone({ input }) });
        const ours = evaluate(text, deepFreeze(input));
        expect(ours === undefined ? undefined : JSON.stringify(ours)).toEqual(
          original === undefined ? undefined : JSON.stringify(original),
        );
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ['$states.input ~> |$states.input.a|{"x": 2}, "y"|', { a: { y: 1 } }],
    ['($clone := function($v) { $v }; $states.input ~> |a|{"x": 2}, "y"|)', { a: { x: 2 } }],
    ['$states.input ~> |a|{"x": 2}, "y"|', { a: { x: 2 } }],
  ])('never changes its input, whatever a transformation names: %s', (text, value) => {
    const input = { a: { y: 1 } };
    expect(compileJsonata(text).evaluate(bindingsOf(input))).toEqual(value);
    expect(input).toEqual({ a: { y: 1 } });
  });
});
