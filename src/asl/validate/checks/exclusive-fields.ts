import type { StateCheck } from '../site.ts';
import { EXCLUSIVE_FIELDS } from '../state-fields.ts';

/** Of some fields a state may have one only (TimeoutSeconds, TimeoutSecondsPath), of some it must have one (what a Wait waits for). */
export const exclusiveFields: StateCheck = ({ state, type, location }, report) => {
  if (type === undefined) return;
  for (const { fields, required } of EXCLUSIVE_FIELDS[type] ?? []) {
    const given = fields.filter((field) => state[field] !== undefined);
    if (given.length > 1) report(`There should only be one of the following fields: [${fields.join(', ')}]`, location);
    else if (given.length === 0 && required)
      report(`This object should have only one of the following fields: [${fields.join(', ')}]`, location);
  }
};
