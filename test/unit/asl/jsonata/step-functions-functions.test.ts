import { describe, expect, it } from 'vitest';
import { compileJsonata } from '#asl/jsonata/compile-jsonata.ts';
import { bindingsOf } from './bindings.ts';

const evaluate = (text: string) => compileJsonata(text).evaluate(bindingsOf({ list: [1, 2, 3, 4, 5] }));

describe('The functions of Step Functions', () => {
  it.each([
    ['$partition($states.input.list, 2)', [[1, 2], [3, 4], [5]]],
    ['$partition($states.input.list, 2.9)', [[1, 2], [3, 4], [5]]],
    ['$partition($states.input.list, 10)', [[1, 2, 3, 4, 5]]],
    ['$partition([], 3)', []],
    ['$partition($states.input.list)', [[1, 2, 3, 4, 5]]],
    ['$base64decode("YWJj") & $base64decode("YQ==") & $base64decode("YQ") & $base64decode("")', 'abcaa'],
    ['$range(0, 10, 2)', [0, 2, 4, 6, 8, 10]],
    ['$range(1, 6, 2)', [1, 3, 5]],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(3, 8, 9)', 3],
    ['$count($range(1, 5000, 1))', 5000],
    ["$hash('abc', 'MD5')", '900150983cd24fb0d6963f7d28e17f72'],
    ["$hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ["$hash('abc', 'SHA-256')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ["$length($hash('abc', 'SHA-384'))", 96],
    ["$length($hash('abc', 'SHA-512'))", 128],
    ["$hash('é', 'MD5')", '66ddcd97cfdeabb2f6fb8a999b4bc76f'],
    ['$random(42)', 0.7275636800328681],
    ['$random(-1.5) = $random(-1)', true],
    ['$random()', 0.25],
    ['$uuid()', '00000000-0000-4000-8000-000000000000'],
    [`$parse('{"a": [1, null]}').a`, [1, null]],
    [`$parse('"text"')`, 'text'],
    [`$parse('[{"a":1},{"a":2}]').a`, [1, 2]],
    [
      '[1, 4] ~> $map(function($n) { $range($n, $n + 1, 1) })',
      [
        [1, 2],
        [4, 5],
      ],
    ],
    ["($md5 := $hash(?, 'MD5'); $md5('abc'))", '900150983cd24fb0d6963f7d28e17f72'],
  ])('%s', (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it.each([
    '$range(5, 1, 1)',
    '$range(1, 5, 0)',
    '$range($nothing, 5, 1)',
    '$partition($nothing, 2)',
    '$partition([1], 0)',
    '$parse($nothing)',
    "$hash($nothing, 'MD5')",
  ])('%s gives nothing', (text) => {
    expect(evaluate(text)).toBeUndefined();
  });

  it.each([
    ["$range('1', 2, 3)", '. T0410: Argument 1 of function "range" does not match function signature'],
    ["$partition([1], 'x')", '. T0410: Argument 2 of function "partition" does not match function signature'],
    ["$hash('a', 1)", '. T0410: Argument 2 of function "hash" does not match function signature'],
    ["$random('a')", '. T0410: Argument 1 of function "random" does not match function signature'],
    ['$uuid(1)', '. T0410: Argument 1 of function "uuid" does not match function signature'],
    ['$parse(1)', '. T0410: Argument 1 of function "parse" does not match function signature'],
    ["$parse('{')", '. D3137: Invalid JSON'],
    ['$partition([1], -1)', '. D3137: Second argument must be zero or greater'],
    ["$partition('x', 2)", '. T0412: Argument 1 of function "partition" must be an array of undefined'],
    ["$hash('a', 'UNSUPPORTED')", ". D3137: Hash algorithm 'UNSUPPORTED' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"],
    ['$range(1, 1e15, 1)', ': Expression evaluation memory limit exceeded: Check for excessive memory usage'],
    ['uuid()', '. T1005: Attempted to invoke a non-function. Did you mean $uuid?'],
  ])('%s fails', (text, ending) => {
    expect(() => evaluate(text)).toThrow(`threw an error during evaluation${ending}`);
  });

  it.each(['"!!!"', '"YQ=?"', '"YQ=="&"YQ=="', '"Y"'])('$base64decode(%s) fails: the text is no Base64', (text) => {
    expect(() => evaluate(`$base64decode(${text})`)).toThrow(/^threw an internal error during evaluation\. [\da-f-]{36}$/);
  });
});
