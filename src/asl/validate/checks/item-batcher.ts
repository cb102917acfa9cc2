import { isObject } from '../../json.ts';
import { checkFields, type ObjectFields } from '../check-fields.ts';
import type { StateCheck } from '../site.ts';

const BATCHER: ObjectFields = {
  fields: {
    BatchInput: { value: { kind: 'payload' } },
    MaxItemsPerBatch: { value: { kind: 'integer', min: 1 } },
    MaxItemsPerBatchPath: { language: 'JSONPath', value: { kind: 'path' } },
    MaxInputBytesPerBatch: { value: { kind: 'integer', min: 1, max: 262_144 } },
    MaxInputBytesPerBatchPath: { language: 'JSONPath', value: { kind: 'path' } },
    Comment: { value: { kind: 'any' } },
  },
};

const EXCLUSIVE = ['MaxItemsPerBatch', 'MaxInputBytesPerBatch'].map((field) => [field, `${field}Path`]);

/** How a Distributed Map groups its items. AWS: developer guide, "ItemBatcher (Map)"; the texts are those of other fields (inferred). */
export const itemBatcher: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Map' || state.ItemBatcher === undefined || state.ItemBatcher === null) return;
  const at = `${location}/ItemBatcher`;
  checkFields(state.ItemBatcher, BATCHER, language, at, report);
  for (const fields of EXCLUSIVE) {
    if (fields.every((field) => isObject(state.ItemBatcher) && state.ItemBatcher[field] !== undefined))
      report(`There should only be one of the following fields: [${fields.join(', ')}]`, at);
  }
};
