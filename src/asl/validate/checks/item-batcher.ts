import { isObject } from '#json/json.ts';
import { checkFields, type ObjectFields } from '../check-fields.ts';
import type { StateCheck } from '../site.ts';

const BATCHER: ObjectFields = {
  fields: {
    BatchInput: { value: { kind: 'payload' } },
    // AWS: a literal below 0 is refused, 0 when it runs — reported from us-east-1.
    MaxItemsPerBatch: { value: { kind: 'integer', min: 0 } },
    MaxItemsPerBatchPath: { language: 'JSONPath', value: { kind: 'numberPath' } },
    MaxInputBytesPerBatch: { value: { kind: 'integer', min: 0, max: 262_144 } },
    MaxInputBytesPerBatchPath: { language: 'JSONPath', value: { kind: 'numberPath' } },
    Comment: { value: { kind: 'any' } },
  },
};

const EXCLUSIVE = ['MaxItemsPerBatch', 'MaxInputBytesPerBatch'].map((field) => [field, `${field}Path`]);

/** How a Distributed Map groups its items. AWS: developer guide, "ItemBatcher (Map)"; the texts are those of other fields (inferred). */
export const itemBatcher: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Map' || state.ItemBatcher === undefined || state.ItemBatcher === null) return;
  const at = `${location}/ItemBatcher`;
  checkFields(state.ItemBatcher, BATCHER, language, at, report);
  if (!isObject(state.ItemBatcher)) return;
  const given = state.ItemBatcher;
  for (const fields of EXCLUSIVE) {
    if (fields.every((field) => given[field] !== undefined))
      report(`There should only be one of the following fields: [${fields.join(', ')}]`, at);
  }
  // AWS: "You must specify one of these values to batch items" — ItemBatcher (Map); both texts are (inferred).
  const sizes = EXCLUSIVE.flat();
  if (Object.keys(given).length === 0) report('Value cannot be empty', at);
  else if (!sizes.some((field) => given[field] !== undefined))
    report(`This object should have at least one of the following fields: [${sizes.join(', ')}]`, at);
};
