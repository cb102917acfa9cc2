import { describe, expect, it } from 'vitest';
import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { validateDefinition, validateState } from '#asl/validate/validate-definition.ts';
import { wholeCatalogue } from './findings.ts';

const standard = { type: 'STANDARD', catalogue: wholeCatalogue } as const;
const pass = { Type: 'Pass', End: true };
const hello = { StartAt: 'A', States: { A: pass } };

describe('validateDefinition', () => {
  it('answers the definition where there is nothing to say', () => {
    expect(validateDefinition(JSON.stringify(hello), standard)).toEqual({ diagnostics: [], definition: hello });
  });

  it.each(['', ' \n\t', '[]', '1', '"{}"', 'null'])('says of %j that it is no object, at no place', (text) => {
    expect(validateDefinition(text, standard)).toEqual({
      diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' }],
    });
  });

  it('passes the complaint of the JSON parser on, its place at the end', () => {
    const location = '[Source: (String)"{"; line: 1, column: 2]';
    const text =
      'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])';
    expect(validateDefinition('{', standard).diagnostics).toEqual([
      { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: `${text}\n at ${location}`, location },
    ]);
  });

  it('speaks of transitions only where the states are sound', () => {
    const states = { A: { Type: 'Pass', Next: 'Nowhere', Retry: [] }, B: pass };
    const { diagnostics } = validateDefinition(JSON.stringify({ StartAt: 'A', States: states }), standard);
    expect(diagnostics.map(({ message }) => message)).toEqual(["Field 'Retry' is not supported"]);
  });

  it('refuses more than a megabyte', () => {
    const text = JSON.stringify({ ...hello, Comment: 'ü'.repeat(524_288) });
    expect(validateDefinition(text, standard).diagnostics).toHaveLength(1);
  });
});

describe('validateState', () => {
  it('judges a state by itself', () => {
    const state = { Type: 'Pass', Next: 'Elsewhere', Result: 1 };
    expect(validateState(JSON.stringify(state), standard)).toEqual({ diagnostics: [], definition: state });
    expect(validateState('{"Type":"Pause"}', standard).diagnostics).toMatchObject([{ location: '/States/StateName/Type' }]);
    expect(validateState('{"Type":"Pass","Retry":[],"End":true}', standard).diagnostics).toMatchObject([
      { location: '/States/StateName' },
    ]);
  });

  it('judges what is nested in it as a machine', () => {
    const state = { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: pass, C: pass } }, End: true };
    expect(validateState(JSON.stringify(state), standard).diagnostics).toMatchObject([
      { code: 'MISSING_TRANSITION_TARGET', location: '/States/StateName/ItemProcessor/States/C' },
    ]);
  });
});

describe('definitionErrorMessage', () => {
  it('joins the errors, each with its place, and leaves the warnings out', () => {
    expect(
      definitionErrorMessage([
        { severity: 'ERROR', code: 'MISSING_TRANSITION_TARGET', message: "Missing 'Next' target: Z", location: '/States/A/Next' },
        { severity: 'WARNING', code: 'NO_DOLLAR', message: 'w', location: '/' },
        { severity: 'ERROR', code: 'MISSING_END_STATE', message: 'Workflow has no terminal state' },
      ]),
    ).toBe(
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Z at /States/A/Next, " +
        "MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });
});
