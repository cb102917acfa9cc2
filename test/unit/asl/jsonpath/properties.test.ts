import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileJsonPath, type JsonPath } from '#asl/jsonpath/compile-json-path.ts';
import { compileReferencePath, isReferencePath } from '#asl/jsonpath/compile-reference-path.ts';
import { JsonPathSyntaxError } from '#asl/jsonpath/json-path-syntax-error.ts';
import { PathNotFound } from '#asl/jsonpath/path-not-found.ts';
import { StatesError } from '#asl/states-error.ts';
import type { Json } from '#json/json.ts';
import { anyText, json, likelyPath } from './arbitrary-path.ts';

const RUNS = { numRuns: 3000 };

/** The compiled path, `undefined` where the text is none; any other failure is ours. */
function compiled(text: string): JsonPath | undefined {
  try {
    return compileJsonPath(text);
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return undefined;
    throw error;
  }
}

/** What a path reads; any failure but PathNotFound is ours. */
function outcome(path: JsonPath, root: Json): unknown {
  try {
    return { value: path.read(root) };
  } catch (error) {
    if (error instanceof PathNotFound) return { reason: error.reason, misfit: error.misfit };
    throw error;
  }
}

function freeze(value: Json): Json {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

describe('any path on any JSON', () => {
  it('ends in a value or in one of the two errors', () => {
    fc.assert(
      fc.property(fc.oneof(likelyPath, anyText), json, (text, root) => {
        const path = compiled(text);
        if (path) outcome(path, root as Json);
      }),
      RUNS,
    );
  });

  it('gives the same a second time, and leaves the document as it is', () => {
    fc.assert(
      fc.property(likelyPath, json, (text, root) => {
        const path = compiled(text);
        if (!path) return;
        const document = freeze(root as Json);
        const before = JSON.stringify(document);
        const first = outcome(path, document);
        expect(outcome(path, document)).toEqual(first);
        expect(outcome(compileJsonPath(text), document)).toEqual(first);
        expect(JSON.stringify(document)).toBe(before);
      }),
      RUNS,
    );
  });

  it('yields one value when it is definite and a list when it is not', () => {
    fc.assert(
      fc.property(likelyPath, json, (text, root) => {
        const path = compiled(text);
        if (!path || path.definite) return;
        const result = outcome(path, root as Json);
        if (typeof result === 'object' && result !== null && 'value' in result) expect(Array.isArray(result.value)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('any reference path', () => {
  it('reads what it wrote, and writes nothing anywhere else', () => {
    const step = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'new'), fc.nat({ max: 3 }));
    const text = fc
      .array(step, { maxLength: 4 })
      .map((steps) => `$${steps.map((each) => (typeof each === 'number' ? `[${each}]` : `['${each}']`)).join('')}`);
    fc.assert(
      fc.property(text, json, json, (path, root, value) => {
        const document = freeze(root as Json);
        const reference = compileReferencePath(path);
        try {
          const written = reference.write(document, value as Json);
          expect(reference.read(written)).toBe(value);
          expect(reference.write(written, value as Json)).toEqual(written);
          expect(compileJsonPath(path).read(written)).toBe(value);
        } catch (error) {
          expect(error).toBeInstanceOf(StatesError);
        }
      }),
      RUNS,
    );
  });

  it('is told from other texts without a failure', () => {
    fc.assert(
      fc.property(fc.oneof(likelyPath, anyText), (text) => {
        if (isReferencePath(text)) expect(compileJsonPath(text).definite).toBe(true);
        else expect(() => compileReferencePath(text)).toThrow(JsonPathSyntaxError);
      }),
      RUNS,
    );
  });
});
