import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';

/** All that there is to know of integrations. */
export const wholeCatalogue = await loadCatalogue('arn:aws:states:::aws-sdk:');

/** What is wrong with a definition, each as `CODE: message at location`. Warnings are left out. */
export function findings(definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const { diagnostics } = validateDefinition(text, { type, catalogue: wholeCatalogue });
  return diagnostics
    .filter(({ severity }) => severity === 'ERROR')
    .map((diagnostic) => definitionErrorMessage([diagnostic]).replace(/^Invalid State Machine Definition: '(.*)'$/s, '$1'));
}

/** What is wrong with a state `A` that stands alone in a machine. */
export const findingsOf = (state: unknown, machine: object = {}, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string[] =>
  findings({ ...machine, StartAt: 'A', States: { A: state } }, type);

/** The same in a machine whose language is JSONata. */
export const jsonataFindingsOf = (state: unknown): string[] => findingsOf(state, { QueryLanguage: 'JSONata' });

/** A finding of the schema. */
export const schema = (message: string, location: string): string => `SCHEMA_VALIDATION_FAILED: ${message} at ${location}`;
