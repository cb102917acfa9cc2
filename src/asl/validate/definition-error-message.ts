import type { Diagnostic } from './diagnostic.ts';

/**
 * The message of InvalidDefinition for these diagnostics (CreateStateMachine, UpdateStateMachine, TestState).
 * AWS: each is `CODE: message at location`, they are joined by `, `, and a missing location prints as `null`
 * — recorded texts of CreateStateMachine; `… at null` is what AWS answers for MISSING_END_STATE.
 */
export function definitionErrorMessage(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  const parts = errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? 'null'}`);
  return `Invalid State Machine Definition: '${parts.join(', ')}'`;
}
