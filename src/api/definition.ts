import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import { SfnError } from './errors.ts';

/** For CreateStateMachine and UpdateStateMachine. Throws InvalidDefinition unless a state machine of this type can have this definition. */
export async function checkDefinition(definition: string, type: 'STANDARD' | 'EXPRESS'): Promise<void> {
  const catalogue = await loadCatalogue(definition);
  const { diagnostics, definition: valid } = validateDefinition(definition, { type, catalogue });
  if (valid === undefined) throw new SfnError('InvalidDefinition', definitionErrorMessage(diagnostics));
}
