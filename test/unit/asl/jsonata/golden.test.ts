import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { compileJsonata } from '#asl/jsonata/compile-jsonata.ts';
import { JsonataSyntaxError } from '#asl/jsonata/jsonata-syntax-error.ts';
import { bindingsOf, deepFreeze } from './bindings.ts';

interface Golden {
  readonly expression: string;
  readonly value?: unknown;
  readonly nothing?: true;
  readonly error?: string;
  readonly message?: string;
  readonly syntax?: string;
}

const { input, cases } = JSON.parse(readFileSync(new URL('./vectors/golden.json', import.meta.url), 'utf8'));
const goldens: Golden[] = cases;
/** The package as it is installed: asynchronous. */
const untouched = createRequire(import.meta.url)('jsonata');

const originalAnswer = async (expression: string): Promise<Golden> => {
  let parsed: { evaluate(input: unknown, bindings: unknown): Promise<unknown> };
  try {
    parsed = untouched(expression);
  } catch (error) {
    return { expression, syntax: codeOf(error) };
  }
  try {
    const value = await parsed.evaluate(undefined, { states: structuredClone({ input }) });
    return value === undefined ? { expression, nothing: true } : { expression, value: JSON.parse(JSON.stringify(value)) };
  } catch (error) {
    return { expression, error: codeOf(error), message: messageOf(error) };
  }
};

const ourAnswer = (expression: string): Golden => {
  try {
    const value = compileJsonata(expression).evaluate(bindingsOf(deepFreeze(structuredClone(input))));
    return value === undefined ? { expression, nothing: true } : { expression, value: JSON.parse(JSON.stringify(value)) };
  } catch (error) {
    if (error instanceof JsonataSyntaxError) return { expression, syntax: error.code ?? 'none' };
    const [, code, message] = /^threw an error during evaluation\. (\w+): (.*)$/s.exec(messageOf(error)) ?? [];
    return { expression, error: code ?? 'none', message: message ?? messageOf(error) };
  }
};

const codeOf = (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none');
const messageOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'none';

describe('The synchronous evaluator', () => {
  it('has hundreds of golden answers', () => expect(goldens.length).toBeGreaterThan(400));

  it.each(goldens)('answers $expression as the untouched package does, over a frozen input', async (golden) => {
    expect(await originalAnswer(golden.expression)).toEqual(golden);
    expect(ourAnswer(golden.expression)).toEqual(golden);
  });
});
