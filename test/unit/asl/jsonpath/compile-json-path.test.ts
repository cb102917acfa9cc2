import { describe, expect, it } from 'vitest';
import { compileJsonPath } from '#asl/jsonpath/compile-json-path.ts';
import { JsonPathSyntaxError } from '#asl/jsonpath/json-path-syntax-error.ts';
import { NULL_INPUT_REASON, PathNotFound } from '#asl/jsonpath/path-not-found.ts';

describe('a compiled path', () => {
  it('keeps its text and knows whether it leads to one value', () => {
    expect(compileJsonPath('$.a[0]')).toMatchObject({ text: '$.a[0]', definite: true });
    expect(compileJsonPath('$.a[*]')).toMatchObject({ text: '$.a[*]', definite: false });
  });

  it('shares values with the document', () => {
    const root = { a: [{ b: { c: 1 } }], other: {} };
    expect(compileJsonPath('$').read(root)).toBe(root);
    expect(compileJsonPath('$.a').read(root)).toBe(root.a);
    expect(compileJsonPath('$.a[0].b').read(root)).toBe(root.a[0]?.b);
    expect(Array.from(Object.values(compileJsonPath('$.a[*].b').read(root) ?? {}))[0]).toBe(root.a[0]?.b);
  });

  it('has nothing to do with what objects inherit', () => {
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      expect(() => compileJsonPath(`$.${name}`).read({})).toThrow(`No results for path: $['${name}']`);
      expect(compileJsonPath(`$['${name}','a']`).read({ a: 1 })).toEqual({ a: 1 });
      expect(compileJsonPath(`$[?(@.${name})]`).read([{}])).toEqual([]);
      expect(compileJsonPath(`$..${name}`).read([{}])).toEqual([]);
    }
  });

  it('hands a null input on whole, and can look for nothing in it', () => {
    expect(compileJsonPath('$').read(null)).toBe(null);
    expect(() => compileJsonPath('$.a').read(null)).toThrow(new PathNotFound(NULL_INPUT_REASON, true));
    expect(() => compileJsonPath('$[*]').read(null)).toThrow(NULL_INPUT_REASON);
  });

  it('is not compiled from a text that is none', () => {
    for (const text of ['', 'a', '$a', '$.a[', '$.a[?(@.b]', "$['a", '$[?(@.a in [1])]']) {
      expect(() => compileJsonPath(text)).toThrow(JsonPathSyntaxError);
    }
  });

  it('never runs a filter as code', () => {
    const marker: unknown[] = [];
    Object.assign(globalThis, { marker });
    for (const code of [
      'marker.push(1)',
      '(() => marker.push(1))()',
      '@.a == marker.push(1)',
      '@.constructor.constructor("marker.push(1)")()',
      "@['constructor']",
    ]) {
      try {
        compileJsonPath(`$[?(${code})]`).read([{ a: 1 }]);
      } catch (error) {
        expect(error instanceof JsonPathSyntaxError || error instanceof PathNotFound).toBe(true);
      }
    }
    expect(marker).toEqual([]);
  });
});
