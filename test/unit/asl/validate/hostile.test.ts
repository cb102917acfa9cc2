import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATE_TYPES } from '#asl/definition.ts';
import { jsonError } from '#asl/validate/json-error.ts';
import { STATE_FIELDS } from '#asl/validate/state-fields.ts';
import { validateDefinition, validateState } from '#asl/validate/validate-definition.ts';
import { wholeCatalogue } from './findings.ts';

const standard = { type: 'STANDARD', catalogue: wholeCatalogue } as const;
const field = fc.constantFrom(
  ...Object.keys(STATE_FIELDS),
  'StartAt',
  'States',
  'ProcessorConfig',
  'ErrorEquals',
  'Variable',
  'And',
  'Not',
  'x.$',
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'A',
    'B',
    '$.x',
    '$.x[',
    '$$',
    'States.Format(',
    '{% 1 + %}',
    '{% $states.input %}',
    'States.ALL',
    0,
    -1,
    1e9,
    true,
    null,
  ),
  fc.string(),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(field, tie('value'), { maxKeys: 6 }),
    fc
      .tuple(fc.constantFrom(...STATE_TYPES), fc.dictionary(field, tie('value'), { maxKeys: 6 }))
      .map(([Type, rest]) => ({ ...rest, Type })),
  ),
}));
const machine = fc
  .dictionary(fc.constantFrom('A', 'B', '__proto__', 'constructor'), value, { maxKeys: 4 })
  .map((States) => ({ StartAt: 'A', States }));

const nested = (open: string, middle: string, close: string, times: number) => open.repeat(times) + middle + close.repeat(times);

describe('a hostile definition', () => {
  it('never makes the validator throw, and what it accepts it gives back', () => {
    fc.assert(
      fc.property(fc.oneof(value, machine), fc.constantFrom('STANDARD' as const, 'EXPRESS' as const), (definition, type) => {
        const text = JSON.stringify(definition) ?? '';
        for (const validate of [validateDefinition, validateState]) {
          const { diagnostics, definition: parsed } = validate(text, { type, catalogue: wholeCatalogue });
          expect(parsed !== undefined).toBe(diagnostics.every(({ severity }) => severity === 'WARNING'));
          for (const { message, location } of diagnostics) expect(message + (location ?? '')).not.toContain('undefined');
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('that is no JSON gets a complaint within its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ua1-.e+ \n\ttruefalsn') }), (text) => {
        try {
          JSON.parse(text);
        } catch {
          expect(jsonError(text).location).toMatch(/; line: \d+, column: \d+\]$/);
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it.each([
    ['arrays', nested('[', '', ']', 100_000)],
    ['objects', nested('{"a":', '1', '}', 100_000)],
    ['objects that do not end', '{"a":'.repeat(100_000)],
    ['maps', nested('{"StartAt":"A","States":{"A":{"Type":"Map","End":true,"ItemProcessor":', '{}', '}}}', 10_000)],
    ['rules', `{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[${nested('{"Not":', '{}', '}', 100_000)}]}}}`],
    ['payloads', `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Parameters":${nested('{"a":', '1', '}', 100_000)}}}}`],
    ['no states', `{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[${'1,'.repeat(400_000)}1]}}}`],
    ['errors', `{"StartAt":"A","States":{"A":{"Type":"Task","Retry":[${'{},'.repeat(300_000)}{}]}}}`],
    ['line ends', `{${'\n'.repeat(1_000_000)}`],
  ])('of a great many %s is refused soon', (_, text) => {
    const started = performance.now();
    expect(validateDefinition(text, standard).diagnostics.length).toBeGreaterThan(0);
    expect(validateDefinition(text, standard).diagnostics.length).toBeLessThanOrEqual(1000);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('of depth that people write is judged', () => {
    let state: unknown = { Type: 'Pass', End: true };
    for (let level = 0; level < 40; level++)
      state = { Type: 'Map', ItemProcessor: { StartAt: `S${level}`, States: { [`S${level}`]: state } }, End: true };
    expect(validateDefinition(JSON.stringify({ StartAt: 'A', States: { A: state } }), standard).diagnostics).toEqual([]);
  });
});
