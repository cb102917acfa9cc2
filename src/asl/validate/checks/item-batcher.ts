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

/** How a Distributed Map groups its items. AWS: developer guide, "ItemBatcher (Map)"; the texts are those of other fields (inferred). */
export const itemBatcher: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Map' || state.ItemBatcher === undefined || state.ItemBatcher === null) return;
  checkFields(state.ItemBatcher, BATCHER, language, `${location}/ItemBatcher`, report);
};
