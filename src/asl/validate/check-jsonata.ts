import { isArray, isObject, type Json } from '#json/json.ts';
import { compileJsonataString } from '../jsonata/compile-jsonata-template.ts';
import { isJsonata } from '../jsonata/is-jsonata.ts';
import { JsonataSyntaxError } from '../jsonata/jsonata-syntax-error.ts';
import type { Report } from './diagnostic.ts';

/** AWS: "improperly opening or closing the expression will result in a validation error" — Transforming data with JSONata. */
const isMeantAsJsonata = (value: string): boolean => value.startsWith('{%') || value.endsWith('%}');

/** Checks every `{% … %}` text inside a value; other texts are constants. */
export function checkJsonata(value: Json, location: string, report: Report): void {
  if (typeof value === 'string') {
    if (isMeantAsJsonata(value)) checkJsonataText(value, location, report);
  } else if (isArray(value)) {
    value.forEach((item, index) => {
      checkJsonata(item, `${location}[${index}]`, report);
    });
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) checkJsonata(member, `${location}/${name}`, report);
  }
}

/**
 * Checks one text that has to be JSONata.
 * AWS: jsonata's message without its code; and `Reference to 'phone' at the top level is not supported.`, since there is no context item,
 * or `Reference to '$$' is not supported.`, wherever it stands — all measured by others with CreateStateMachine.
 */
export function checkJsonataText(text: string, location: string, report: Report): void {
  if (!isJsonata(text)) {
    report('JSONata string must start with {% and end with %}', location);
    return;
  }
  try {
    for (const name of compileJsonataString(text).topLevelReferences) {
      const where = name === '$$' ? '' : ' at the top level';
      report(`Reference to '${name}'${where} is not supported.`, location, 'UNSUPPORTED_JSONATA_EXPRESSION');
    }
  } catch (error) {
    if (!(error instanceof JsonataSyntaxError)) throw error;
    report(error.message, location, 'INVALID_JSONATA_EXPRESSION');
  }
}
