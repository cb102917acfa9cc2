import type { StateCheck } from '../site.ts';
import { STATE_FIELDS } from '../state-fields.ts';

/** A state that is not terminal by its type goes on to Next or ends with `"End": true`, one of the two. */
export const nextOrEnd: StateCheck = ({ state, type, location }, report) => {
  if (type === undefined || !STATE_FIELDS.Next?.types.includes(type)) return;
  const ends = state.End === true;
  if (state.Next !== undefined && ends) report('There should only be one of the following fields: [Next, End]', location);
  else if ((state.Next ?? null) === null && !ends)
    report('This object should have only one of the following fields: [Next, End]', location);
};
