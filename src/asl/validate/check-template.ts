import { isArray, isObject, type Json } from '#json/json.ts';
import type { Report } from './diagnostic.ts';
import { isExpression } from './is-expression.ts';

/**
 * Checks the `name.$` members of a payload template at any depth; the place is the object that holds the member.
 * AWS: `The value for the field 'parsed.$' must be a valid JSONPath or a valid intrinsic function call`.
 */
export function checkTemplate(template: Json, location: string, report: Report): void {
  if (isArray(template)) {
    template.forEach((item, index) => {
      checkTemplate(item, `${location}[${index}]`, report);
    });
    return;
  }
  if (!isObject(template)) return;
  for (const [name, value] of Object.entries(template)) {
    if (!name.endsWith('.$')) checkMember(name, value, location, report);
    else if (typeof value !== 'string' || !isExpression(value)) {
      report(`The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`, location);
    }
  }
}

/** AWS: the code NO_DOLLAR warns of a text that looks like an expression under a name without `.$`; its wording is (inferred). */
function checkMember(name: string, value: Json, location: string, report: Report): void {
  if (typeof value === 'object' && value !== null) checkTemplate(value, `${location}/${name}`, report);
  else if (looksLikeExpression(value))
    report(
      `The value of the field '${name}' looks like a JSONPath or an intrinsic function call, but the name does not end with '.$'`,
      location,
      'NO_DOLLAR',
    );
}

/** Would a reader take this text for an expression? */
export const looksLikeExpression = (value: Json): boolean =>
  typeof value === 'string' && (/^\${1,2}(\.|\[)/.test(value) || /^States\.\w+\(/.test(value)) && isExpression(value);
