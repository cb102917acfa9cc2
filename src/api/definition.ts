import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import { SfnError } from './errors.ts';

/** Throws InvalidDefinition unless a state machine of this type can have this definition. */
export function checkDefinition(definition: string, type: 'STANDARD' | 'EXPRESS'): void {
  const { diagnostics, definition: valid } = validateDefinition(definition, { type });
  if (valid === undefined) throw new SfnError('InvalidDefinition', definitionErrorMessage(diagnostics));
}
