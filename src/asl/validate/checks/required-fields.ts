import type { StateCheck } from '../site.ts';
import { REQUIRED_FIELDS } from '../state-fields.ts';

/** A Task has a Resource, a Choice has Choices, a Parallel has Branches. A null is none of these (inferred). */
export const requiredFields: StateCheck = ({ state, type, location }, report) => {
  if (type === undefined) return;
  const missing = (REQUIRED_FIELDS[type] ?? []).filter((field) => (state[field] ?? null) === null);
  if (missing.length > 0) report(`These fields are required: [${missing.join(', ')}]`, location);
};
