import { isLongDefinition } from '#asl/long-definition.ts';
import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { type Diagnostic, hasErrors } from '#asl/validate/diagnostic.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import type { ActionContext } from './action.ts';
import type { AskedDiagnosis } from './aside.ts';
import { SfnError } from './errors.ts';

/** All that is wrong with a definition. */
export async function diagnosticsOf({ definition, type }: AskedDiagnosis): Promise<readonly Diagnostic[]> {
  return validateDefinition(definition, { type, catalogue: await loadCatalogue(definition) }).diagnostics;
}

/** The same, where others do not wait for it. */
export const diagnose = (asked: AskedDiagnosis, { aside }: Pick<ActionContext, 'aside'>): Promise<readonly Diagnostic[]> =>
  aside && isLongDefinition(asked.definition) ? aside.diagnose(asked) : diagnosticsOf(asked);

/** For CreateStateMachine and UpdateStateMachine. Throws InvalidDefinition unless a state machine of this type can have this definition. */
export async function checkDefinition(asked: AskedDiagnosis, context: Pick<ActionContext, 'aside'>): Promise<void> {
  const diagnostics = await diagnose(asked, context);
  if (hasErrors(diagnostics)) throw new SfnError('InvalidDefinition', definitionErrorMessage(diagnostics));
}
