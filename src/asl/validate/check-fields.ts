import { isObject, type Json } from '#json/json.ts';
import type { QueryLanguage } from '../query-language.ts';
import { checkFieldValue } from './check-field-value.ts';
import type { Report } from './diagnostic.ts';
import type { FieldRule } from './state-fields.ts';
import { wrongLanguage } from './wrong-language.ts';

/** The fields of an object inside a state, and those that it must have. */
export interface ObjectFields {
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly required?: readonly string[];
}

/** Checks an object inside a state: that it is one, its required fields, and each field it has. */
export function checkFields(
  value: Json,
  { fields, required = [] }: ObjectFields,
  language: QueryLanguage,
  location: string,
  report: Report,
): void {
  if (!isObject(value)) {
    report('Expected value of type Object', location);
    return;
  }
  const missing = required.filter((field) => (value[field] ?? null) === null);
  if (missing.length > 0) report(`These fields are required: [${missing.join(', ')}]`, location);
  for (const [field, member] of Object.entries(value)) {
    const rule = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (rule === undefined) report(`Field '${field}' is not supported`, location);
    else if (rule.language !== undefined && rule.language !== language) report(wrongLanguage(field, language), location);
    else checkFieldValue(rule.value, member, language, `${location}/${field}`, report);
  }
}
