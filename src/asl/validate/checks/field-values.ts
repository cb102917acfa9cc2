import { checkFieldValue } from '../check-field-value.ts';
import type { StateCheck } from '../site.ts';
import { STATE_FIELDS } from '../state-fields.ts';

/** Each field has a value of its kind: types, ranges, paths, payload templates, JSONata. */
export const fieldValues: StateCheck = ({ state, type, location, language }, report) => {
  if (type === undefined) return;
  for (const [field, value] of Object.entries(state)) {
    const rule = Object.hasOwn(STATE_FIELDS, field) ? STATE_FIELDS[field] : undefined;
    // What does not belong here has been named by supportedFields; its value is of no interest.
    if (rule === undefined || !rule.types.includes(type) || (rule.language !== undefined && rule.language !== language)) continue;
    checkFieldValue(rule.value, value, language, `${location}/${field}`, report);
  }
};
