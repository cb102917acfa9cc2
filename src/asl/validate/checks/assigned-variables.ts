import { checkVariableNames } from '../check-variable-names.ts';
import type { StateCheck } from '../site.ts';

/** Assign names variables as variables may be named. Those of catchers and choice rules are checked with them. */
export const assignedVariables: StateCheck = ({ state, location, language }, report) => {
  checkVariableNames(state.Assign, language, `${location}/Assign`, report);
};
