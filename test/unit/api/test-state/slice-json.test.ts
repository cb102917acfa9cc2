import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sliceJson } from '#api/test-state/slice-json.ts';

describe('the slice of a JSON text', () => {
  it.each([
    ['$', ' {"a": 1} ', '{"a": 1}'],
    ['$.a', '{"a": [1,  2], "b": 3}', '[1,  2]'],
    ['$.b', '{"a": [1,  2], "b": 3}', '3'],
    ['$.a.b[1]', '{ "a" : { "b" : [ true , {"c": "]}\\""} ] } }', '{"c": "]}\\""}'],
    ["$['x y'].z", '{"x y": {"z": -1.50e2}}', '-1.50e2'],
    ['$.a', '{"\\u0061": null, "b": 1}', 'null'],
    ['$.a', '{"a": 1, "a": 2}', '2'],
    ['$[0]', '[[], 1]', '[]'],
  ])('that %s leads to in %s is %s', (path, text, slice) => {
    expect(sliceJson(text, path)).toBe(slice);
  });

  it.each([
    ['$.b', '{"a": 1}'],
    ['$.a', '[1]'],
    ['$[2]', '[1, 2]'],
    ['$.a.b', '{"a": 1}'],
    ['$..a', '{"a": 1}'],
    ['$.a[*]', '{"a": [1]}'],
  ])('of %s is unknown in %s', (path, text) => {
    expect(sliceJson(text, path)).toBeUndefined();
  });

  it('is the text of the member, however deep and however spelled', () => {
    const key = fc.stringMatching(/^[a-z ]+$/);
    const spelled = fc.tuple(fc.jsonValue(), fc.jsonValue(), key, fc.constantFrom(0, 1, 2));
    fc.assert(
      fc.property(spelled, ([value, other, name, space]) => {
        const text = JSON.stringify({ other: [other, { [name]: value }] }, null, space);
        const slice = sliceJson(text, `$.other[1]['${name}']`) ?? '';
        expect(JSON.parse(slice)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).toContain(slice);
      }),
    );
  });
});
