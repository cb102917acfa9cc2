import { isObject, type Json } from '#json/json.ts';
import type { QueryLanguage } from '../query-language.ts';
import type { Report } from './diagnostic.ts';

const MAX_NAME_CHARACTERS = 80;

// AWS: an ID_Start of Unicode, which an underscore is not, then ID_Continue — developer guide, "Passing data between states with variables".
const NAME = /^\p{ID_Start}\p{ID_Continue}*$/u;

/**
 * The names in an Assign. In JSONPath `name.$` assigns `name`.
 * AWS: RESERVED_VARIABLE_NAME and INVALID_VARIABLE_NAME with these texts were measured by others; that of the length is (inferred), and so is the place.
 */
export function checkVariableNames(assign: Json | undefined, language: QueryLanguage, location: string, report: Report): void {
  if (assign === undefined || assign === null) return;
  // AWS: "accepts a JSON object with key/value pairs" — developer guide, "Passing data between states with variables"; the text is that of other fields.
  if (!isObject(assign)) return report('Expected value of type Object', location);
  for (const field of Object.keys(assign)) {
    const name = language === 'JSONPath' && field.endsWith('.$') ? field.slice(0, -2) : field;
    if (name === 'states') report("Cannot assign to reserved variable '$states'.", location, 'RESERVED_VARIABLE_NAME');
    else if (!NAME.test(name))
      report(
        `Invalid variable name '${name}': the variable name contains invalid characters.`,
        location,
        'INVALID_VARIABLE_NAME',
      );
    else if ([...name].length > MAX_NAME_CHARACTERS) {
      report(
        `Invalid variable name '${name}': the variable name exceeds the ${MAX_NAME_CHARACTERS}-character limit.`,
        location,
        'INVALID_VARIABLE_NAME',
      );
    }
  }
}
