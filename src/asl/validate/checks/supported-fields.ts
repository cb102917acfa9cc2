import type { StateCheck } from '../site.ts';
import { STATE_FIELDS } from '../state-fields.ts';
import { wrongLanguage } from '../wrong-language.ts';

/** A state has the fields of its type and of its query language only, and none that is unknown. */
export const supportedFields: StateCheck = ({ state, type, location, language }, report) => {
  if (type === undefined) return;
  for (const field of Object.keys(state)) {
    const rule = Object.hasOwn(STATE_FIELDS, field) ? STATE_FIELDS[field] : undefined;
    if (rule === undefined || !rule.types.includes(type)) report(`Field '${field}' is not supported`, location);
    else if (rule.language !== undefined && rule.language !== language) report(wrongLanguage(field, language), location);
  }
};
