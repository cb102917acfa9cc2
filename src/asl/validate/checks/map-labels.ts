import { isObject } from '#json/json.ts';
import type { DefinitionCheck } from '../site.ts';

/** AWS: how long a label may be — developer guide, "Map state in Distributed mode", Label. */
const MAX_LABEL_CHARACTERS = 40;

// AWS: white space, ? * < > { } [ ] : ; , \ | ^ ~ $ # % & ` " and control characters — developer guide, "Map state in Distributed mode", Label.
const FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]/u;

/**
 * Labels of Maps are unique, 1 to 40 characters long, and have no characters that an ARN could not hold.
 * AWS: the codes are documented — API reference, ValidateStateMachineDefinitionDiagnostic; the texts are (inferred) from that of a state's name.
 */
export const mapLabels: DefinitionCheck = (machines, report) => {
  const seen = new Set<string>();
  for (const { states, location } of machines) {
    for (const [name, state] of Object.entries(states)) {
      if (!isObject(state) || state.Type !== 'Map' || typeof state.Label !== 'string') continue;
      const label = state.Label;
      const at = `${location}/States/${name}/Label`;
      const problem = labelProblem(label);
      if (problem !== undefined) report(`Invalid Label name: Label '${label}' ${problem}`, at, 'INVALID_LABEL_NAME');
      else if (seen.has(label)) report(`Duplicate Label name: ${label}`, at, 'DUPLICATE_LABEL_NAME');
      seen.add(label);
    }
  }
};

function labelProblem(label: string): string | undefined {
  if (label === '') return 'cannot be empty';
  if ([...label].length > MAX_LABEL_CHARACTERS)
    return `exceeds the ${MAX_LABEL_CHARACTERS}-character limit allowed by the service`;
  return FORBIDDEN.test(label) ? 'contains invalid characters' : undefined;
}
