import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileJsonPath } from '#asl/jsonpath/compile-json-path.ts';
import { JsonPathSyntaxError } from '#asl/jsonpath/json-path-syntax-error.ts';
import { PathNotFound } from '#asl/jsonpath/path-not-found.ts';
import type { Json } from '#json/json.ts';

/** What Jayway answered; test/support/jsonpath-oracle/README.md explains every member. */
interface Outcome {
  readonly result?: Json;
  readonly error?: { readonly phase: 'compile' | 'read'; readonly type?: string; readonly message?: string };
}
interface Vector extends Outcome {
  readonly path: string;
  readonly input: Json;
  readonly definite?: boolean;
  readonly aws?: Outcome & { readonly why: string };
}

const folder = new URL('vectors/', import.meta.url);
const files = readdirSync(folder).map((file) => ({
  file,
  vectors: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector[],
}));

/** The outcome of a path, in the form of a vector. */
function outcomeOf(path: string, input: Json): Outcome {
  try {
    const compiled = compileJsonPath(path);
    try {
      return { result: compiled.read(input) };
    } catch (error) {
      if (!(error instanceof PathNotFound)) throw error;
      const type = error.misfit ? 'InvalidPathException' : 'PathNotFoundException';
      return { error: { phase: 'read', type, message: error.reason } };
    }
  } catch (error) {
    if (!(error instanceof JsonPathSyntaxError)) throw error;
    return { error: { phase: 'compile' } };
  }
}

/** What is to be expected: of a text that does not compile only that, of Java's own failures only that they are misfits. */
function expected({ error, result }: Outcome): Outcome {
  if (!error) return { result: result ?? null };
  if (error.phase === 'compile') return { error: { phase: 'compile' } };
  if (error.type === 'PathNotFoundException' || error.type === 'InvalidPathException') return { error };
  return { error: { phase: 'read', type: 'InvalidPathException', message: expect.any(String) } };
}

describe('a JSONPath answers what Jayway JsonPath 2.0.0 answered', () => {
  it('over more than 400 vectors', () => {
    expect(files.flatMap(({ vectors }) => vectors).length).toBeGreaterThan(400);
  });

  describe.each(files)('$file', ({ vectors }) => {
    it.each(vectors)('$path on $input', (vector) => {
      expect(outcomeOf(vector.path, vector.input)).toEqual(expected(vector.aws ?? vector));
    });

    it('knows which paths lead to one value', () => {
      for (const { path, definite, aws } of vectors) {
        if (definite !== undefined && aws?.error?.phase !== 'compile')
          expect([path, compileJsonPath(path).definite]).toEqual([path, definite]);
      }
    });

    it('keeps the order of members', () => {
      for (const vector of vectors) {
        const { result } = vector.aws ?? vector;
        if (result !== undefined)
          expect(JSON.stringify(outcomeOf(vector.path, vector.input).result)).toBe(JSON.stringify(result));
      }
    });
  });
});
