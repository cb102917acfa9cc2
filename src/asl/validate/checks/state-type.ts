import { STATE_TYPES } from '../../definition.ts';
import type { StateCheck } from '../site.ts';

/** A state has a Type, and it is one of the eight. AWS: the text and the place are recorded (test_state_name_invalid_state_definition). */
export const stateType: StateCheck = ({ state, type, location }, report) => {
  if (type !== undefined) return;
  if (state.Type === undefined) report('These fields are required: [Type]', location);
  else report(`The field 'Type' should have one of these values: [${STATE_TYPES.join(', ')}]`, `${location}/Type`);
};
