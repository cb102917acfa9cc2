import { describe, expect, it } from 'vitest';
import { compileReferencePath, isReferencePath } from '#asl/jsonpath/compile-reference-path.ts';
import { JsonPathSyntaxError } from '#asl/jsonpath/json-path-syntax-error.ts';
import { StatesError } from '#asl/states-error.ts';
import type { Json } from '#json/json.ts';

const write = (path: string, root: Json, value: Json = 'new') => compileReferencePath(path).write(root, value);

function failureOf(action: () => unknown): { error: string | undefined; cause: string | undefined } {
  try {
    action();
  } catch (error) {
    if (error instanceof StatesError) return { error: error.error, cause: error.causeText };
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a reference path', () => {
  it.each([
    '$',
    '$.a',
    '$.a.b',
    "$['a']",
    "$['a b'].c",
    '$.a[0]',
    '$[0]',
    '$.[0]',
    '$[1].payload',
    '$.delivery-partner',
    '$.a.b[2][0].c',
    "$['*']",
    '$.日本',
  ])('may be %s', (text) => {
    expect(isReferencePath(text)).toBe(true);
    expect(compileReferencePath(text).text).toBe(text);
  });

  it.each([
    '',
    'a',
    '$$',
    '$$.Execution.Id',
    '$a',
    '$.*',
    '$[*]',
    '$..a',
    '$.a[0:1]',
    '$.a[1:]',
    '$.a[0,1]',
    "$['a','b']",
    '$.a[?(@.b)]',
    '$.a[-1]',
    '$.a[(@.length-1)]',
    '$.',
    '$.a.',
    '$.a[',
    '$.a b',
    '$.a[0]$',
  ])('may not be %s', (text) => {
    expect(isReferencePath(text)).toBe(false);
    expect(() => compileReferencePath(text)).toThrow(JsonPathSyntaxError);
  });
});

describe('writing', () => {
  it.each<[string, Json, Json]>([
    ['$', { a: 1 }, 'new'],
    ['$', 'text', 'new'],
    ['$.a', {}, { a: 'new' }],
    ['$.a', { a: { deep: 1 }, b: 2 }, { a: 'new', b: 2 }],
    ['$.a', { a: null }, { a: 'new' }],
    ['$.a.b.c', {}, { a: { b: { c: 'new' } } }],
    ['$.a.b.c', { a: { x: 1 } }, { a: { x: 1, b: { c: 'new' } } }],
    ["$['a b']", { c: 1 }, { c: 1, 'a b': 'new' }],
    ['$[0]', [1, 2], ['new', 2]],
    ['$[1].payload', [{ a: 1 }, { id: 7 }, 3], [{ a: 1 }, { id: 7, payload: 'new' }, 3]],
    ['$.list[1].x.y', { list: [0, { z: 1 }] }, { list: [0, { z: 1, x: { y: 'new' } }] }],
    ['$.matrix[0][1]', { matrix: [[1, 2]] }, { matrix: [[1, 'new']] }],
  ])('%s into %j gives %j', (path, root, expected) => {
    expect(write(path, root)).toEqual(expected);
  });

  it('keeps the order of members: what is replaced stays in its place, what is new comes last', () => {
    expect(JSON.stringify(write('$.b', { a: 1, b: 2, c: 3 }))).toBe('{"a":1,"b":"new","c":3}');
    expect(JSON.stringify(write('$.d', { c: 1, a: 2 }))).toBe('{"c":1,"a":2,"d":"new"}');
  });

  it('copies the way and shares the rest', () => {
    const root = { way: { end: 1, beside: { x: 1 } }, other: [1] };
    const value = { y: 2 };
    const written = write('$.way.end', root, value);
    expect(written).toEqual({ way: { end: { y: 2 }, beside: { x: 1 } }, other: [1] });
    expect(root.way.end).toBe(1);
    expect(compileReferencePath('$.other').read(written)).toBe(root.other);
    expect(compileReferencePath('$.way.beside').read(written)).toBe(root.way.beside);
    expect(compileReferencePath('$.way.end').read(written)).toBe(value);
  });

  it('makes a member of any name, and no prototype', () => {
    const written = write("$['__proto__'].x", {});
    expect(JSON.stringify(written)).toBe('{"__proto__":{"x":"new"}}');
    expect(Object.getPrototypeOf(written)).toBe(Object.prototype);
    expect(JSON.stringify(write('$.constructor.name', {}))).toBe('{"constructor":{"name":"new"}}');
  });

  it('fails on an input that is no object and no array, and names the path', () => {
    const error = 'States.ReferencePathConflict';
    expect(failureOf(() => write('$.a', 'text'))).toEqual({ error, cause: 'Unable to apply ReferencePath $.a to input "text"' });
    expect(failureOf(() => write('$.a.b', 5))).toEqual({ error, cause: 'Unable to apply ReferencePath $.a.b to input 5' });
    expect(failureOf(() => write('$.a', null))).toEqual({ error, cause: 'Unable to apply ReferencePath $.a to input null' });
    expect(failureOf(() => write('$[0]', true))).toEqual({ error, cause: 'Unable to apply ReferencePath $[0] to input true' });
  });

  it.each<[string, Json, string]>([
    ['$.a', [1], 'Unable to apply step "a" to input [1]'],
    ['$.a.b', { a: 'text' }, 'Unable to apply step "b" to input {"a":"text"}'],
    ['$.a.b', { a: null }, 'Unable to apply step "b" to input {"a":null}'],
    ['$.a.b', { a: [{}] }, 'Unable to apply step "b" to input {"a":[{}]}'],
    ['$.a[1]', { a: [0] }, 'Unable to apply step "1" to input {"a":[0]}'],
    ['$.a[0]', {}, 'Unable to apply step "0" to input {}'],
    ['$[0]', { a: 1 }, 'Unable to apply step "0" to input {"a":1}'],
  ])('%s into %j fails and names the step', (path, root, cause) => {
    expect(failureOf(() => write(path, root))).toEqual({ error: 'States.ReferencePathConflict', cause });
  });
});

describe('reading', () => {
  it('gives the value itself', () => {
    const items = [{ x: 1 }];
    expect(compileReferencePath('$.detail.items').read({ detail: { items } })).toBe(items);
    expect(compileReferencePath('$.detail.items[0].x').read({ detail: { items } })).toBe(1);
    expect(compileReferencePath('$').read(null)).toBe(null);
  });

  it('fails where there is nothing, and names the step', () => {
    const root = { detail: { status: 500 } };
    expect(failureOf(() => compileReferencePath('$.detail.items').read(root))).toEqual({
      error: 'States.ReferencePathConflict',
      cause: 'Unable to apply step "items" to input {"detail":{"status":500}}',
    });
    expect(() => compileReferencePath('$.toString').read({})).toThrow(StatesError);
  });
});
