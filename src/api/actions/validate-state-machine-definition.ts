import { hasErrors } from '#asl/validate/diagnostic.ts';
import type { ActionContext } from '../action.ts';
import { diagnose } from '../definition.ts';
import type { InputOf, InputTable } from '../input-table.ts';

/**
 * ValidateStateMachineDefinition: says what is wrong with a definition.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 *
 * A definition that is no JSON, or no definition, is an answer with the result FAIL, not an error
 * (validate_state_machine_definition_…).
 */
export const input = {
  definition: { type: 'string', required: true, min: 1, max: 1048576, sensitive: true },
  type: { type: 'string', enum: ['STANDARD', 'EXPRESS'] },
  severity: { type: 'string', enum: ['ERROR', 'WARNING'] },
  maxResults: { type: 'integer', min: 0, max: 100 },
} as const satisfies InputTable;

/** AWS: the most diagnostics that are returned, and the default — API reference. */
const MAX_DIAGNOSTICS = 100;

/** Says what is wrong with a definition. AWS: warnings are shown to those who ask for them, and change no result — API reference. */
export async function run(
  { definition, type = 'STANDARD', severity = 'ERROR', maxResults = 0 }: InputOf<typeof input>,
  context: Pick<ActionContext, 'aside'>,
) {
  const all = await diagnose({ definition, type }, context);
  const wanted = all.filter((diagnostic) => severity === 'WARNING' || diagnostic.severity === 'ERROR');
  const diagnostics = wanted.slice(0, maxResults === 0 ? MAX_DIAGNOSTICS : maxResults);
  return { result: hasErrors(all) ? 'FAIL' : 'OK', diagnostics, truncated: diagnostics.length < wanted.length };
}
