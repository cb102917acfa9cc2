import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { labelErrorMessage } from '#asl/validate/label-error.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import { SfnError } from './errors.ts';

/** For CreateStateMachine and UpdateStateMachine. Throws InvalidDefinition unless a state machine of this type can have this definition. */
export function checkDefinition(definition: string, type: 'STANDARD' | 'EXPRESS'): void {
  const { diagnostics, definition: valid } = validateDefinition(definition, { type });
  if (valid !== undefined) return;
  const labels = diagnostics.some(({ code }) => code === 'INVALID_LABEL_NAME') ? labelErrorMessage(definition) : undefined;
  throw new SfnError('InvalidDefinition', labels ?? definitionErrorMessage(diagnostics));
}
